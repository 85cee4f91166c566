//! `/@user/ID`: a post in its thread.

use axum::extract::{OriginalUri, Path, State as FromState};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use domain::group_lock;
use domain::id::StatusId;
use domain::kinds::Visibility;
use domain::status::{self, Thread};
use domain::status_view::{self, View};
use domain::timeline::Entry;

use super::account::{handle, local};
use super::{cards, with_activity};
use crate::activitypub::authorized_fetch::Asker;
use crate::activitypub::object::status_document;
use crate::activitypub::wants_activity_json;
use crate::error::Result;
use crate::extract::Frame;
use crate::pages::status::StatusPage;
use crate::state::State;

/// `GET /@user/ID`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    asker: Asker,
    Path((handle, id)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    if wants_activity_json(&headers) {
        return document(&state, asker, (&handle, &id), &uri, &headers)
            .await
            .into_response();
    }
    frame.finish(page(&state, &frame, &handle, &id).await)
}

async fn document(
    state: &State,
    asker: Asker,
    (handle, id): (&str, &str),
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response> {
    let author = local(state, handle).await?;
    // Checking who asks may mean fetching their key: too much to keep on the stack of every page.
    Box::pin(status_document(
        state,
        asker,
        Some(author.id),
        parse(id)?,
        uri,
        headers,
    ))
    .await
}

pub(super) fn parse(id: &str) -> Result<StatusId> {
    Ok(id.parse().map_err(|_| domain::Error::NotFound)?)
}

async fn page(state: &State, frame: &Frame, name: &str, id: &str) -> Result<Response> {
    let (ctx, lang, viewer) = (&state.ctx, frame.lang(), frame.viewer());
    let author = local(state, name).await?;
    let entry = status::show(ctx, viewer, parse(id)?).await?;
    if entry.status.author.id != author.id {
        return Err(domain::Error::NotFound.into());
    }
    if let Some(original) = boosted(state, &entry).await? {
        return Ok(Redirect::to(&original).into_response());
    }
    let thread = status::context(ctx, viewer, entry.status.id).await?;
    let Thread {
        ancestors,
        descendants,
    } = thread;
    let ancestors = cards::statuses(ctx, lang, &ancestors).await?;
    let descendants = cards::statuses(ctx, lang, &descendants).await?;
    let shown = cards::statuses(ctx, lang, &[entry]).await?;
    let mut shown = shown.into_iter().next().ok_or(domain::Error::NotFound)?;
    shown.locked = group_lock::is_locked(ctx, entry.status.id).await?;
    let row = status::find_original(ctx, viewer, entry.status.id).await?;
    let indexable = author.indexable && row.visibility == Visibility::Public;
    let handle = handle(state, &author);
    let head = StatusPage::head(&state.site, lang, &shown, &descendants, handle, indexable);
    let uri = shown.uri.clone();
    let page = StatusPage {
        page: frame.headed(head),
        ancestors,
        status: shown,
        descendants,
    };
    Ok(with_activity(frame.publish(&page), &uri))
}

/// Where the post is that a boost passes on.
async fn boosted(state: &State, entry: &Entry) -> Result<Option<String>> {
    if entry.reblog.is_none() {
        return Ok(None);
    }
    let views = status_view::views(&state.ctx, &[*entry]).await?;
    let original = views.into_iter().next().and_then(|view: View| view.reblog);
    Ok(original.map(|(status, author)| {
        let row = &status.status;
        if row.local {
            state.ctx.uris.status_page(&author.account.username, row.id)
        } else {
            cards::elsewhere(row.url.as_deref(), &row.uri)
        }
    }))
}
