//! Requests to sign, alter and verify.

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use http_signatures::{Claim, Error, Profile, PublicKey, RequestView, sign, testing};

/// Sat, 20 Apr 2024 12:00:00 GMT.
pub const NOW: i64 = 1_713_614_400;
pub const DATE: &str = "Sat, 20 Apr 2024 12:00:00 GMT";
pub const KEY_ID: &str = "https://alpha.example/users/alice#main-key";
pub const BODY: &str = r#"{"type":"Create","actor":"https://alpha.example/users/alice"}"#;

/// A request that owns its parts, so that a test can alter them.
#[derive(Clone, Debug)]
pub struct Sample {
    pub method: Method,
    pub authority: String,
    pub target: String,
    pub headers: HeaderMap,
    pub body: Option<Vec<u8>>,
}

impl Sample {
    /// What a server posts to an inbox.
    pub fn post() -> Self {
        Self {
            method: Method::POST,
            body: Some(BODY.into()),
            ..Self::get().with("content-type", "application/activity+json")
        }
    }

    /// What a server fetches.
    pub fn get() -> Self {
        Self {
            method: Method::GET,
            authority: "beta.example".into(),
            target: "/users/bob/inbox?page=1".into(),
            headers: HeaderMap::new(),
            body: None,
        }
        .with("host", "beta.example")
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).unwrap();
        self.headers.append(HeaderName::from_static(name), value);
        self
    }

    /// Signed at `NOW` with the first of the fixed keys.
    pub fn signed(mut self, profile: Profile) -> Self {
        let added = sign(profile, &self.view(), KEY_ID, &testing::key(0), NOW).unwrap();
        self.headers.extend(added);
        self
    }

    pub fn view(&self) -> RequestView<'_> {
        RequestView {
            method: &self.method,
            scheme: "https",
            authority: &self.authority,
            path_and_query: &self.target,
            headers: &self.headers,
            body: self.body.as_deref(),
        }
    }

    pub fn verify_at(&self, key: &PublicKey, now: i64) -> Result<Claim, Error> {
        let claim = Claim::parse(&self.view(), now)?;
        claim.verify(key)?;
        Ok(claim)
    }

    /// With the key `signed` used, at the time it used.
    pub fn verify(&self) -> Result<Claim, Error> {
        self.verify_at(&testing::key(0).public_key(), NOW)
    }
}
