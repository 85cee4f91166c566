//! Attacks that worked on other servers. The number is that of the class of vulnerability, the same in the
//! tests of every crate.

use http::HeaderValue;
use http_signatures::{Claim, Error, Profile, digest};

use crate::{
    forge,
    sample::{BODY, DATE, KEY_ID, NOW, Sample},
};

const TARGET: (&str, &str) = ("(request-target)", "post /users/bob/inbox?page=1");
const HOST: (&str, &str) = ("host", "beta.example");
const DATE_LINE: (&str, &str) = ("date", DATE);

fn dated_post() -> Sample {
    Sample::post()
        .with("date", DATE)
        .with("digest", &digest::digest_header(BODY.as_bytes()))
}

fn refusal(sample: &Sample) -> Error {
    sample.verify().expect_err("the request has to be refused")
}

#[test]
fn security_06_altered_body() {
    for (profile, header) in [
        (Profile::Cavage, "Digest"),
        (Profile::Rfc9421, "Content-Digest"),
    ] {
        let mut sample = Sample::post().signed(profile);
        sample.body = Some(BODY.replace("Create", "Delete").into());
        assert_eq!(refusal(&sample), Error::DigestMismatch(header));
        sample.body = None;
        assert_eq!(refusal(&sample), Error::DigestMismatch(header));
    }
}

#[test]
fn security_06_digest_missing_or_not_covered() {
    let lines = [TARGET, HOST, DATE_LINE];
    let uncovered = Error::NotCovered("a digest of the body");
    assert_eq!(refusal(&forge::cavage(dated_post(), "", &lines)), uncovered);
    let without = Sample::post().with("date", DATE);
    assert_eq!(refusal(&forge::cavage(without, "", &lines)), uncovered);

    let params = format!(r#"("@method" "@target-uri");created={NOW};keyid="k""#);
    let lines = [
        ("@method", "POST"),
        ("@target-uri", "https://beta.example/users/bob/inbox?page=1"),
    ];
    assert_eq!(
        refusal(&forge::rfc9421(Sample::post(), &params, &lines)),
        uncovered
    );
}

#[test]
fn security_06_covered_digest_stripped_on_the_way() {
    for (profile, name) in [
        (Profile::Cavage, "digest"),
        (Profile::Rfc9421, "content-digest"),
    ] {
        let mut sample = Sample::post().signed(profile);
        sample.headers.remove(name);
        assert_eq!(refusal(&sample), Error::Missing(name.to_owned()));
    }
}

#[test]
fn security_06_several_algorithms_with_the_right_sha256_are_accepted() {
    let value = format!("SHA-512=AAAA,{}", digest::digest_header(BODY.as_bytes()));
    let sample = Sample::post().with("date", DATE).with("digest", &value);
    let lines = [TARGET, HOST, DATE_LINE, ("digest", value.as_str())];
    let verified = forge::cavage(sample, "", &lines).verify();
    assert_eq!(verified.map(|claim| claim.key_id), Ok(KEY_ID.to_owned()));
}

#[test]
fn security_07_weak_coverage_of_a_post() {
    let value = digest::digest_header(BODY.as_bytes());
    let digest = ("digest", value.as_str());
    for (lines, missing) in [
        (vec![DATE_LINE], "(request-target)"),
        (vec![digest, HOST, DATE_LINE], "(request-target)"),
        (vec![TARGET, DATE_LINE, digest], "host"),
        (vec![TARGET, HOST, digest], "date or (created)"),
        (vec![], "date or (created)"),
    ] {
        let sample = forge::cavage(dated_post(), "", &lines);
        assert_eq!(refusal(&sample), Error::NotCovered(missing));
    }
}

#[test]
fn security_07_weak_coverage_of_a_get() {
    let target = ("(request-target)", "get /users/bob/inbox?page=1");
    for (lines, missing) in [
        ([target, DATE_LINE].as_slice(), "host"),
        (&[HOST, DATE_LINE], "(request-target)"),
        (&[target, HOST], "date or (created)"),
    ] {
        let sample = forge::cavage(Sample::get().with("date", DATE), "", lines);
        assert_eq!(refusal(&sample), Error::NotCovered(missing));
    }
}

#[test]
fn security_07_weak_coverage_under_rfc9421() {
    let uri = ("@target-uri", "https://beta.example/users/bob/inbox?page=1");
    let method = ("@method", "GET");
    let path = ("@path", "/users/bob/inbox");
    let authority = ("@authority", "beta.example");
    for (lines, missing) in [
        ([].as_slice(), "@method"),
        (&[uri], "@method"),
        (&[method], "@authority"),
        (&[method, authority], "@path"),
        (&[method, authority, path], "@query"),
        (&[method, path, ("@query", "?page=1")], "@authority"),
    ] {
        let names: Vec<String> = lines
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let params = format!(r#"({});created={NOW};keyid="k""#, names.join(" "));
        let sample = forge::rfc9421(Sample::get(), &params, lines);
        assert_eq!(refusal(&sample), Error::NotCovered(missing));
    }
}

#[test]
fn security_08_replayed_to_another_host() {
    let mut sample = Sample::post().signed(Profile::Rfc9421);
    sample.authority = "gamma.example".into();
    assert_eq!(refusal(&sample), Error::Mismatch);

    let mut sample = Sample::post().signed(Profile::Cavage);
    sample
        .headers
        .insert("host", HeaderValue::from_static("gamma.example"));
    assert_eq!(refusal(&sample), Error::Mismatch);
}

/// With draft-cavage a capture is replayed together with its `Host`, so the caller has to look.
#[test]
fn security_08_the_covered_host_is_shown() {
    let mut sample = Sample::post().signed(Profile::Cavage);
    sample.authority = "gamma.example".into();
    assert_eq!(sample.verify().unwrap().authority, "beta.example");
}

#[test]
fn security_09_stale_or_from_the_future() {
    let key = http_signatures::testing::key(0).public_key();
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let sample = Sample::post().signed(profile);
        let at = |now| sample.verify_at(&key, now).map(|claim| claim.created);
        assert_eq!(at(NOW + 7_200), Err(Error::Expired { age: 7_200 }));
        assert_eq!(at(NOW + 3_901), Err(Error::Expired { age: 3_901 }));
        assert_eq!(at(NOW + 3_900), Ok(NOW));
        assert_eq!(at(NOW - 3_600), Ok(NOW));
        assert_eq!(at(NOW - 3_601), Err(Error::FromTheFuture { ahead: 3_601 }));
    }
}

#[test]
fn security_09_rfc9421_without_created_or_keyid() {
    for params in [
        r#"("@method" "@target-uri");keyid="k""#,
        r#"("@method" "@target-uri");created=1"#,
    ] {
        let sample = forge::rfc9421(Sample::get(), params, &[]);
        assert!(
            matches!(refusal(&sample), Error::Malformed { .. }),
            "{params}"
        );
    }
}

/// A `created` that is not covered is the sender's word against the covered `Date`.
#[test]
fn security_09_uncovered_created_does_not_refresh_an_old_date() {
    let old = "Fri, 19 Apr 2024 12:00:00 GMT";
    let lines = [
        ("(request-target)", "get /users/bob/inbox?page=1"),
        HOST,
        ("date", old),
    ];
    let parameters = format!(r#"algorithm="hs2019",created={NOW},"#);
    let sample = forge::cavage(Sample::get().with("date", old), &parameters, &lines);
    assert_eq!(refusal(&sample), Error::Expired { age: 86_400 });
}

/// An `expires` that is not covered may have been added to a captured request.
#[test]
fn security_09_uncovered_expires_does_not_prolong() {
    let lines = [
        ("(request-target)", "get /users/bob/inbox?page=1"),
        HOST,
        DATE_LINE,
    ];
    let parameters = format!("expires={},", NOW + 40_000);
    let sample = forge::cavage(Sample::get().with("date", DATE), &parameters, &lines);
    let key = http_signatures::testing::key(0).public_key();
    let verified = sample
        .verify_at(&key, NOW + 7_200)
        .map(|claim| claim.created);
    assert_eq!(verified, Err(Error::Expired { age: 7_200 }));
}

#[test]
fn security_12_unknown_algorithms() {
    let value = digest::digest_header(BODY.as_bytes());
    let lines = [TARGET, HOST, DATE_LINE, ("digest", value.as_str())];
    for name in [
        "none",
        "hmac-sha1",
        "hmac-sha256",
        "rsa-sha1",
        "RSA-SHA256",
        "",
    ] {
        let sample = forge::cavage(dated_post(), &format!("algorithm=\"{name}\","), &lines);
        assert_eq!(refusal(&sample), Error::Algorithm(name.to_owned()));
    }
    for name in ["none", "hmac-sha256", "rsa-pss-sha512", "RSA-V1_5-SHA256"] {
        let params = format!(r#"("@method" "@target-uri");created={NOW};keyid="k";alg="{name}""#);
        let sample = forge::rfc9421(Sample::get(), &params, &[]);
        assert_eq!(refusal(&sample), Error::Algorithm(name.to_owned()));
    }
}

#[test]
fn security_12_algorithm_of_another_key() {
    let params = format!(r#"("@method" "@target-uri");created={NOW};keyid="k";alg="ed25519""#);
    let sample = forge::rfc9421(Sample::get(), &params, &[]);
    assert_eq!(refusal(&sample), Error::WrongKey("rsa-v1_5-sha256"));
}

#[test]
fn security_12_created_and_expires_need_hs2019_and_a_value() {
    let target = ("(request-target)", "get /users/bob/inbox?page=1");
    let time = NOW.to_string();
    let lines = [target, HOST, ("(created)", time.as_str())];
    let with = |parameters: &str| refusal(&forge::cavage(Sample::get(), parameters, &lines));
    assert_eq!(
        with(r#"algorithm="hs2019","#),
        Error::Missing("(created)".to_owned())
    );
    assert!(matches!(with("created=now,"), Error::Malformed { .. }));
    let rsa = format!(r#"algorithm="rsa-sha256",created={NOW},"#);
    assert!(matches!(with(&rsa), Error::Malformed { .. }));
}

#[test]
fn security_12_malformed_cavage_headers() {
    let good = dated_post().signed(Profile::Cavage);
    let signature = good.headers["signature"].to_str().unwrap().to_owned();
    for broken in [
        String::new(),
        " ".to_owned(),
        "Signature".to_owned(),
        signature.replace("keyId=", "keyid="),
        signature.replace(KEY_ID, ""),
        signature.replace("signature=\"", "signature=\"!"),
        signature.replace(",algorithm", " algorithm"),
        signature.replace(KEY_ID, "a\\b"),
        signature.trim_end_matches('"').to_owned(),
        format!(
            "{},signature=\"\"",
            signature.split(",signature").next().unwrap()
        ),
    ] {
        let mut sample = good.clone();
        sample
            .headers
            .insert("signature", HeaderValue::from_str(&broken).unwrap());
        assert!(
            matches!(refusal(&sample), Error::Malformed { .. }),
            "{broken}"
        );
    }
}

#[test]
fn security_12_duplicates() {
    let good = dated_post().signed(Profile::Cavage);
    let signature = good.headers["signature"].to_str().unwrap().to_owned();
    for parameter in [
        "keyId=\"x\"",
        "algorithm=\"rsa-sha256\"",
        "headers=\"date\"",
        "signature=\"AAAA\"",
    ] {
        let mut sample = good.clone();
        let value = format!("{signature},{parameter}");
        sample
            .headers
            .insert("signature", HeaderValue::from_str(&value).unwrap());
        assert!(
            matches!(refusal(&sample), Error::Repeated(_)),
            "{parameter}"
        );
    }
    for profile in [Profile::Cavage, Profile::Rfc9421] {
        let sample = Sample::post().signed(profile).with("signature", &signature);
        assert!(matches!(refusal(&sample), Error::Repeated(_)));
    }
    let sample = Sample::post()
        .signed(Profile::Rfc9421)
        .with("signature-input", "a=()");
    assert!(matches!(refusal(&sample), Error::Repeated(_)));
}

#[test]
fn security_12_malformed_or_several_rfc9421_signatures() {
    let good = Sample::get().signed(Profile::Rfc9421);
    let with = |name: &'static str, value: &str| {
        let mut sample = good.clone();
        sample
            .headers
            .insert(name, HeaderValue::from_str(value).unwrap());
        refusal(&sample)
    };
    let input = good.headers["signature-input"].to_str().unwrap();
    for several in [
        format!("{input}, other=()"),
        format!("{input}, {input}"),
        format!("{input};created=1"),
        input.replace("(\"@method\"", "(\"@method\" \"@method\""),
        String::new(),
    ] {
        assert!(
            matches!(with("signature-input", &several), Error::Repeated(_)),
            "{several}"
        );
    }
    for broken in [
        "sig1".to_owned(),
        "sig1=1".to_owned(),
        "sig1=(1)".to_owned(),
        input.replace("created=", "created=\"\";x="),
        input.replace("keyid=", "keyid=1;x="),
        input.replace("sig1", "sig2"),
        format!("{input};"),
    ] {
        assert!(
            matches!(with("signature-input", &broken), Error::Malformed { .. }),
            "{broken}"
        );
    }
    for broken in [
        "",
        "sig1",
        "sig1=AAAA",
        "sig1=:!:",
        "sig2=:AAAA:",
        "sig1=(:AAAA:)",
    ] {
        assert!(
            matches!(with("signature", broken), Error::Malformed { .. }),
            "{broken}"
        );
    }
    let signature = good.headers["signature"].to_str().unwrap();
    assert_eq!(
        with("signature", &format!("{signature}, b=:AA==:")),
        Error::Repeated("signature")
    );
}

#[test]
fn security_12_components_that_cannot_be_checked() {
    for component in [
        r#""@status""#,
        r#""@query-param";name="q""#,
        r#""date";bs"#,
        r#""@unknown""#,
    ] {
        let params = format!(r#"("@method" "@target-uri" {component});created={NOW};keyid="k""#);
        let sample = forge::rfc9421(Sample::get().with("date", DATE), &params, &[]);
        assert!(
            matches!(refusal(&sample), Error::UnsupportedComponent(_)),
            "{component}"
        );
    }
}

#[test]
fn security_12_unsigned_requests() {
    assert_eq!(
        Claim::parse(&Sample::post().view(), NOW).err(),
        Some(Error::Unsigned)
    );
    let mut sample = Sample::post().signed(Profile::Rfc9421);
    sample.headers.remove("signature");
    assert_eq!(refusal(&sample), Error::Unsigned);
}
