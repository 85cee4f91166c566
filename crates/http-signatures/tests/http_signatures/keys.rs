//! Keys: ours survive being written and read, degenerate ones of others are refused.

use base64::{Engine, prelude::BASE64_STANDARD};
use http_signatures::{Algorithm, KeyError, PrivateKey, Profile, PublicKey, testing};
use rsa::{
    pkcs1::{
        RsaPublicKey, UintRef,
        der::{Decode, Encode},
    },
    pkcs8::Document,
};

use crate::sample::{NOW, Sample};

const E: &[u8] = &[1, 0, 1];

fn pem(label: &str, der: &[u8]) -> String {
    let base64 = BASE64_STANDARD.encode(der);
    format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----")
}

fn public_key(modulus: &[u8], exponent: &[u8]) -> Result<Algorithm, KeyError> {
    let key = RsaPublicKey {
        modulus: UintRef::new(modulus).unwrap(),
        public_exponent: UintRef::new(exponent).unwrap(),
    };
    PublicKey::from_pem(&pem("RSA PUBLIC KEY", &key.to_der().unwrap())).map(|key| key.algorithm())
}

#[test]
fn security_13_too_small_or_too_large() {
    for bits in [512, 1024, 2040, 8200, 16_384] {
        assert_eq!(
            public_key(&vec![0xff; bits / 8], E),
            Err(KeyError::Size(bits))
        );
    }
    let mut of_2047_bits = vec![0xff; 256];
    of_2047_bits[0] = 0x7f;
    assert_eq!(public_key(&of_2047_bits, E), Err(KeyError::Size(2047)));
    for bits in [2048, 8192] {
        assert_eq!(
            public_key(&vec![0xff; bits / 8], E),
            Ok(Algorithm::RsaV1_5Sha256)
        );
    }
}

#[test]
fn security_13_degenerate_exponents() {
    let modulus = [0xff; 256];
    for exponent in [
        &[0][..],
        &[1],
        &[2],
        &[1, 0, 0],
        &[0xff; 5],
        &[0xff; 8],
        &[0xff; 9],
    ] {
        assert_eq!(
            public_key(&modulus, exponent),
            Err(KeyError::Exponent),
            "{exponent:?}"
        );
    }
    assert_eq!(public_key(&modulus, &[3]), Ok(Algorithm::RsaV1_5Sha256));
}

#[test]
fn security_13_other_kinds_of_keys() {
    let p256 = "\
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf\
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==";
    let p256 = format!("-----BEGIN PUBLIC KEY-----{p256}-----END PUBLIC KEY-----");
    assert_eq!(
        PublicKey::from_pem(&p256).err(),
        Some(KeyError::Unreadable("an RSA public key"))
    );
    assert_eq!(
        PublicKey::from_pem(&testing::key(0).to_pkcs8_pem()).err(),
        Some(KeyError::NotPem)
    );
    for length in [0, 31, 33, 44] {
        let key = PublicKey::from_ed25519(&vec![1; length]);
        assert_eq!(
            key.err(),
            Some(KeyError::Unreadable("an Ed25519 public key"))
        );
    }
}

/// A key that its owner restricted to RSASSA-PSS: the same numbers under another object identifier.
#[test]
fn security_13_a_key_for_another_use_of_rsa() {
    let (_, der) = Document::from_pem(&testing::key(0).public_key_pem()).unwrap();
    let mut der = der.into_vec();
    let rsa_encryption = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
    let at = der
        .windows(rsa_encryption.len())
        .position(|bytes| bytes == rsa_encryption)
        .unwrap();
    der[at + 8] = 0x0a;
    assert_eq!(
        PublicKey::from_pem(&pem("PUBLIC KEY", &der)).err(),
        Some(KeyError::Unreadable("an RSA public key"))
    );
}

#[test]
fn garbage_is_no_key() {
    for text in [
        "",
        "-----BEGIN ",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n!\n-----END ",
    ] {
        assert_eq!(
            PublicKey::from_pem(text).err(),
            Some(KeyError::NotPem),
            "{text}"
        );
        assert_eq!(
            PrivateKey::from_pem(text).err(),
            Some(KeyError::NotPem),
            "{text}"
        );
    }
    for label in ["PUBLIC KEY", "RSA PUBLIC KEY"] {
        let key = PublicKey::from_pem(&pem(label, b"no key"));
        assert!(matches!(key, Err(KeyError::Unreadable(_))));
    }
    for label in ["PRIVATE KEY", "RSA PRIVATE KEY"] {
        let key = PrivateKey::from_pem(&pem(label, b"no key"));
        assert!(matches!(key, Err(KeyError::Unreadable(_))));
    }
}

#[test]
fn a_private_key_survives_being_written_and_read() {
    let key = testing::key(3);
    let der = key.to_pkcs8_der();
    let from_der = PrivateKey::from_pkcs8_der(&der).unwrap();
    let from_pem = PrivateKey::from_pem(&key.to_pkcs8_pem()).unwrap();
    assert_eq!(from_der.public_key_pem(), key.public_key_pem());
    assert_eq!(from_pem.public_key_pem(), key.public_key_pem());
    let info = rsa::pkcs8::PrivateKeyInfo::from_der(&der).unwrap();
    let from_pkcs1 = PrivateKey::from_pem(&pem("RSA PRIVATE KEY", info.private_key)).unwrap();
    assert_eq!(from_pkcs1.public_key_pem(), key.public_key_pem());
}

#[test]
fn a_generated_key_signs() {
    let key = PrivateKey::generate().unwrap();
    let mut sample = Sample::post();
    let added = http_signatures::sign(Profile::Cavage, &sample.view(), "k", &key, NOW).unwrap();
    sample.headers.extend(added);
    assert_eq!(
        sample
            .verify_at(&key.public_key(), NOW)
            .map(|claim| claim.created),
        Ok(NOW)
    );
}

#[test]
fn public_keys_are_read_however_they_are_laid_out() {
    let text = testing::key(0).public_key_pem();
    let lines: Vec<&str> = text.lines().collect();
    let base64 = lines[1..lines.len() - 1].concat();
    let sample = Sample::post().signed(Profile::Cavage);
    for text in [
        text.replace('\n', "\r\n"),
        text.trim().to_owned(),
        format!("\n  {}", text.replace('\n', "\n  ")),
        format!("-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----"),
        format!("-----BEGIN PUBLIC KEY-----{base64}-----END PUBLIC KEY-----"),
    ] {
        let key = PublicKey::from_pem(&text).unwrap();
        assert!(sample.verify_at(&key, NOW).is_ok(), "{text}");
    }
}

#[test]
fn a_private_key_is_not_printed() {
    assert_eq!(format!("{:?}", testing::key(0)), "PrivateKey(..)");
}
