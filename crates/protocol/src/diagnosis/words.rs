//! Faults in a sentence, with the remedy.

use http::StatusCode;

use crate::fetch::{FetchError, Refusal};

/// A clock that is off by more than this is worth a warning, in seconds.
pub const SKEW: i64 = 30;

/// Why `host` could not be asked.
#[must_use]
pub fn unreachable(host: &str, error: &FetchError) -> String {
    match error {
        FetchError::Refused(Refusal::PrivateAddress | Refusal::IpAddress) => format!(
            "{host} has only private addresses, which are never asked: its administrator must give the name a public address"
        ),
        FetchError::Unreachable(cause) => unreachable_for(host, cause),
        other => format!("{host} cannot be asked: {other}"),
    }
}

/// The words of the operating system and of the TLS library, told apart.
fn unreachable_for(host: &str, cause: &str) -> String {
    let has = |words: &[&str]| words.iter().any(|word| cause.contains(word));
    if has(&["lookup address", "Name or service", "no record found"]) {
        format!(
            "the name {host} has no address (DNS): check how it is spelled, and the resolver of this machine"
        )
    } else if has(&["refused"]) {
        format!(
            "{host} refuses the connection: nothing listens on its port, so its server or proxy is down"
        )
    } else if has(&["took too long", "timed out", "deadline"]) {
        format!(
            "{host} does not answer in time: it is down or overloaded, or a firewall between drops what we send"
        )
    } else if has(&["Expired"]) {
        format!("the TLS certificate of {host} has expired: its administrator must renew it")
    } else if has(&["NotValidForName", "not valid for name"]) {
        format!(
            "the TLS certificate of {host} is for another name: its administrator must get one for {host}"
        )
    } else if has(&["UnknownIssuer"]) {
        format!(
            "the TLS certificate of {host} is of an authority that is not known here: its administrator must send the whole \
             chain; for an authority of your own set federation.extra_ca"
        )
    } else if has(&["NotValidYet"]) {
        format!("the TLS certificate of {host} is not valid yet: check the clock of this machine")
    } else if has(&[
        "certificate",
        "InvalidContentType",
        "corrupt message",
        "handshake",
    ]) {
        format!(
            "{host} does not speak TLS as it must ({cause}): its administrator must mend its proxy"
        )
    } else {
        format!("{host} cannot be reached: {cause}")
    }
}

/// What an answer that is not a success means for a document that was asked for with our signature.
#[must_use]
pub fn status(host: &str, status: StatusCode, is_page: bool, body: &str) -> String {
    let code = status.as_u16();
    match code {
        401 | 403 if is_page => format!(
            "a firewall (WAF) or proxy before {host} keeps us out with a web page ({code}): its administrator must let \
             requests with our User-Agent and signatures pass"
        ),
        401 => format!(
            "{host} does not accept our signature (401{}): check our clock, and that it can fetch our actor",
            said(body)
        ),
        403 => format!(
            "{host} refuses us (403{}): it has probably shut this server out; ask its administrator",
            said(body)
        ),
        404 => format!("{host} does not know it (404): check the name, or the account is gone"),
        410 => format!("{host} says that it is gone for good (410)"),
        429 => format!("{host} asks us to slow down (429): wait, the queue does so by itself"),
        500..=599 => format!(
            "{host} is in trouble itself ({code}): its administrator finds the cause in its log; deliveries are tried again \
             by themselves"
        ),
        _ => format!("{host} answers with status {code}{}", said(body)),
    }
}

/// What a server says about its refusal, if that is short and no page.
fn said(body: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(body).ok();
    let said = value.as_ref().and_then(|value| value["error"].as_str());
    said.map_or_else(String::new, |said| {
        format!(", {:?}", said.chars().take(120).collect::<String>())
    })
}

/// How far a clock is ahead of ours, in seconds; `None` when that does not matter.
#[must_use]
pub fn skew(host: &str, seconds: i64) -> Option<String> {
    let far = seconds.unsigned_abs();
    (seconds.abs() > SKEW).then(|| {
        let direction = if seconds > 0 { "ahead of" } else { "behind" };
        format!(
            "the clock of {host} is {far} s {direction} ours: if other servers differ alike, mend ours with a time service, \
             else its administrator must"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_told_apart() {
        let cause = |text: &str| unreachable("b.example", &FetchError::Unreachable(text.into()));
        for (text, expected) in [
            (
                "failed to lookup address information: Name or service not known",
                "(DNS)",
            ),
            (
                "Connection refused (os error 111)",
                "refuses the connection",
            ),
            ("it took too long", "in time"),
            ("invalid peer certificate: Expired", "has expired"),
            (
                "invalid peer certificate: certificate not valid for name \"b.example\"",
                "another name",
            ),
            ("invalid peer certificate: UnknownIssuer", "authority"),
            (
                "invalid peer certificate: NotValidYet",
                "clock of this machine",
            ),
            (
                "received corrupt message of type InvalidContentType",
                "speak TLS",
            ),
            (
                "connection reset by peer",
                "cannot be reached: connection reset",
            ),
        ] {
            let words = cause(text);
            assert!(words.contains(expected), "{text}: {words}");
        }
        let private = unreachable("b.example", &Refusal::PrivateAddress.into());
        assert!(private.contains("private addresses"), "{private}");
    }

    #[test]
    fn answers_are_told_apart() {
        for (code, is_page, body, expected) in [
            (
                401,
                false,
                r#"{"error":"Request not signed"}"#,
                "\"Request not signed\"",
            ),
            (403, true, "<html>", "firewall"),
            (403, false, "{}", "shut this server out"),
            (503, true, "<html>", "in trouble itself"),
            (429, false, "", "slow down"),
            (418, false, "", "status 418"),
        ] {
            let code = StatusCode::from_u16(code).unwrap();
            let words = status("b.example", code, is_page, body);
            assert!(words.contains(expected), "{words}");
        }
    }

    #[test]
    fn half_a_minute_is_no_matter() {
        assert_eq!(skew("b.example", -30), None);
        assert!(skew("b.example", 31).is_some_and(|words| words.contains("31 s ahead of")));
        assert!(skew("b.example", -3600).is_some_and(|words| words.contains("3600 s behind")));
    }
}
