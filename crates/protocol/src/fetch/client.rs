//! Asking and sending.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use domain::Clock;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header::ACCEPT};
use reqwest::{RequestBuilder, Response, redirect};
use tokio::time::timeout;
use url::Url;

use super::{
    answer,
    body::{self, Streamed},
    budget::Budget,
    clocks::Clocks,
    error::{FetchError, Refusal},
    expect::Expect,
    policy::FetchPolicy,
    resolver::GuardedResolver,
    signer::Signer,
    tls::{self, InvalidPolicy},
};

/// The guarded client. Clones share one pool of connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    policy: Arc<FetchPolicy>,
    signer: Option<Arc<Signer>>,
    clocks: Option<Arc<Clocks>>,
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
            signer: None,
            clocks: None,
        })
    }

    /// The same client, which warns when the servers that answer it agree that `clock` is wrong.
    #[must_use]
    pub fn comparing(self, clock: Clock) -> Self {
        Self {
            clocks: Some(Arc::new(Clocks::new(clock))),
            ..self
        }
    }

    /// The same client, signing what it sends.
    #[must_use]
    pub fn signed_by(&self, signer: Signer) -> Self {
        Self {
            signer: Some(Arc::new(signer)),
            ..self.clone()
        }
    }

    /// Asks for a document or an image, following redirects.
    pub async fn get(
        &self,
        url: &Url,
        expect: Expect,
        budget: &mut Budget,
    ) -> Result<Fetched, FetchError> {
        let limits = &self.policy.limits;
        let patience = expect.patience(limits);
        let ask = async {
            let (url, answer) = self.follow(url, expect, patience, budget).await?;
            let headers = answer.headers().clone();
            let body = body::collect(answer, expect.limit(limits)).await?;
            Ok(Fetched { url, headers, body })
        };
        timeout(patience, ask)
            .await
            .unwrap_or_else(|_| Err(FetchError::timed_out()))
    }

    /// Asks for the first `most` bytes of a document within `patience`: what a page says of itself stands at its top.
    pub async fn get_beginning(
        &self,
        url: &Url,
        expect: Expect,
        (most, patience): (usize, Duration),
        budget: &mut Budget,
    ) -> Result<Fetched, FetchError> {
        let ask = async {
            let (url, answer) = self.follow(url, expect, patience, budget).await?;
            let headers = answer.headers().clone();
            let body = body::beginning(answer, most).await?;
            Ok(Fetched { url, headers, body })
        };
        timeout(patience, ask)
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
        Ok(self.answer(url, body, headers).await?.status())
    }

    /// Sends `body` and returns the document that answers it. Redirects are not followed here either.
    pub async fn post_for(
        &self,
        url: &Url,
        body: Bytes,
        headers: HeaderMap,
    ) -> Result<Bytes, FetchError> {
        let answer = self.answer(url, body, headers).await?;
        body::collect(answer, self.policy.limits.document_bytes).await
    }

    /// Sends what a library has put together, and returns the answer whatever its status. Redirects are not followed: what
    /// a provider of logins is sent is for no other.
    pub async fn call(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Vec<u8>>, FetchError> {
        let (parts, body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string()).map_err(|_| Refusal::Scheme)?;
        let limits = &self.policy.limits;
        let request = self.http.request(parts.method, url.clone());
        let request = request.headers(parts.headers).body(body);
        let answer = self.send(&url, request.timeout(limits.total)).await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = body::collect(answer, limits.document_bytes).await?;
        let mut response = http::Response::new(body.to_vec());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }

    async fn answer(
        &self,
        url: &Url,
        body: Bytes,
        mut headers: HeaderMap,
    ) -> Result<Response, FetchError> {
        self.sign(&Method::POST, url, &mut headers, Some(&body))?;
        let patience = self.policy.limits.total;
        let request = self.http.post(url.clone()).headers(headers).body(body);
        let answer = self.send(url, request.timeout(patience)).await?;
        answer::check_status(&answer)?;
        Ok(answer)
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
            budget.spend()?;
            let mut headers = HeaderMap::new();
            self.sign(&Method::GET, &url, &mut headers, None)?;
            // Not signed: proxies on the way may rewrite it.
            headers.insert(ACCEPT, HeaderValue::from_static(expect.accept()));
            let request = self.http.get(url.clone()).headers(headers);
            let answer = self.send(&url, request.timeout(patience)).await?;
            if answer::is_redirect(answer.status()) {
                url = answer::redirect_target(&url, answer.headers())?;
                continue;
            }
            answer::check_status(&answer)?;
            expect.check(answer::content_type(answer.headers()))?;
            return Ok((url, answer));
        }
        Err(Refusal::TooManyRedirects.into())
    }

    /// One answer to one signed request, whatever it is.
    pub(super) async fn ask_once(&self, url: &Url, expect: Expect) -> Result<Response, FetchError> {
        let mut headers = HeaderMap::new();
        self.sign(&Method::GET, url, &mut headers, None)?;
        // Not signed: proxies on the way may rewrite it.
        headers.insert(ACCEPT, HeaderValue::from_static(expect.accept()));
        let patience = expect.patience(&self.policy.limits);
        let request = self.http.get(url.clone()).headers(headers);
        self.send(url, request.timeout(patience)).await
    }

    /// The one place where a request leaves, and so where its URL is checked.
    async fn send(&self, url: &Url, request: RequestBuilder) -> Result<Response, FetchError> {
        self.policy.check(url)?;
        let answer = request.send().await;
        let answer = answer.map_err(|error| FetchError::from_http(&error))?;
        if let (Some(clocks), Some(host)) = (&self.clocks, url.host_str()) {
            clocks.note(host, answer.headers());
        }
        Ok(answer)
    }

    fn sign(
        &self,
        method: &Method,
        url: &Url,
        headers: &mut HeaderMap,
        body: Option<&[u8]>,
    ) -> Result<(), FetchError> {
        match &self.signer {
            Some(signer) => signer.sign(method, url, headers, body),
            None => Ok(()),
        }
    }
}
