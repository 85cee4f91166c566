//! E-mail addresses, stricter than RFC 5322: what no mailbox of a person needs is refused.

use lettre::Address;

use super::{NameError, canonical_domain};

/// The longest address that fits an SMTP path (RFC 5321 §4.5.3.1.3).
const EMAIL_MAX: usize = 254;

/// The one spelling of an address: lower case, its domain in A-labels.
///
/// Quoted local parts, comments, address literals and ports are refused: they serve to slip a second recipient or a
/// second spelling past a check. The rest is the mailer's own grammar, so that what is accepted can be sent to.
///
/// # Errors
/// [`NameError`] for anything else.
pub fn canonical_email(input: &str) -> Result<String, NameError> {
    let input = input.trim();
    if input.is_empty() {
        return Err(NameError::Empty);
    }
    if input.len() > EMAIL_MAX {
        return Err(NameError::TooLong { max: EMAIL_MAX });
    }
    let (local, domain) = input.split_once('@').ok_or(NameError::Malformed)?;
    if !local.bytes().all(is_atom) || domain.contains(['[', ':', '@']) {
        return Err(NameError::Character);
    }
    let domain = canonical_domain(domain)?;
    let address =
        Address::new(local.to_ascii_lowercase(), domain).map_err(|_| NameError::Malformed)?;
    Ok(address.to_string())
}

/// `atext` of RFC 5322 §3.2.3, and the dot between atoms.
fn is_atom(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_get_one_spelling() {
        assert_eq!(
            canonical_email(" Anna.B+rounds@Köln.Example ").as_deref(),
            Ok("anna.b+rounds@xn--kln-sna.example")
        );
        assert_eq!(canonical_email("a@localhost").as_deref(), Ok("a@localhost"));
    }

    #[test]
    fn tricks_are_refused() {
        for input in [
            "a@ok.example\n@evil.example",
            "a@ok.example,b@evil.example",
            "a@ok.example\r\nBcc: b@evil.example",
            "\"a b\"@ok.example",
            "a(comment)@ok.example",
            "a@[127.0.0.1]",
            "a@b@c.example",
            "a@ok.example:25",
            ".a@ok.example",
            "a..b@ok.example",
            "a@",
            "@ok.example",
            "a",
            "<a@ok.example>",
            "a\0@ok.example",
        ] {
            assert!(canonical_email(input).is_err(), "{input:?}");
        }
        let long = format!("{}@ok.example", "a".repeat(10_000));
        assert_eq!(canonical_email(&long), Err(NameError::TooLong { max: 254 }));
    }
}
