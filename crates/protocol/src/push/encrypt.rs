//! Encryption of a message for one app: RFC 8291 (`aes128gcm`, RFC 8188), and the draft before it (`aesgcm`,
//! draft-ietf-webpush-encryption-04). Both derive a key from a Diffie-Hellman secret on P-256 and the app's secret.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};

/// Bytes of a record; a message is one record.
const RECORD: u32 = 4096;
/// Ends the last record (RFC 8188 section 2).
const LAST: u8 = 2;

/// The keys of the app.
pub struct Receiver<'a> {
    /// An uncompressed point of P-256.
    pub public: &'a [u8],
    /// Shared with us alone.
    pub auth: &'a [u8],
}

/// What is drawn for one message.
pub struct Sender {
    key: PrivateKey,
    salt: [u8; 16],
}

/// A message that only its receiver can read.
pub struct Encrypted(pub Vec<u8>);

impl Sender {
    /// Draws a key and a salt; `None` when the machine has no randomness.
    pub fn generate() -> Option<Self> {
        Some(Self {
            key: PrivateKey::generate(&ECDH_P256).ok()?,
            salt: rand::random(),
        })
    }

    /// Those of a published example.
    #[cfg(test)]
    pub fn fixed(key: &[u8], salt: [u8; 16]) -> Option<Self> {
        let key = PrivateKey::from_private_key(&ECDH_P256, key).ok()?;
        Some(Self { key, salt })
    }

    /// The public half of the key.
    pub fn public(&self) -> Option<Vec<u8>> {
        let public = self.key.compute_public_key().ok()?;
        Some(public.as_ref().to_vec())
    }

    /// The salt.
    pub fn salt(&self) -> [u8; 16] {
        self.salt
    }

    /// The secret that both can compute, mixed with the app's.
    fn mixed(&self, to: &Receiver<'_>, info: &[&[u8]]) -> Option<[u8; 32]> {
        let peer = UnparsedPublicKey::new(&ECDH_P256, to.public);
        agreement::agree(&self.key, peer, (), |secret| {
            derive::<32>(to.auth, secret, info).ok_or(())
        })
        .ok()
    }
}

/// By RFC 8291: the keys stand before the one record. `None` when the app's key is no point of the curve.
pub fn aes128gcm(to: &Receiver<'_>, from: &Sender, message: &[u8]) -> Option<Encrypted> {
    let public = from.public()?;
    let input = from.mixed(to, &[b"WebPush: info\0", to.public, &public])?;
    let key = derive::<16>(&from.salt, &input, &[b"Content-Encoding: aes128gcm\0"])?;
    let nonce = derive::<12>(&from.salt, &input, &[b"Content-Encoding: nonce\0"])?;
    let record = seal(key, nonce, [message, &[LAST]].concat())?;
    let length = u8::try_from(public.len()).ok()?;
    let header = [&from.salt[..], &RECORD.to_be_bytes(), &[length], &public];
    Some(Encrypted([header.concat(), record].concat()))
}

/// By the draft before it: the keys travel in headers, the message begins with the length of its padding, here none.
pub fn aesgcm(to: &Receiver<'_>, from: &Sender, message: &[u8]) -> Option<Encrypted> {
    let public = from.public()?;
    let input = from.mixed(to, &[b"Content-Encoding: auth\0"])?;
    let length = |key: &[u8]| u16::try_from(key.len()).ok().map(u16::to_be_bytes);
    let (theirs, ours) = (length(to.public)?, length(&public)?);
    let context = [b"P-256\0", &theirs[..], to.public, &ours, &public].concat();
    let key = derive::<16>(
        &from.salt,
        &input,
        &[b"Content-Encoding: aesgcm\0", &context],
    )?;
    let nonce = derive::<12>(
        &from.salt,
        &input,
        &[b"Content-Encoding: nonce\0", &context],
    )?;
    seal(key, nonce, [&[0, 0], message].concat()).map(Encrypted)
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// HKDF with SHA-256 (RFC 5869).
fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Option<[u8; N]> {
    let mut out = [0; N];
    let extracted = Salt::new(HKDF_SHA256, salt).extract(secret);
    extracted
        .expand(info, Length(N))
        .ok()?
        .fill(&mut out)
        .ok()?;
    Some(out)
}

fn seal(key: [u8; 16], nonce: [u8; 12], mut message: Vec<u8>) -> Option<Vec<u8>> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).ok()?);
    let nonce = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut message)
        .ok()?;
    Some(message)
}

#[cfg(test)]
pub mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    /// The app of RFC 8291 appendix A.
    pub struct App {
        key: PrivateKey,
        pub public: Vec<u8>,
        pub auth: Vec<u8>,
    }

    pub fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect("base64url")
    }

    impl App {
        pub fn new() -> Self {
            let key = bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
            let public = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
            Self {
                key: PrivateKey::from_private_key(&ECDH_P256, &key).expect("a key"),
                public: bytes(public),
                auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            }
        }

        fn receiver(&self) -> Receiver<'_> {
            Receiver {
                public: &self.public,
                auth: &self.auth,
            }
        }

        fn secret(&self, sender: &[u8], info: &[&[u8]]) -> [u8; 32] {
            let peer = UnparsedPublicKey::new(&ECDH_P256, sender);
            let mixed = agreement::agree(&self.key, peer, (), |secret| {
                derive::<32>(&self.auth, secret, info).ok_or(())
            });
            mixed.expect("agrees")
        }

        /// What the app reads in the body of an `aes128gcm` message.
        pub fn read(&self, body: &[u8]) -> Vec<u8> {
            let (salt, rest) = body.split_at(16);
            let (size, rest) = rest.split_at(4);
            assert_eq!(size, RECORD.to_be_bytes());
            let (sender, record) = rest[1..].split_at(usize::from(rest[0]));
            let input = self.secret(sender, &[b"WebPush: info\0", &self.public, sender]);
            let mut plain = open(
                derive(salt, &input, &[b"Content-Encoding: aes128gcm\0"]),
                derive(salt, &input, &[b"Content-Encoding: nonce\0"]),
                record,
            );
            assert_eq!(plain.pop(), Some(LAST));
            plain
        }

        /// What it reads in that of an `aesgcm` message.
        pub fn read_legacy(&self, salt: &[u8], sender: &[u8], body: &[u8]) -> Vec<u8> {
            let input = self.secret(sender, &[b"Content-Encoding: auth\0"]);
            let context = [b"P-256\0\0\x41", &self.public[..], b"\0\x41", sender].concat();
            let plain = open(
                derive(salt, &input, &[b"Content-Encoding: aesgcm\0", &context]),
                derive(salt, &input, &[b"Content-Encoding: nonce\0", &context]),
                body,
            );
            plain.strip_prefix(&[0, 0]).expect("no padding").to_vec()
        }
    }

    fn open(key: Option<[u8; 16]>, nonce: Option<[u8; 12]>, sealed: &[u8]) -> Vec<u8> {
        let key = UnboundKey::new(&AES_128_GCM, &key.expect("a key")).expect("a key");
        let nonce = Nonce::assume_unique_for_key(nonce.expect("a nonce"));
        let mut sealed = sealed.to_vec();
        let plain = LessSafeKey::new(key).open_in_place(nonce, Aad::empty(), &mut sealed);
        plain.expect("is for us").to_vec()
    }

    /// RFC 8291 section 5 and appendix A.
    #[test]
    fn the_example_of_the_standard_comes_out() {
        let key = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
        let sender = Sender::fixed(&key, salt.try_into().expect("16 bytes")).expect("a key");
        let app = App::new();
        let message = b"When I grow up, I want to be a watermelon";
        let sent = aes128gcm(&app.receiver(), &sender, message).expect("is encrypted");
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(URL_SAFE_NO_PAD.encode(&sent.0), expected);
        assert_eq!(app.read(&sent.0), message);
    }

    #[test]
    fn the_draft_is_read_too_and_a_key_that_is_none_is_refused() {
        let (app, sender) = (App::new(), Sender::generate().expect("a key"));
        let sent = aesgcm(&app.receiver(), &sender, b"hello").expect("is encrypted");
        let public = sender.public().expect("a key");
        assert_eq!(app.read_legacy(&sender.salt(), &public, &sent.0), b"hello");
        let nobody = Receiver {
            public: &[4; 65],
            auth: &app.auth,
        };
        assert!(aes128gcm(&nobody, &sender, b"hello").is_none());
    }
}
