//! Fixed keys, so that no test generates one. They are published: never use them for anything else.

use std::sync::LazyLock;

use crate::PrivateKey;

/// How many keys there are.
pub const KEYS: usize = 8;

static PARSED: LazyLock<[PrivateKey; KEYS]> = LazyLock::new(|| {
    [
        include_str!("0.pem"),
        include_str!("1.pem"),
        include_str!("2.pem"),
        include_str!("3.pem"),
        include_str!("4.pem"),
        include_str!("5.pem"),
        include_str!("6.pem"),
        include_str!("7.pem"),
    ]
    .map(|pem| PrivateKey::from_pem(pem).expect("the files are RSA keys in PKCS#8"))
});

/// One of [`KEYS`] RSA keys of 2048 bits, the same in every run.
///
/// # Panics
/// When `number` is not below [`KEYS`].
#[must_use]
pub fn key(number: usize) -> PrivateKey {
    PARSED[number].clone()
}
