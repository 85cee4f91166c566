//! Signatures made by hand, sound in their mathematics and free in everything else.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderValue;
use http_signatures::testing;

use crate::sample::{KEY_ID, Sample};

/// Signs the given lines with draft-cavage; `parameters` may add any, such as `created=1,`.
pub fn cavage(mut sample: Sample, parameters: &str, lines: &[(&str, &str)]) -> Sample {
    let names: Vec<&str> = lines.iter().map(|(name, _)| *name).collect();
    let base: Vec<String> = lines
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let value = format!(
        r#"keyId="{KEY_ID}",{parameters}headers="{}",signature="{}""#,
        names.join(" "),
        rsa(base.join("\n").as_bytes()),
    );
    sample
        .headers
        .insert("signature", HeaderValue::from_str(&value).unwrap());
    sample
}

/// Signs the given lines with RFC 9421; `params` is the value of `@signature-params`.
pub fn rfc9421(mut sample: Sample, params: &str, lines: &[(&str, &str)]) -> Sample {
    let lines: Vec<String> = lines
        .iter()
        .map(|(name, value)| format!("\"{name}\": {value}\n"))
        .collect();
    let base = format!("{}\"@signature-params\": {params}", lines.concat());
    let input = format!("sig={params}");
    let signature = format!("sig=:{}:", rsa(base.as_bytes()));
    sample
        .headers
        .insert("signature-input", HeaderValue::from_str(&input).unwrap());
    sample
        .headers
        .insert("signature", HeaderValue::from_str(&signature).unwrap());
    sample
}

fn rsa(base: &[u8]) -> String {
    let pair = RsaKeyPair::from_pkcs8(&testing::key(0).to_pkcs8_der()).unwrap();
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        base,
        &mut signature,
    )
    .unwrap();
    BASE64_STANDARD.encode(signature)
}
