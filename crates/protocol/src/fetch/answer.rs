//! What the head of an answer says, before its body is read.

use std::time::Duration;

use http::{
    HeaderMap, HeaderName, StatusCode,
    header::{CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER},
};
use reqwest::Response;
use url::Url;

use super::error::{FetchError, Refusal};

pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

pub(super) fn redirect_target(from: &Url, headers: &HeaderMap) -> Result<Url, Refusal> {
    let location = text(headers, LOCATION).ok_or(Refusal::BadRedirect)?;
    let target = from.join(location).map_err(|_| Refusal::BadRedirect)?;
    if from.scheme() == "https" && target.scheme() == "http" {
        return Err(Refusal::Downgrade);
    }
    Ok(target)
}

pub(super) fn check_status(answer: &Response) -> Result<(), FetchError> {
    match answer.status() {
        status if status.is_success() => Ok(()),
        StatusCode::GONE => Err(FetchError::Gone),
        status => Err(FetchError::Status {
            code: status.as_u16(),
            retry_after: retry_after(answer.headers()),
        }),
    }
}

/// Seconds, or a date, which is measured against the sender's own `Date`: its clock, not ours, wrote both.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wish = text(headers, RETRY_AFTER)?.trim();
    if let Ok(seconds) = wish.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(wish).ok()?;
    let sent = httpdate::parse_http_date(text(headers, DATE)?).ok()?;
    until.duration_since(sent).ok()
}

/// Empty if there is none.
pub(super) fn content_type(headers: &HeaderMap) -> &str {
    text(headers, CONTENT_TYPE).unwrap_or_default()
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let seconds = headers(&[(RETRY_AFTER, "120")]);
        assert_eq!(retry_after(&seconds), Some(Duration::from_mins(2)));
        let date = headers(&[
            (DATE, "Sat, 21 Nov 2026 10:00:00 GMT"),
            (RETRY_AFTER, "Sat, 21 Nov 2026 10:01:00 GMT"),
        ]);
        assert_eq!(retry_after(&date), Some(Duration::from_mins(1)));
        for useless in ["soon", "-1", "Sat, 21 Nov 2026 09:00:00 GMT"] {
            let useless = headers(&[
                (DATE, "Sat, 21 Nov 2026 10:00:00 GMT"),
                (RETRY_AFTER, useless),
            ]);
            assert_eq!(retry_after(&useless), None);
        }
    }

    #[test]
    fn a_redirect_may_be_relative_but_never_loses_tls() {
        let from = Url::parse("https://a.example/users/a").unwrap();
        let target =
            |location| redirect_target(&from, &headers(&[(LOCATION, location)])).map(String::from);
        assert_eq!(
            target("/ap/users/1"),
            Ok("https://a.example/ap/users/1".to_owned())
        );
        assert_eq!(
            target("//b.example/x"),
            Ok("https://b.example/x".to_owned())
        );
        assert_eq!(target("http://a.example/users/a"), Err(Refusal::Downgrade));
        assert_eq!(target("https://:::/"), Err(Refusal::BadRedirect));
        assert_eq!(
            redirect_target(&from, &HeaderMap::new()),
            Err(Refusal::BadRedirect)
        );
    }
}
