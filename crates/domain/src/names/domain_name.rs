//! One spelling for each host, and an honest way to show it.

use unicode_security::{RestrictionLevel, RestrictionLevelDetection, skeleton};
use url::Host;

use super::NameError;
use crate::text::characters::{is_bidi_control, is_zero_width};

/// Bytes of a domain name (RFC 1035 §2.3.4), without its port.
const DOMAIN_MAX: usize = 253;
const LABEL_MAX: usize = 63;
/// Unicode shrinks when it becomes A-labels only in odd cases; nothing longer than this is worth the work.
const INPUT_MAX: usize = 1024;

/// The one spelling under which a host is stored, compared and blocked: A-labels, lower case, no trailing dot.
///
/// A port is kept, since in development two servers differ by it alone; IP literals pass, the address filter of the
/// HTTP client decides about them.
///
/// # Errors
/// [`NameError`] if this is no host name, or hides characters that cannot be seen.
pub fn canonical_domain(input: &str) -> Result<String, NameError> {
    let input = input.trim();
    if input.is_empty() {
        return Err(NameError::Empty);
    }
    if input.len() > INPUT_MAX {
        return Err(NameError::TooLong { max: DOMAIN_MAX });
    }
    let (host, port) = split_port(input)?;
    let host = canonical_host(host)?;
    Ok(match port {
        Some(port) => format!("{host}:{port}"),
        None => host,
    })
}

/// A canonical domain and every domain above it.
pub(crate) fn domain_and_above(domain: &str) -> Vec<&str> {
    let above = domain.match_indices('.').map(|(dot, _)| &domain[dot + 1..]);
    std::iter::once(domain).chain(above).collect()
}

fn split_port(input: &str) -> Result<(&str, Option<u16>), NameError> {
    let host_end = input.find(']').map_or(0, |bracket| bracket + 1);
    let Some(colon) = input[host_end..].find(':') else {
        return Ok((input, None));
    };
    let (host, port) = input.split_at(host_end + colon);
    let digits = &port[1..];
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NameError::Malformed);
    }
    match digits.parse() {
        Ok(0) | Err(_) => Err(NameError::Malformed),
        Ok(port) => Ok((host, Some(port))),
    }
}

fn canonical_host(host: &str) -> Result<String, NameError> {
    // `%` because the parser would decode it, the invisible because it would drop them: both make a second spelling.
    let hidden = |c: char| c == '%' || c.is_control() || is_zero_width(c) || is_bidi_control(c);
    if host.contains(hidden) {
        return Err(NameError::Character);
    }
    match Host::parse(host).map_err(|_| NameError::Malformed)? {
        Host::Domain(name) => canonical_labels(&name),
        address => Ok(address.to_string()),
    }
}

fn canonical_labels(name: &str) -> Result<String, NameError> {
    let name = name.strip_suffix('.').unwrap_or(name);
    if name.len() > DOMAIN_MAX {
        return Err(NameError::TooLong { max: DOMAIN_MAX });
    }
    let fits = |label: &str| (1..=LABEL_MAX).contains(&label.len());
    if name.split('.').all(fits) {
        Ok(name.to_owned())
    } else {
        Err(NameError::Malformed)
    }
}

/// A canonical domain as a person reads it: in its own script, unless that could pass for another name, in which case
/// the A-labels (`xn--…`) are shown as they are.
#[must_use]
pub fn display_domain(domain: &str) -> String {
    let (host, port) = match domain.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (domain, None),
    };
    let (unicode, outcome) = idna::domain_to_unicode(host);
    if outcome.is_err() || unicode.split('.').any(could_deceive) {
        return domain.to_owned();
    }
    match port {
        Some(port) => format!("{unicode}:{port}"),
        None => unicode,
    }
}

/// Scripts mixed beyond what one language mixes (UTS 39 §5.2), or every letter looks like an ASCII one.
fn could_deceive(label: &str) -> bool {
    !label.is_ascii()
        && (!label.check_restriction_level(RestrictionLevel::HighlyRestrictive)
            || skeleton(label).all(|c| c.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_one_canonical_form() {
        for spelling in [
            "example.com",
            "EXAMPLE.com",
            "example.com.",
            " example.com ",
            "ｅｘａｍｐｌｅ．ｃｏｍ",
            "example。com",
        ] {
            assert_eq!(
                canonical_domain(spelling).as_deref(),
                Ok("example.com"),
                "{spelling}"
            );
        }
        assert_eq!(
            canonical_domain("Klinik-Köln.example"),
            canonical_domain("xn--klinik-kln-lcb.example")
        );
    }

    #[test]
    fn ports_and_addresses_are_kept() {
        assert_eq!(
            canonical_domain("LOCALHOST:3001").as_deref(),
            Ok("localhost:3001")
        );
        assert_eq!(canonical_domain("127.0.0.3").as_deref(), Ok("127.0.0.3"));
        assert_eq!(canonical_domain("[::1]:3001").as_deref(), Ok("[::1]:3001"));
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for input in [
            "a..b",
            ".",
            ".example",
            "a b",
            "a/b",
            "a@b",
            "host:",
            "host:0",
            "host:99999",
            "host:1:2",
            "host:+1",
            "[::1",
            "http://a",
        ] {
            assert!(canonical_domain(input).is_err(), "{input}");
        }
        assert_eq!(canonical_domain(""), Err(NameError::Empty));
        assert_eq!(
            canonical_domain(&format!("{}.example", "a".repeat(64))),
            Err(NameError::Malformed)
        );
        assert!(canonical_domain(&"a.".repeat(1_000_000)).is_err());
    }

    #[test]
    fn hidden_characters_are_refused() {
        for input in [
            "ex\u{202e}ample.com",
            "ex\u{200d}ample.com",
            "ex\u{ad}ample.com",
            "%65x.com",
        ] {
            assert_eq!(
                canonical_domain(input),
                Err(NameError::Character),
                "{input}"
            );
        }
    }

    #[test]
    fn only_an_honest_name_is_shown_in_its_script() {
        let shown = |name: &str| display_domain(&canonical_domain(name).expect("a domain"));
        assert_eq!(
            shown("Klinik-Köln.example:3001"),
            "klinik-köln.example:3001"
        );
        assert_eq!(shown("пример.испытание"), "пример.испытание");
        assert_eq!(shown("東京クリニック.example"), "東京クリニック.example");
        // Cyrillic а among Latin letters
        assert!(shown("p\u{430}ypal.com").starts_with("xn--"));
        // Cyrillic throughout, and every letter a lookalike
        assert!(shown("\u{430}\u{440}\u{440}\u{4cf}\u{435}.com").starts_with("xn--"));
    }
}
