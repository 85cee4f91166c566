//! The address of an account, `user@host`.

use std::fmt;
use std::str::FromStr;

use super::{NameError, canonical_domain, check_remote_username};

/// `user` for an account of this server, `user@host` for any other; the username as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Acct {
    /// Compared without regard to case.
    pub username: String,
    /// Canonical; `None` if no host was written.
    pub domain: Option<String>,
}

impl FromStr for Acct {
    type Err = NameError;

    /// Reads `user`, `user@host[:port]`, `@user@host` and `acct:user@host` (RFC 7565).
    fn from_str(input: &str) -> Result<Self, NameError> {
        let input = input.trim();
        let input = input.strip_prefix("acct:").unwrap_or(input);
        let input = input.strip_prefix('@').unwrap_or(input);
        let (username, domain) = match input.split_once('@') {
            Some((username, domain)) => (username, Some(canonical_domain(domain)?)),
            None => (input, None),
        };
        // A server's own actor is named by its domain, which in development has a port that no other username may have.
        if domain.as_deref() != Some(username) {
            check_remote_username(username)?;
        }
        Ok(Self {
            username: username.to_owned(),
            domain,
        })
    }
}

impl fmt::Display for Acct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.domain {
            Some(domain) => write!(f, "{}@{domain}", self.username),
            None => f.write_str(&self.username),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_an_address_is_read() {
        for (input, expected) in [
            ("anna", "anna"),
            ("@Anna", "Anna"),
            ("anna@B.example", "anna@b.example"),
            ("@anna@b.example.", "anna@b.example"),
            ("acct:anna@localhost:3001", "anna@localhost:3001"),
            ("anna.b@b.example", "anna.b@b.example"),
            (
                "localhost:3001@localhost:3001",
                "localhost:3001@localhost:3001",
            ),
        ] {
            let acct: Acct = input.parse().expect(input);
            assert_eq!(acct.to_string(), expected);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for input in [
            "",
            "@",
            "@@",
            "a@",
            "@a@b@c",
            "a b@c",
            "localhost:3001@localhost:3002",
            "https://b.example/@a",
        ] {
            assert!(input.parse::<Acct>().is_err(), "{input}");
        }
    }
}
