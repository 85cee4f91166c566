//! An answer as it is, a refusal or a page as well, for an operator who looks for a fault.

use bytes::Bytes;
use http::StatusCode;
use url::Url;

use super::answer;
use super::body;
use super::client::Client;
use super::clocks;
use super::error::FetchError;
use super::expect::Expect;

/// Bytes read of an answer.
const BYTES: usize = 256 * 1024;
/// Redirects followed.
const HOPS: usize = 3;

/// What was answered.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The status, whatever it is.
    pub status: StatusCode,
    /// The type, as it is written.
    pub content_type: String,
    /// Whether the type is one that was asked for.
    pub is_of_type: bool,
    /// Whether it is a page for people.
    pub is_page: bool,
    /// The server's time, in Unix seconds, if it says it.
    pub date: Option<i64>,
    /// The beginning of the body.
    pub body: Bytes,
}

impl Seen {
    /// The body as far as it is text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// Asks for `url` and yields what is answered, guarded as every request is.
    ///
    /// # Errors
    /// When nothing is answered.
    pub async fn look(&self, url: &Url, expect: Expect) -> Result<Seen, FetchError> {
        let mut url = url.clone();
        for _ in 0..HOPS {
            let answer = self.ask_once(&url, expect).await?;
            if !answer::is_redirect(answer.status()) {
                return seen(answer, expect).await;
            }
            url = answer::redirect_target(&url, answer.headers())?;
        }
        seen(self.ask_once(&url, expect).await?, expect).await
    }
}

async fn seen(answer: reqwest::Response, expect: Expect) -> Result<Seen, FetchError> {
    let headers = answer.headers();
    let content_type = answer::content_type(headers).to_owned();
    Ok(Seen {
        status: answer.status(),
        is_of_type: expect.check(&content_type).is_ok(),
        is_page: Expect::Page.check(&content_type).is_ok(),
        date: clocks::unix_seconds(headers),
        content_type,
        body: body::beginning(answer, BYTES).await?,
    })
}
