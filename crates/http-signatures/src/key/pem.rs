//! PEM as it is found in the wild: other line lengths, carriage returns and indentation are read.

use std::fmt::Write;

use base64::{Engine, prelude::BASE64_STANDARD};

use crate::KeyError;

const LINE: usize = 64;

/// The label and the bytes of the first block.
pub(super) fn decode(text: &str) -> Result<(&str, Vec<u8>), KeyError> {
    let (_, rest) = text.split_once("-----BEGIN ").ok_or(KeyError::NotPem)?;
    let (label, rest) = rest.split_once("-----").ok_or(KeyError::NotPem)?;
    let (base64, _) = rest.split_once("-----END ").ok_or(KeyError::NotPem)?;
    let base64: String = base64.split_ascii_whitespace().collect();
    let der = BASE64_STANDARD
        .decode(base64)
        .map_err(|_| KeyError::NotPem)?;
    Ok((label, der))
}

/// A block as RFC 7468 wants it, with a final newline.
pub(super) fn encode(label: &str, der: &[u8]) -> String {
    let base64 = BASE64_STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\n");
    for line in base64.as_bytes().chunks(LINE) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    writeln!(text, "-----END {label}-----").expect("writing to a String cannot fail");
    text
}
