//! Issuers that call themselves by a `did:web` (W3C CCG, did:web method): a host, and where on it their document is. Read
//! strictly, since whoever could write one name in two ways would be two issuers.

use url::{Host, Url};

/// Bytes of a name: longer ones do not fit the databases' unique indexes.
const LONGEST: usize = 2048;
const PREFIX: &str = "did:web:";
const PORT: &str = "%3A";

/// A `did:web`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DidWeb {
    authority: String,
    segments: Vec<String>,
}

impl DidWeb {
    /// Reads one; `None` for anything else, and for one of an IP address, in capitals, or with segments that lead upwards.
    #[must_use]
    pub fn parse(did: &str) -> Option<Self> {
        let named = did.strip_prefix(PREFIX).filter(|_| did.len() <= LONGEST)?;
        let mut parts = named.split(':');
        let authority = authority(parts.next()?)?;
        let segments: Vec<String> = parts.map(str::to_owned).collect();
        let sound = segments.iter().all(|segment| is_segment(segment));
        sound.then_some(Self {
            authority,
            segments,
        })
    }

    /// Host, and port where there is one.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Whether it is the only one of its host.
    #[must_use]
    pub fn is_of_whole_host(&self) -> bool {
        self.segments.is_empty()
    }

    /// Where its document is; `scheme` is `https` but in development.
    #[must_use]
    pub fn address(&self, scheme: &str) -> String {
        let path = if self.segments.is_empty() {
            ".well-known".to_owned()
        } else {
            self.segments.join("/")
        };
        format!("{scheme}://{}/{path}/did.json", self.authority)
    }

    /// Whether `url` is on its host.
    #[must_use]
    pub fn serves(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let authority = url.port().map(|port| format!("{host}:{port}"));
        matches!(url.scheme(), "http" | "https")
            && authority.as_deref().unwrap_or(host) == self.authority
    }
}

/// A domain as it stands in addresses, with a port behind an escaped colon.
fn authority(written: &str) -> Option<String> {
    let (host, port) = match written.split_once(PORT) {
        Some((host, port)) => (host, Some(port.parse::<u16>().ok()?)),
        None => (written, None),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let is_domain = matches!(Host::parse(host), Ok(Host::Domain(domain)) if domain == host);
    let authority = match port {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let same = format!("{PREFIX}{}", authority.replace(':', PORT)) == format!("{PREFIX}{written}");
    (is_domain && same && host.bytes().all(plain)).then_some(authority)
}

/// Nothing is escaped, so that nothing leads upwards in disguise.
fn is_segment(segment: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !matches!(segment, "" | "." | "..") && segment.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_lead_where_the_method_says() {
        for (did, address) in [
            (
                "did:web:w3c-ccg.github.io",
                "https://w3c-ccg.github.io/.well-known/did.json",
            ),
            (
                "did:web:w3c-ccg.github.io:user:alice",
                "https://w3c-ccg.github.io/user/alice/did.json",
            ),
            (
                "did:web:example.com%3A3000:user:alice",
                "https://example.com:3000/user/alice/did.json",
            ),
        ] {
            let read = DidWeb::parse(did).expect("is one");
            assert_eq!(read.address("https"), address);
        }
    }

    #[test]
    fn what_is_written_otherwise_or_leads_elsewhere_is_none() {
        for did in [
            "did:web:",
            "did:key:z6Mk",
            "https://assoc.example/actor",
            "did:web:ASSOC.example",
            "did:web:127.0.0.1",
            "did:web:0x7f.1",
            "did:web:2130706433",
            "did:web:[::1]",
            "did:web:%5B%3A%3A1%5D",
            "did:web:assoc.example:",
            "did:web:assoc.example:.",
            "did:web:assoc.example:..:admin",
            "did:web:assoc.example:%2e%2e:admin",
            "did:web:assoc.example:a%2Fb",
            "did:web:assoc.example/admin",
            "did:web:assoc.example?x",
            "did:web:assoc.example#key",
            "did:web:eve@assoc.example",
            "did:web:assoc.example%3a3000",
            "did:web:assoc.example%3A03000",
            "did:web:assoc.example%3A99999",
            "did:web:assoc.example%3A",
            "did:web:m\u{fc}nchen.example",
        ] {
            assert_eq!(DidWeb::parse(did), None, "{did}");
        }
        let long = format!("did:web:assoc.example:{}", "a".repeat(LONGEST));
        assert_eq!(DidWeb::parse(&long), None);
    }

    #[test]
    fn it_speaks_for_its_own_host_and_port() {
        let did = DidWeb::parse("did:web:assoc.example%3A3000:user").expect("is one");
        let serves = |url: &str| did.serves(&Url::parse(url).expect("an address"));
        assert!(serves("https://assoc.example:3000/credentials/1"));
        for other in [
            "https://assoc.example/credentials/1",
            "https://eve.assoc.example:3000/credentials/1",
            "did:web:assoc.example",
            "ftp://assoc.example:3000/credentials/1",
        ] {
            assert!(!serves(other), "{other}");
        }
    }
}
