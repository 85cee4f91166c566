//! A push service on loopback, and the app to which it passes messages on: it decrypts them by itself (RFC 8188, RFC 8291).

use std::sync::{Arc, Mutex};

use anyhow::{Context as _, Result, ensure};
use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{self, ECDH_P256, PrivateKey, UnparsedPublicKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Bytes before the length of the sender's key in an `aes128gcm` body: salt and record size (RFC 8188 section 2.1).
const SALT: usize = 16;
const RECORD_SIZE: usize = 4;
/// What the last record of a message ends with (RFC 8188 section 2).
const LAST: u8 = 2;

/// Takes messages for one app. It stops when this value is dropped.
pub struct PushService {
    endpoint: String,
    key: PrivateKey,
    auth: [u8; 16],
    taken: Arc<Mutex<Taken>>,
    serving: JoinHandle<()>,
}

/// What came, and how it is answered.
struct Taken {
    answer: StatusCode,
    messages: Vec<Message>,
}

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its headers.
    pub headers: HeaderMap,
    /// What only the app can read.
    pub body: Bytes,
}

impl PushService {
    /// Starts one on a free port. It takes everything until it is told otherwise.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let endpoint = format!("http://{}/messages", listener.local_addr()?);
        let taken = Arc::new(Mutex::new(Taken {
            answer: StatusCode::CREATED,
            messages: Vec::new(),
        }));
        let kept = taken.clone();
        let take = move |headers: HeaderMap, body: Bytes| {
            let mut taken = kept.lock().expect("no test panicked with it");
            taken.messages.push(Message { headers, body });
            std::future::ready(taken.answer)
        };
        let router = Router::new().route("/messages", post(take));
        let serving = tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("serves until it is dropped");
        });
        Ok(Self {
            endpoint,
            key: PrivateKey::generate(&ECDH_P256)?,
            auth: rand::random(),
            taken,
            serving,
        })
    }

    /// Answers so from now on.
    pub fn answer(&self, status: StatusCode) {
        self.taken.lock().expect("no test panicked with it").answer = status;
    }

    /// What came since this was last asked.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        std::mem::take(
            &mut self
                .taken
                .lock()
                .expect("no test panicked with it")
                .messages,
        )
    }

    /// What the app sends to its server to be told of `alert`.
    pub fn subscription(&self, alert: &str) -> Result<Value> {
        let keys = json!({
            "p256dh": URL_SAFE_NO_PAD.encode(self.public()?),
            "auth": URL_SAFE_NO_PAD.encode(self.auth),
        });
        Ok(json!({
            "subscription": { "endpoint": self.endpoint, "keys": keys, "standard": true },
            "data": { "alerts": { alert: true }, "policy": "all" },
        }))
    }

    fn public(&self) -> Result<Vec<u8>> {
        Ok(self.key.compute_public_key()?.as_ref().to_vec())
    }

    /// What the app reads in a message.
    pub fn read(&self, Message { body, .. }: &Message) -> Result<Value> {
        let (salt, rest) = body.split_at_checked(SALT).context("no salt")?;
        let (length, rest) = rest
            .get(RECORD_SIZE..)
            .and_then(|rest| rest.split_first())
            .context("no header")?;
        let sender = rest.split_at_checked(usize::from(*length));
        let (sender, record) = sender.context("no key of the sender")?;
        let public = self.public()?;
        let info: [&[u8]; 3] = [b"WebPush: info\0", &public, sender];
        let peer = UnparsedPublicKey::new(&ECDH_P256, sender);
        let input: [u8; 32] = agreement::agree(&self.key, peer, Unreadable, |secret| {
            derive(&self.auth, secret, &info)
        })?;
        let key: [u8; 16] = derive(salt, &input, &[b"Content-Encoding: aes128gcm\0"])?;
        let nonce: [u8; 12] = derive(salt, &input, &[b"Content-Encoding: nonce\0"])?;
        let mut record = record.to_vec();
        let plain = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?).open_in_place(
            Nonce::assume_unique_for_key(nonce),
            Aad::empty(),
            &mut record,
        )?;
        let (last, message) = plain.split_last().context("an empty record")?;
        ensure!(*last == LAST, "more than one record");
        Ok(serde_json::from_slice(message)?)
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A message for somebody else.
#[derive(Debug, thiserror::Error)]
#[error("the keys do not fit")]
struct Unreadable;

#[derive(Clone, Copy)]
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// HKDF with SHA-256 (RFC 5869).
fn derive<const N: usize>(
    salt: &[u8],
    secret: &[u8],
    info: &[&[u8]],
) -> Result<[u8; N], Unreadable> {
    let mut out = [0; N];
    let extracted = Salt::new(HKDF_SHA256, salt).extract(secret);
    let expanded = extracted.expand(info, Length(N)).map_err(|_| Unreadable)?;
    expanded.fill(&mut out).map_err(|_| Unreadable)?;
    Ok(out)
}
