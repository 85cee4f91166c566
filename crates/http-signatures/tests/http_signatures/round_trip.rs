//! What is signed verifies, and what peers send in other shapes does too.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderMap;
use http_signatures::{Error, Profile, PublicKey, digest, sign, testing};

use crate::{
    forge,
    sample::{BODY, DATE, KEY_ID, NOW, Sample},
};

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers[name].to_str().unwrap()
}

#[test]
fn both_profiles_sign_and_verify_posts_and_gets() {
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        for sample in [Sample::post(), Sample::get()] {
            let claim = sample.signed(profile).verify().unwrap();
            assert_eq!(claim.profile, profile);
            assert_eq!(claim.key_id, KEY_ID);
            assert_eq!(claim.authority, "beta.example");
            assert_eq!(claim.created, NOW);
        }
    }
}

#[test]
fn cavage_headers_are_shaped_as_mastodon_sends_them() {
    let sent = Sample::post().signed(Profile::Cavage).headers;
    assert_eq!(header(&sent, "date"), DATE);
    assert_eq!(
        header(&sent, "digest"),
        digest::digest_header(BODY.as_bytes())
    );
    let signature = header(&sent, "signature");
    let expected = format!(
        "keyId=\"{KEY_ID}\",algorithm=\"rsa-sha256\",\
         headers=\"(request-target) host date digest content-type\",signature=\""
    );
    assert!(signature.starts_with(&expected), "{signature}");
}

#[test]
fn rfc9421_headers_are_shaped_as_mastodon_sends_them() {
    let sample = Sample::get();
    let added = sign(
        Profile::Rfc9421,
        &sample.view(),
        KEY_ID,
        &testing::key(0),
        NOW,
    )
    .unwrap();
    let expected = format!(r#"sig1=("@method" "@target-uri");created={NOW};keyid="{KEY_ID}""#);
    assert_eq!(header(&added, "signature-input"), expected);
    assert!(!added.contains_key("content-digest"));
}

#[test]
fn all_given_headers_are_covered() {
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let sample = Sample::post().with("collection-synchronization", "digest=\"00\"");
        let claim = sample.signed(profile).verify().unwrap();
        assert!(claim.covers("collection-synchronization"));
        assert!(claim.covers("content-type"));
    }
}

#[test]
fn a_request_of_mastodon_verifies() {
    let digest = digest::digest_header(BODY.as_bytes());
    let sample = Sample::post().with("date", DATE).with("digest", &digest);
    let lines = [
        ("host", "beta.example"),
        ("date", DATE),
        ("digest", digest.as_str()),
        ("content-type", "application/activity+json"),
        ("(request-target)", "post /users/bob/inbox?page=1"),
    ];
    let sample = forge::cavage(sample, r#"algorithm="rsa-sha256","#, &lines);
    assert_eq!(sample.verify().unwrap().created, NOW);
}

#[test]
fn hs2019_with_created_and_expires_verifies() {
    let parameters = format!(
        r#"algorithm="hs2019",created={NOW},expires={},"#,
        NOW + 7_200
    );
    let lines = [
        ("(request-target)", "get /users/bob/inbox?page=1"),
        ("(created)", &NOW.to_string()),
        ("(expires)", &(NOW + 7_200).to_string()),
        ("host", "beta.example"),
    ];
    let sample = forge::cavage(Sample::get(), &parameters, &lines);
    let claim = sample.verify().unwrap();
    assert_eq!((claim.created, claim.expires), (NOW, Some(NOW + 7_200)));
}

#[test]
fn a_target_signed_without_its_query_verifies() {
    let lines = [
        ("(request-target)", "get /users/bob/inbox"),
        ("host", "beta.example"),
        ("date", DATE),
    ];
    let sample = forge::cavage(Sample::get().with("date", DATE), "", &lines);
    assert_eq!(
        sample.verify().map(|claim| claim.key_id),
        Ok(KEY_ID.to_owned())
    );
}

#[test]
fn http2_has_no_host_header() {
    let mut sample = Sample::post().signed(Profile::Cavage);
    sample.headers.remove("host");
    assert_eq!(sample.verify().unwrap().authority, "beta.example");
}

#[test]
fn the_authority_is_shown_as_it_is_compared() {
    let mut sample = Sample::get();
    sample.authority = "Beta.Example:443".into();
    sample.headers.remove("host");
    let sample = sample.with("host", "Beta.Example:443");
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let claim = sample.clone().signed(profile).verify().unwrap();
        assert_eq!(claim.authority, "beta.example");
    }
}

#[test]
fn signature_params_are_taken_verbatim() {
    let params =
        format!(r#"( "@target-uri"   "@method" );tag="x";keyid="{KEY_ID}"; created={NOW}"#);
    let lines = [
        ("@target-uri", "https://beta.example/users/bob/inbox?page=1"),
        ("@method", "GET"),
    ];
    let sample = forge::rfc9421(Sample::get(), &params, &lines);
    assert_eq!(sample.verify().map(|claim| claim.created), Ok(NOW));
}

#[test]
fn a_target_in_parts_verifies() {
    let params = format!(
        r#"("@method" "@authority" "@path" "@query");created={NOW};keyid="k";alg="rsa-v1_5-sha256""#
    );
    let lines = [
        ("@method", "GET"),
        ("@authority", "beta.example"),
        ("@path", "/users/bob/inbox"),
        ("@query", "?page=1"),
    ];
    let sample = forge::rfc9421(Sample::get(), &params, &lines);
    assert_eq!(
        sample.verify().map(|claim| claim.key_id),
        Ok("k".to_owned())
    );
}

#[test]
fn ed25519_verifies_under_rfc9421_only() {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let key = PublicKey::from_ed25519(pair.public_key().as_ref()).unwrap();
    let params = format!(r#"("@method" "@target-uri");created={NOW};keyid="k""#);
    let base = format!(
        "\"@method\": GET\n\"@target-uri\": https://beta.example/users/bob/inbox?page=1\n\
         \"@signature-params\": {params}"
    );
    let signature = BASE64_STANDARD.encode(pair.sign(base.as_bytes()));
    let sample = Sample::get()
        .with("signature-input", &format!("sig={params}"))
        .with("signature", &format!("sig=:{signature}:"));
    assert_eq!(
        sample.verify_at(&key, NOW).map(|claim| claim.created),
        Ok(NOW)
    );

    let cavage = Sample::get().signed(Profile::Cavage);
    assert_eq!(
        cavage.verify_at(&key, NOW).err(),
        Some(Error::WrongKey("ed25519"))
    );
}

#[test]
fn a_refreshed_key_can_be_tried_on_the_same_claim() {
    let sample = Sample::post().signed(Profile::Cavage);
    let claim = http_signatures::Claim::parse(&sample.view(), NOW).unwrap();
    assert_eq!(
        claim.verify(&testing::key(1).public_key()),
        Err(Error::Mismatch)
    );
    assert_eq!(claim.verify(&testing::key(0).public_key()), Ok(()));
}

#[test]
fn a_key_id_that_breaks_the_header_is_not_sent() {
    for key_id in ["", "a\"b", "a\\b", "a\nb", "ü"] {
        for profile in [Profile::Cavage, Profile::Rfc9421] {
            let signed = sign(
                profile,
                &Sample::get().view(),
                key_id,
                &testing::key(0),
                NOW,
            );
            assert_eq!(signed, Err(Error::KeyId(key_id.to_owned())));
        }
    }
}
