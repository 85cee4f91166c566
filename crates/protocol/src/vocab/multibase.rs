//! Bytes as text: multibase in its one form that is used here, base58btc, and Multikey on top of it (FEP-521a).

/// Longer than any key or signature that is read here: the work of base58 rises with the square.
const MAX_CHARS: usize = 128;
/// What says that 32 bytes of an Ed25519 public key follow (multicodec `ed25519-pub`).
const ED25519: [u8; 2] = [0xed, 0x01];

/// `z` and the bytes in base58btc.
pub fn encode(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// The bytes, if they are written so and are not too many.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix('z')?;
    if digits.len() > MAX_CHARS {
        return None;
    }
    bs58::decode(digits).into_vec().ok()
}

/// An Ed25519 public key as `publicKeyMultibase` has it: `z6Mk…`.
pub fn encode_ed25519(public: &[u8]) -> String {
    encode(&[&ED25519, public].concat())
}

/// The 32 bytes of an Ed25519 public key. Other kinds of keys are none.
pub fn decode_ed25519(text: &str) -> Option<Vec<u8>> {
    let bytes = decode(text)?;
    let public = bytes.strip_prefix(&ED25519)?;
    (public.len() == 32).then(|| public.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_published_examples() {
        let text = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let key = decode_ed25519(text).expect("an Ed25519 key");
        assert_eq!(encode_ed25519(&key), text);
    }

    #[test]
    fn what_is_no_ed25519_key_is_none() {
        let p256 = encode(&[[0x80, 0x24].as_slice(), &[2; 33]].concat());
        let short = encode(&[ED25519.as_slice(), &[1; 31]].concat());
        let long = format!("z{}", "1".repeat(MAX_CHARS + 1));
        for text in ["", "z", "6Mk", "z0OIl", "f00", "zé", &p256, &short, &long] {
            assert_eq!(decode_ed25519(text), None, "{text}");
        }
    }
}
