//! Why a signature or a key was refused, in words an administrator can act upon.

/// Why a request could not be signed, or its signature is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nobody claims to have signed the request.
    #[error("the request is not signed: it has no Signature header")]
    Unsigned,
    /// Two values where one is expected: peers could disagree on which of them counts.
    #[error("the request has more than one {0}")]
    Repeated(&'static str),
    /// Not what the specification says the header looks like.
    #[error("the {header} header cannot be read: {reason}")]
    Malformed {
        /// Its name.
        header: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Unknown, weak, or not allowed in this profile.
    #[error("signatures with the algorithm {0:?} are not accepted")]
    Algorithm(String),
    /// The signature leaves out what it must protect.
    #[error("the signature does not cover {0}")]
    NotCovered(&'static str),
    /// The signature covers a part this crate cannot reproduce, such as `@status`.
    #[error("the signature covers {0:?}, which is not supported")]
    UnsupportedComponent(String),
    /// A proxy may have removed the header on the way.
    #[error("the signature covers {0:?}, which the request does not have")]
    Missing(String),
    /// The body is not the one that was signed.
    #[error("the body does not match its {0} header")]
    DigestMismatch(&'static str),
    /// Too old, or past its `expires`.
    #[error(
        "the signature was made {} min ago and is no longer valid: check the clocks of both servers",
        .age / 60
    )]
    Expired {
        /// Seconds since it was made.
        age: i64,
    },
    /// Made later than clocks can differ.
    #[error(
        "the signature is dated {} min in the future: check the clocks of both servers",
        .ahead / 60
    )]
    FromTheFuture {
        /// Seconds until then.
        ahead: i64,
    },
    /// The key's owner has a key of another kind than the signature was made with.
    #[error("the signature cannot have been made with a key for {0}")]
    WrongKey(&'static str),
    /// The key is not the signer's (any more), or the request was altered.
    #[error("the signature does not match the request and the key")]
    Mismatch,
    /// Only when signing: quotes, backslashes and control characters cannot be sent.
    #[error("the key id {0:?} cannot be written in a header")]
    KeyId(String),
}

/// Why a key was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No `-----BEGIN … KEY-----` block of a known kind around base64.
    #[error("the key is not PEM")]
    NotPem,
    /// The bytes are not a key of the expected kind.
    #[error("the key cannot be read as {0}")]
    Unreadable(&'static str),
    /// Small moduli can be factored, and huge ones only keep the verifier busy.
    #[error("an RSA key of {0} bits is not accepted: it must have 2048 to 8192")]
    Size(usize),
    /// With an exponent of 1 a signature is the message itself.
    #[error("the public exponent of the RSA key is not accepted: it must be odd and at least 3")]
    Exponent,
    /// The system has no randomness to give.
    #[error("no key could be generated")]
    Generation,
}
