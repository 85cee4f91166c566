//! A page of a list with the `Link` header to its neighbours.

use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use domain::account_list::Listed;
use domain::search::Slice;

use crate::entity::Json;
use crate::error::Result;
use crate::extract::paging::{link_header, offset_header};
use crate::state::State;

/// An answer with a `Link` header, but for an empty page.
pub struct Linked<T> {
    link: Option<HeaderValue>,
    body: T,
}

impl<T> Linked<T> {
    /// `body` shows rows whose cursors are `cursors`, the newest first; `uri` is what was asked for.
    pub fn new(state: &State, uri: &Uri, cursors: impl Iterator<Item = i64>, body: T) -> Self {
        let mut cursors = cursors;
        let newest = cursors.next();
        let oldest = cursors.last().or(newest);
        Self {
            link: link_header(state.ctx.uris.base(), uri, newest, oldest),
            body,
        }
    }

    /// `body` shows `shown` rows of a list that is counted from its beginning.
    pub fn counted(state: &State, uri: &Uri, slice: Slice, shown: usize, body: T) -> Self {
        Self {
            link: offset_header(state.ctx.uris.base(), uri, slice, shown),
            body,
        }
    }
}

impl<T> Linked<axum::Json<Vec<T>>> {
    /// `rows` as they are shown, the newest first.
    pub fn rows<R: Into<T>>(
        state: &State,
        uri: &Uri,
        rows: Vec<R>,
        cursor: impl Fn(&R) -> i64,
    ) -> Self {
        let cursors: Vec<i64> = rows.iter().map(cursor).collect();
        let shown = rows.into_iter().map(Into::into).collect();
        Self::new(state, uri, cursors.into_iter(), axum::Json(shown))
    }
}

impl<T: IntoResponse> IntoResponse for Linked<T> {
    fn into_response(self) -> Response {
        let mut response = self.body.into_response();
        if let Some(link) = self.link {
            response.headers_mut().insert("link", link);
        }
        response
    }
}

/// A page of accounts, bounded by the rows that list them.
pub async fn accounts(state: &State, uri: &Uri, listed: &[Listed]) -> Result<Linked<Json>> {
    let refs: Vec<_> = listed.iter().map(Listed::account).collect();
    let json = state.fragments.accounts(&state.ctx, &refs).await?;
    let cursors = listed.iter().map(|row| row.cursor);
    Ok(Linked::new(state, uri, cursors, json))
}
