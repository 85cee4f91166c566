//! Pages of a list: the cursors of a request and the `Link` header of its answer (docs.joinmastodon.org/api/guidelines).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};
use domain::Page;
use domain::search::Slice;
use serde::Deserialize;

use crate::error::Error;

/// `max_id`, `since_id`, `min_id` and `limit` as sent. Bounds that are no id are ignored, as Mastodon does.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Paging {
    max_id: Option<String>,
    since_id: Option<String>,
    min_id: Option<String>,
    limit: Option<String>,
}

impl Paging {
    /// The page asked for: `default` rows when the request does not say, never more than `max`.
    #[must_use]
    pub fn page(&self, default: u64, max: u64) -> Page {
        let id = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let limit = self
            .limit
            .as_deref()
            .and_then(|text| text.parse().ok())
            .unwrap_or(default);
        Page {
            max_id: id(&self.max_id),
            since_id: id(&self.since_id),
            min_id: id(&self.min_id),
            limit: limit.clamp(1, max),
        }
    }

    /// Whether everything is wanted on one page, which some lists give.
    #[must_use]
    pub fn is_unlimited(&self) -> bool {
        self.limit.as_deref() == Some("0")
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Paging {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Error> {
        serde_urlencoded::from_str(parts.uri.query().unwrap_or_default())
            .map_err(|error| Error::BadRequest(format!("The query cannot be read: {error}")))
    }
}

/// The `Link` header for a page whose cursors run from `newest` to `oldest`; `None` when the page is empty.
/// `base` is scheme and host of this server; every other parameter of the request is kept.
#[must_use]
pub fn link_header(
    base: &str,
    uri: &Uri,
    newest: Option<i64>,
    oldest: Option<i64>,
) -> Option<HeaderValue> {
    let (newest, oldest) = (newest?, oldest?);
    let kept = without(uri, &["max_id", "since_id", "min_id"]);
    let path = uri.path();
    let value = format!(
        "<{base}{path}?{kept}max_id={oldest}>; rel=\"next\", <{base}{path}?{kept}min_id={newest}>; rel=\"prev\""
    );
    HeaderValue::from_str(&value).ok()
}

/// The `Link` header for a part of a list that is counted from its beginning and of which `shown` are on this page; `None`
/// when it is all there is.
#[must_use]
pub fn offset_header(base: &str, uri: &Uri, slice: Slice, shown: usize) -> Option<HeaderValue> {
    let kept = without(uri, &["offset"]);
    let path = uri.path();
    let link =
        |offset: u64, rel: &str| format!("<{base}{path}?{kept}offset={offset}>; rel=\"{rel}\"");
    let Slice { limit, offset } = slice;
    let next = (shown as u64 == limit).then(|| link(offset + limit, "next"));
    let prev = (offset > 0).then(|| link(offset.saturating_sub(limit), "prev"));
    let links: Vec<String> = next.into_iter().chain(prev).collect();
    if links.is_empty() {
        return None;
    }
    HeaderValue::from_str(&links.join(", ")).ok()
}

/// The parameters of a request but for those that say which page it is.
fn without(uri: &Uri, bounds: &[&str]) -> String {
    uri.query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .filter(|pair| !bounds.contains(&pair.split('=').next().unwrap_or_default()))
        .fold(String::new(), |text, pair| text + pair + "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_other_parameters() {
        let uri: Uri = "/api/v1/timelines/public?local=true&max_id=9&limit=2"
            .parse()
            .expect("a path");
        let link = link_header("https://rounds.example", &uri, Some(8), Some(7)).expect("a page");
        assert_eq!(
            link.to_str().expect("text"),
            "<https://rounds.example/api/v1/timelines/public?local=true&limit=2&max_id=7>; rel=\"next\", \
             <https://rounds.example/api/v1/timelines/public?local=true&limit=2&min_id=8>; rel=\"prev\""
        );
        assert_eq!(
            link_header("https://rounds.example", &uri, None, None),
            None
        );
    }

    #[test]
    fn a_list_that_is_counted_has_neighbours_too() {
        let uri: Uri = "/api/v1/accounts/1/collections?limit=2&offset=2"
            .parse()
            .expect("a path");
        let link = |offset, shown| {
            let slice = Slice { limit: 2, offset };
            let header = offset_header("https://rounds.example", &uri, slice, shown);
            header.map(|header| header.to_str().expect("text").to_owned())
        };
        let path = "https://rounds.example/api/v1/accounts/1/collections?limit=2&offset";
        assert_eq!(link(0, 1), None);
        assert_eq!(link(0, 2), Some(format!("<{path}=2>; rel=\"next\"")));
        assert_eq!(
            link(3, 2),
            Some(format!(
                "<{path}=5>; rel=\"next\", <{path}=1>; rel=\"prev\""
            ))
        );
    }

    #[test]
    fn a_limit_is_clamped() {
        let paging = Paging {
            limit: Some("1000".into()),
            max_id: Some("x".into()),
            ..Paging::default()
        };
        assert_eq!(
            paging.page(20, 40),
            Page {
                limit: 40,
                ..Page::first(20)
            }
        );
    }
}
