//! HTTP message signatures: draft-cavage-12 and RFC 9421 behind one API.
//!
//! Nothing here knows a protocol above HTTP, reads a clock or opens a connection: keys, requests
//! and the time (unix seconds) are passed in.
//!
//! Signing: [`sign`] returns the headers to add to a request.
//!
//! Verifying takes two steps, because the key has to be fetched in between:
//! [`Claim::parse`] reads the signature, holds it to the policy of [`policy`] and checks the body's
//! digest, so that a stale or careless request costs no look-up of a key; then [`Claim::verify`]
//! checks the signature itself. What is left to the caller: that the key belongs to whoever the
//! message speaks for, and that [`Claim::authority`] is a name of this server.
//!
//! ```
//! use http::{HeaderMap, Method};
//! use http_signatures::{Claim, PrivateKey, Profile, RequestView, sign};
//!
//! let key = PrivateKey::generate()?;
//! let unsigned = RequestView {
//!     method: &Method::POST,
//!     scheme: "https",
//!     authority: "beta.example",
//!     path_and_query: "/inbox",
//!     headers: &HeaderMap::new(),
//!     body: Some(b"{}"),
//! };
//! let key_id = "https://alpha.example/actor#main-key";
//! let headers = sign(Profile::Cavage, &unsigned, key_id, &key, 1_700_000_000)?;
//!
//! let received = RequestView { headers: &headers, ..unsigned };
//! let claim = Claim::parse(&received, 1_700_000_010)?;
//! assert_eq!(claim.key_id, key_id);
//! claim.verify(&key.public_key())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cavage;
mod claim;
pub mod digest;
mod error;
mod key;
pub mod policy;
mod request;
mod rfc9421;
mod signing;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use claim::Claim;
pub use error::{Error, KeyError};
pub use key::{Algorithm, Ed25519Key, PrivateKey, PublicKey};
pub use request::RequestView;
pub use signing::sign;

/// The two ways to sign a request that servers of today understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// draft-cavage-http-signatures-12, with RSA and SHA-256: what nearly everybody sends.
    Cavage,
    /// RFC 9421 with RFC 9530 `Content-Digest`.
    Rfc9421,
}
