//! Ed25519: the published vectors, and requests that are signed with it under RFC 9421.

use base64::{Engine, prelude::BASE64_STANDARD};
use http_signatures::{Algorithm, Ed25519Key, Error, KeyError, PublicKey, digest, testing};

use crate::sample::{BODY, KEY_ID, NOW, Sample};

/// Seed, public key, message and signature of RFC 8032 §7.1: tests 1, 2, 3 and SHA(abc).
const RFC_8032: [[&str; 4]; 4] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555\
         fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0\
         85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1\
         8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
    [
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2\
         192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b5890\
         9351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ],
];

#[test]
fn rfc_8032_vectors() {
    for vector in RFC_8032 {
        let [seed, public, message, signature] = vector.map(|text| hex::decode(text).unwrap());
        let key = Ed25519Key::from_seed(&seed).unwrap();
        assert_eq!(key.seed(), seed);
        assert_eq!(key.public_bytes(), public);
        assert_eq!(key.sign(&message), signature);
        let public = PublicKey::from_ed25519(&public).unwrap();
        assert_eq!(public.algorithm(), Algorithm::Ed25519);
        assert!(public.verifies(&message, &signature));
        assert!(!public.verifies(&[message, vec![0]].concat(), &signature));
    }
}

#[test]
fn a_signature_has_one_form() {
    let [seed, _, message, signature] = RFC_8032[1].map(|text| hex::decode(text).unwrap());
    let key = Ed25519Key::from_seed(&seed).unwrap().public_key();
    // S + L, which carelessly written code takes for S (RFC 8032 §5.1.7).
    let order = hex::decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let mut other = signature.clone();
    let mut carry = 0;
    for (byte, more) in other[32..].iter_mut().zip(order.unwrap()) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = u8::try_from(sum & 0xff).unwrap();
        carry = sum >> 8;
    }
    assert!(!key.verifies(&message, &other));
    for length in [0, 32, 63] {
        assert!(!key.verifies(&message, &signature[..length]));
    }
}

#[test]
fn keys_are_drawn_and_read_again() {
    let key = Ed25519Key::generate().unwrap();
    let again = Ed25519Key::from_seed(&key.seed()).unwrap();
    assert_eq!(again.public_bytes(), key.public_bytes());
    assert_ne!(
        Ed25519Key::generate().unwrap().public_bytes(),
        key.public_bytes()
    );
    assert_eq!(format!("{key:?}"), "Ed25519Key(..)");
    for length in [0, 31, 33, 64] {
        let refused = Ed25519Key::from_seed(&vec![1; length]).err();
        assert_eq!(refused, Some(KeyError::Unreadable("an Ed25519 seed")));
    }
}

/// The key of RFC 9421 §B.1.4.
fn key() -> Ed25519Key {
    let seed = BASE64_STANDARD.decode("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=");
    let key = Ed25519Key::from_seed(&seed.unwrap()).unwrap();
    let public = BASE64_STANDARD.encode(key.public_bytes());
    assert_eq!(public, "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
    key
}

/// A POST that is signed with [`key`]; `parameters` are added to the usual ones.
fn signed(parameters: &str) -> Sample {
    let digest = digest::content_digest_header(BODY.as_bytes());
    let sample = Sample::post().with("content-digest", &digest);
    let params = format!(
        r#"("@method" "@target-uri" "content-digest");created={NOW};keyid="{KEY_ID}"{parameters}"#
    );
    let base = format!(
        "\"@method\": POST\n\"@target-uri\": https://beta.example/users/bob/inbox?page=1\n\
         \"content-digest\": {digest}\n\"@signature-params\": {params}"
    );
    let signature = BASE64_STANDARD.encode(key().sign(base.as_bytes()));
    sample
        .with("signature-input", &format!("sig={params}"))
        .with("signature", &format!("sig=:{signature}:"))
}

#[test]
fn a_request_says_its_algorithm_or_leaves_it_to_the_key() {
    for parameters in ["", r#";alg="ed25519""#] {
        let verified = signed(parameters).verify_at(&key().public_key(), NOW);
        assert_eq!(verified.unwrap().key_id, KEY_ID);
    }
    let mut altered = signed("");
    altered.target = "/users/eve/inbox?page=1".into();
    let refused = altered.verify_at(&key().public_key(), NOW).err();
    assert_eq!(refused, Some(Error::Mismatch));
}

#[test]
fn security_12_an_algorithm_that_is_not_the_keys() {
    let rsa = signed(r#";alg="rsa-v1_5-sha256""#);
    let refused = rsa.verify_at(&key().public_key(), NOW).err();
    assert_eq!(refused, Some(Error::WrongKey("ed25519")));
    let claimed = signed(r#";alg="ed25519""#).verify_at(&testing::key(0).public_key(), NOW);
    assert_eq!(claimed.err(), Some(Error::WrongKey("rsa-v1_5-sha256")));
    let unknown = signed(r#";alg="none""#).verify_at(&key().public_key(), NOW);
    assert_eq!(unknown.err(), Some(Error::Algorithm("none".into())));
}
