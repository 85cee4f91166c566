//! What may be asked, and how much patience an answer gets.

use std::time::Duration;

use url::{Host, Url};

use super::error::Refusal;

/// How the client behaves; strict unless the operator of a development machine opens it.
#[derive(Debug, Clone)]
pub struct FetchPolicy {
    /// Development: bare and private addresses may be asked.
    pub allow_private: bool,
    /// Development: `http:` may be asked. A redirect from https to http is refused even then.
    pub allow_http: bool,
    /// Names this server to the operators of others.
    pub user_agent: String,
    /// PEM certificates trusted beside the public ones, for networks with an authority of their own.
    pub extra_ca: Option<Vec<u8>>,
    /// Bounds of every request.
    pub limits: Limits,
}

/// Bounds of one request.
#[derive(Debug, Clone)]
pub struct Limits {
    /// To resolve the name, connect and shake hands.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub idle: Duration,
    /// From the first hop to the last byte.
    pub total: Duration,
    /// From the first hop to the last byte of what is passed on as a stream.
    pub stream_total: Duration,
    /// Bytes of a document (JSON, XML, HTML) after decompression.
    pub document_bytes: usize,
    /// Bytes of an image.
    pub image_bytes: usize,
    /// Bytes of a video or of sound.
    pub clip_bytes: usize,
    /// Redirects followed.
    pub redirects: u32,
}

impl FetchPolicy {
    /// The strict policy for the server whose front page is `instance`.
    pub fn new(instance: &Url) -> Self {
        Self {
            allow_private: false,
            allow_http: false,
            user_agent: format!("Rounds/{} (+{instance})", env!("CARGO_PKG_VERSION")),
            extra_ca: None,
            limits: Limits::default(),
        }
    }

    /// Checks what can be seen in the URL itself; the addresses behind a name are checked when connecting.
    pub(super) fn check(&self, url: &Url) -> Result<(), Refusal> {
        match url.scheme() {
            "https" => {}
            "http" if self.allow_http => {}
            _ => return Err(Refusal::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Credentials);
        }
        // A bare address is never resolved, so the check on connecting would not see it.
        match url.host() {
            Some(Host::Domain(_)) => Ok(()),
            _ if self.allow_private => Ok(()),
            _ => Err(Refusal::IpAddress),
        }
    }
}

impl Default for Limits {
    /// Mastodon's bounds for documents, so that what it accepts from a peer we accept too.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            idle: Duration::from_secs(10),
            total: Duration::from_secs(30),
            stream_total: Duration::from_mins(10),
            document_bytes: 1024 * 1024,
            image_bytes: 16 * 1024 * 1024,
            clip_bytes: 99 * 1024 * 1024,
            redirects: 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strict() -> FetchPolicy {
        FetchPolicy::new(&Url::parse("https://rounds.example/").unwrap())
    }

    fn check(policy: &FetchPolicy, url: &str) -> Result<(), Refusal> {
        policy.check(&Url::parse(url).unwrap())
    }

    #[test]
    fn names_the_instance() {
        let expected = format!(
            "Rounds/{} (+https://rounds.example/)",
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(strict().user_agent, expected);
    }

    #[test]
    fn security_17_production_asks_names_over_https() {
        for (url, expected) in [
            ("https://a.example/x", Ok(())),
            ("https://a.example:8443/x", Ok(())),
            ("http://a.example/x", Err(Refusal::Scheme)),
            ("file:///etc/passwd", Err(Refusal::Scheme)),
            ("gopher://a.example/", Err(Refusal::Scheme)),
            ("data:application/json,{}", Err(Refusal::Scheme)),
            ("https://user@a.example/", Err(Refusal::Credentials)),
            ("https://:secret@a.example/", Err(Refusal::Credentials)),
            ("https://8.8.8.8/", Err(Refusal::IpAddress)),
            ("https://127.1/", Err(Refusal::IpAddress)),
            ("https://0x7f000001/", Err(Refusal::IpAddress)),
            ("https://2130706433/", Err(Refusal::IpAddress)),
            ("https://127.0.0.1./", Err(Refusal::IpAddress)),
            ("https://[::1]/", Err(Refusal::IpAddress)),
        ] {
            assert_eq!(check(&strict(), url), expected, "{url}");
        }
    }

    #[test]
    fn development_asks_loopback_but_no_other_scheme() {
        let open = FetchPolicy {
            allow_private: true,
            allow_http: true,
            ..strict()
        };
        assert_eq!(check(&open, "http://127.0.0.1:3000/"), Ok(()));
        assert_eq!(check(&open, "http://[::1]:3000/"), Ok(()));
        assert_eq!(check(&open, "file:///etc/passwd"), Err(Refusal::Scheme));
        assert_eq!(
            check(&open, "http://user@127.0.0.1/"),
            Err(Refusal::Credentials)
        );
    }
}
