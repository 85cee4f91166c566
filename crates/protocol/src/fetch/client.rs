//! Asking and sending.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{
    HeaderMap, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER},
};
use reqwest::{Response, redirect};
use tokio::time::timeout;
use url::Url;

use super::{
    body::{self, Streamed},
    budget::Budget,
    error::{FetchError, Refusal},
    expect::Expect,
    policy::FetchPolicy,
    resolver::GuardedResolver,
    tls::{self, InvalidPolicy},
};

/// The guarded client. Clones share one pool of connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    policy: Arc<FetchPolicy>,
}

/// A complete answer of the type that was asked for.
#[derive(Debug)]
pub struct Fetched {
    /// Where it came from, after redirects: an id in the body must be of this origin.
    pub url: Url,
    /// The headers of the answer.
    pub headers: HeaderMap,
    /// The body, decompressed.
    pub body: Bytes,
}

impl Client {
    /// The client for `policy`, with the operating system's resolver.
    pub fn new(policy: FetchPolicy) -> Result<Self, InvalidPolicy> {
        let resolver = GuardedResolver::system(&policy);
        Self::with_resolver(policy, resolver)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one client of the server"
    )]
    pub(super) fn with_resolver(
        policy: FetchPolicy,
        resolver: GuardedResolver,
    ) -> Result<Self, InvalidPolicy> {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(policy.extra_ca.as_deref())?)
            .dns_resolver(Arc::new(resolver))
            .redirect(redirect::Policy::none())
            // A proxy of the environment would connect in our place and check nothing.
            .no_proxy()
            .referer(false)
            .user_agent(&policy.user_agent)
            .connect_timeout(policy.limits.connect)
            .read_timeout(policy.limits.idle)
            .build()
            .map_err(|error| InvalidPolicy(error.to_string()))?;
        Ok(Self {
            http,
            policy: Arc::new(policy),
        })
    }

    /// Asks for a document or an image, following redirects.
    pub async fn get(
        &self,
        url: &Url,
        expect: Expect,
        budget: &mut Budget,
    ) -> Result<Fetched, FetchError> {
        let limits = &self.policy.limits;
        let ask = async {
            let (url, answer) = self.follow(url, expect, limits.total, budget).await?;
            let headers = answer.headers().clone();
            let body = body::collect(answer, expect.limit(limits)).await?;
            Ok(Fetched { url, headers, body })
        };
        timeout(limits.total, ask)
            .await
            .unwrap_or_else(|_| Err(FetchError::timed_out()))
    }

    /// Asks for something to be passed on while it arrives, of at most `max_bytes`.
    pub async fn get_stream(
        &self,
        url: &Url,
        expect: Expect,
        max_bytes: usize,
        budget: &mut Budget,
    ) -> Result<Streamed, FetchError> {
        let limits = &self.policy.limits;
        let begin = self.follow(url, expect, limits.stream_total, budget);
        let (url, answer) = timeout(limits.total, begin)
            .await
            .unwrap_or_else(|_| Err(FetchError::timed_out()))?;
        let headers = answer.headers().clone();
        let body = body::bounded(answer, max_bytes)?;
        Ok(Streamed { url, headers, body })
    }

    /// Sends `body` and returns the status of success. Redirects are not followed: what is signed for one inbox is not
    /// for another.
    pub async fn post(
        &self,
        url: &Url,
        body: Bytes,
        headers: HeaderMap,
    ) -> Result<StatusCode, FetchError> {
        self.policy.check(url)?;
        let request = self
            .http
            .post(url.clone())
            .headers(headers)
            .body(body)
            .timeout(self.policy.limits.total);
        let answer = request
            .send()
            .await
            .map_err(|error| FetchError::from_http(&error))?;
        check_status(&answer)?;
        Ok(answer.status())
    }

    /// The first answer of the right type that is not a redirect, and where it came from.
    async fn follow(
        &self,
        url: &Url,
        expect: Expect,
        patience: Duration,
        budget: &mut Budget,
    ) -> Result<(Url, Response), FetchError> {
        let mut url = url.clone();
        for _ in 0..=self.policy.limits.redirects {
            self.policy.check(&url)?;
            budget.spend()?;
            let request = self
                .http
                .get(url.clone())
                .header(ACCEPT, expect.accept())
                .timeout(patience);
            let answer = request
                .send()
                .await
                .map_err(|error| FetchError::from_http(&error))?;
            if is_redirect(answer.status()) {
                url = redirect_target(&url, answer.headers())?;
                continue;
            }
            check_status(&answer)?;
            expect.check(text(answer.headers(), CONTENT_TYPE).unwrap_or_default())?;
            return Ok((url, answer));
        }
        Err(Refusal::TooManyRedirects.into())
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn redirect_target(from: &Url, headers: &HeaderMap) -> Result<Url, Refusal> {
    let location = text(headers, LOCATION).ok_or(Refusal::BadRedirect)?;
    let target = from.join(location).map_err(|_| Refusal::BadRedirect)?;
    if from.scheme() == "https" && target.scheme() == "http" {
        return Err(Refusal::Downgrade);
    }
    Ok(target)
}

fn check_status(answer: &Response) -> Result<(), FetchError> {
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

fn text(headers: &HeaderMap, name: http::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(http::HeaderName, &'static str)]) -> HeaderMap {
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
