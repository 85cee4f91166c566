//! Sending Web Push messages (RFC 8030), encrypted for the app alone, under the name of this instance (RFC 8292).

mod encrypt;
#[cfg(test)]
mod tests;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use domain::push::{LIFETIME, Outcome, Subscription};
use domain::vapid::{self, VapidKey};
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::FetchError;
use encrypt::{Encrypted, Receiver, Sender};

/// How long a push service may believe that a message is ours; RFC 8292 section 2 allows a day.
const VALID: Duration = Duration::from_hours(12);

/// Sends `payload` to an app and says how that ended.
pub async fn send(federation: &Federation, to: &Subscription, payload: &[u8]) -> Outcome {
    match attempt(federation, to, payload).await {
        Ok(()) => Outcome::Done,
        Err(error) => judge(&error),
    }
}

async fn attempt(federation: &Federation, to: &Subscription, payload: &[u8]) -> Result<(), Error> {
    let endpoint = Url::parse(&to.endpoint);
    let endpoint = endpoint.map_err(|_| Error::Refused("the endpoint is no address".into()))?;
    let receiver = Receiver {
        public: &to.p256dh,
        auth: &to.auth,
    };
    let unusable = || Error::Refused("the keys of the app cannot be used".into());
    let sender = Sender::generate().ok_or_else(unusable)?;
    let key = vapid::key(&federation.ctx).await?;
    let token = token(federation, &key, &endpoint)?;
    let (encrypted, headers) = if to.standard {
        let encrypted = encrypt::aes128gcm(&receiver, &sender, payload);
        (encrypted, standard(&key, &token))
    } else {
        let encrypted = encrypt::aesgcm(&receiver, &sender, payload);
        (encrypted, legacy(&key, &token, &sender))
    };
    let Encrypted(body) = encrypted.ok_or_else(unusable)?;
    let headers = headers.ok_or_else(unusable)?;
    federation
        .client
        .post(&endpoint, Bytes::from(body), headers)
        .await?;
    Ok(())
}

/// What an answer means for the message and for the subscription.
fn judge(error: &Error) -> Outcome {
    match error {
        Error::Gone | Error::Unreachable(FetchError::Status { code: 404, .. }) => Outcome::Gone,
        error if error.is_transient() => Outcome::Postponed(error.to_string()),
        error => Outcome::Impossible(error.to_string()),
    }
}

/// Says to the push service at `endpoint` who we are (RFC 8292 section 2).
fn token(federation: &Federation, key: &VapidKey, endpoint: &Url) -> Result<String, Error> {
    let ctx = &federation.ctx;
    let contact = &ctx.config.instance.contact_email;
    let subject = if contact.is_empty() {
        ctx.uris.base().to_owned()
    } else {
        format!("mailto:{contact}")
    };
    let claims = json!({
        "aud": endpoint.origin().ascii_serialization(),
        "exp": ctx.clock.now().after(VALID).millis() / 1000,
        "sub": subject,
    });
    let header = json!({ "typ": "JWT", "alg": "ES256" });
    let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
    let signed = format!("{header}.{claims}");
    let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes())?);
    Ok(format!("{signed}.{signature}"))
}

/// The headers of RFC 8291.
fn standard(key: &VapidKey, token: &str) -> Option<HeaderMap> {
    let mut headers = common("aes128gcm")?;
    let public = key.public();
    headers.insert(
        AUTHORIZATION,
        value(&format!("vapid t={token}, k={public}"))?,
    );
    Some(headers)
}

/// Those of the draft before it (draft-ietf-webpush-encryption-04), which the relays of most apps still pass on.
fn legacy(key: &VapidKey, token: &str, sender: &Sender) -> Option<HeaderMap> {
    let mut headers = common("aesgcm")?;
    let (salt, dh) = (sender.salt(), sender.public()?);
    let [salt, dh] = [salt.as_slice(), &dh].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
    let public = key.public();
    let keys = format!("dh={dh};p256ecdsa={public}");
    headers.insert(AUTHORIZATION, value(&format!("WebPush {token}"))?);
    headers.insert(
        HeaderName::from_static("encryption"),
        value(&format!("salt={salt}"))?,
    );
    headers.insert(HeaderName::from_static("crypto-key"), value(&keys)?);
    Some(headers)
}

fn common(encoding: &'static str) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    let stream = HeaderValue::from_static("application/octet-stream");
    headers.insert(CONTENT_TYPE, stream);
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    headers.insert(
        HeaderName::from_static("ttl"),
        value(&LIFETIME.as_secs().to_string())?,
    );
    headers.insert(
        HeaderName::from_static("urgency"),
        HeaderValue::from_static("normal"),
    );
    Some(headers)
}

fn value(text: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(text).ok()
}
