//! `/@user/ID/embed`: a post in a frame on another website.

use axum::extract::{Path, State as FromState};
use axum::response::Response;
use domain::status;

use super::account::local;
use super::cards;
use super::status::parse;
use crate::error::Result;
use crate::extract::Frame;
use crate::pages::embed::EmbedPage;
use crate::state::State;

/// `GET /@user/ID/embed`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Path((handle, id)): Path<(String, String)>,
) -> Response {
    frame.finish(page(&state, &frame, &handle, &id).await)
}

async fn page(state: &State, frame: &Frame, handle: &str, id: &str) -> Result<Response> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let author = local(state, handle).await?;
    let entry = status::embeddable(ctx, parse(id)?).await?;
    if entry.status.author.id != author.id {
        return Err(domain::Error::NotFound.into());
    }
    let shown = cards::statuses(ctx, lang, &[entry]).await?;
    let status = shown.into_iter().next().ok_or(domain::Error::NotFound)?;
    let page = frame.headed(EmbedPage::head(lang, &status));
    Ok(frame.embed(&EmbedPage { page, status }))
}
