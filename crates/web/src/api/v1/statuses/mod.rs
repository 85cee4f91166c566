//! `/api/v1/statuses`: posting, showing, deleting.

mod draft;
pub mod edits;
pub mod interactions;
pub mod quotes;
#[cfg(test)]
mod tests;
pub mod translate;

use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::id::{MediaId, StatusId};
use domain::status::{NewStatus, Posted};
use domain::thread::refresh;
use domain::{Timestamp, Viewer, media, mention, scheduled_status, status, user};
use serde::Deserialize;

use draft::Draft;

use crate::entity::scheduled_status::ScheduledStatus;
use crate::entity::{Json, async_refresh};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, MaybeUser, Params, User};
use crate::state::State;

/// Statuses that can be asked for by their ids at once.
const MANY: usize = 40;

/// `POST /api/v1/statuses`; with `scheduled_at` a status that waits. Mentions of people whom we do not know yet are looked up first.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    headers: HeaderMap,
    Params { values, .. }: Params<Draft>,
) -> Result<Json> {
    user.require("write:statuses")?;
    let key = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok());
    let login = user::show(&state.ctx, user.user_id).await?;
    let scheduled_at = values.scheduled_at()?;
    let mut new = values.into_new(&login)?;
    new.application_id = Some(user.application_id);
    new.idempotency_key = key.map(str::to_owned);
    // What lies in the past is posted at once, as in Mastodon.
    if let Some(at) = scheduled_at.filter(|at| *at > state.ctx.clock.now()) {
        return schedule(&state, &user, new, at).await;
    }
    look_up_mentions(&state, &new.text).await?;
    match status::post(&state.ctx, user.account_id, new).await? {
        Posted::Fresh(fresh) => Ok(state.fragments.fresh(&state.ctx, &fresh).await?),
        Posted::Before(id) => render(&state, &user, id).await,
    }
}

async fn schedule(state: &State, user: &User, new: NewStatus, at: Timestamp) -> Result<Json> {
    look_up_mentions(state, &new.text).await?;
    let waiting = scheduled_status::schedule(&state.ctx, user.account_id, new, at).await?;
    let shown = ScheduledStatus::new(&state.ctx, &waiting);
    Ok(Json(
        serde_json::to_vec(&shown).map_err(domain::Error::from)?,
    ))
}

/// Makes those whom a text names known here, as far as they can be found in a few seconds.
async fn look_up_mentions(state: &State, text: &str) -> Result<()> {
    let unknown = mention::unknown(&state.ctx, text).await?;
    if !unknown.is_empty() {
        protocol::resolve::mentions(&state.federation, &unknown).await;
    }
    Ok(())
}

/// A status as `user` sees it now.
async fn render(state: &State, user: &User, id: StatusId) -> Result<Json> {
    let entry = status::show(&state.ctx, user.viewer(), id).await?;
    Ok(state.fragments.status(&state.ctx, &entry).await?)
}

/// `GET /api/v1/statuses/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Id(id): Id<StatusId>,
) -> Result<Json> {
    user.require("read:statuses")?;
    let entry = status::show(&state.ctx, user.viewer(), id).await?;
    Ok(state.fragments.status(&state.ctx, &entry).await?)
}

/// Which statuses.
#[derive(Deserialize)]
pub struct Ids {
    #[serde(default, deserialize_with = "lenient::ids")]
    id: Vec<i64>,
}

/// `GET /api/v1/statuses?id[]=`: those that are there and may be seen.
pub async fn index(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Params { values, .. }: Params<Ids>,
) -> Result<Json> {
    user.require("read:statuses")?;
    let ids: Vec<StatusId> = values.id.into_iter().take(MANY).map(StatusId).collect();
    let entries = status::list(&state.ctx, user.viewer(), &ids).await?;
    Ok(state.fragments.statuses(&state.ctx, &entries).await?)
}

/// What goes with a status.
#[derive(Deserialize)]
pub struct Deletion {
    /// Its files, which else stay its author's for a while.
    #[serde(default, deserialize_with = "lenient::boolean")]
    delete_media: Option<bool>,
}

/// `DELETE /api/v1/statuses/{id}`: answers what was deleted with its source, to be written anew.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
    Params { values, .. }: Params<Deletion>,
) -> Result<axum::Json<serde_json::Value>> {
    user.require("write:statuses")?;
    let Json(shown) = render(&state, &user, id).await?;
    let source = status::source(&state.ctx, user.account_id, id).await;
    status::delete(&state.ctx, user.account_id, id).await?;
    let mut answer: serde_json::Value =
        serde_json::from_slice(&shown).map_err(domain::Error::from)?;
    if values.delete_media == Some(true) {
        let files = answer["media_attachments"].as_array().into_iter().flatten();
        let ids = files.filter_map(|file| file["id"].as_str()?.parse::<MediaId>().ok());
        for id in ids {
            media::delete(&state.ctx, user.account_id, id).await?;
        }
    }
    answer["text"] = source.map(|source| source.text).unwrap_or_default().into();
    Ok(axum::Json(answer))
}

/// `GET /api/v1/statuses/{id}/context`. A member who opens a thread of another server sets off a look for more of it.
pub async fn context(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Id(id): Id<StatusId>,
) -> Result<Response> {
    user.require("read:statuses")?;
    let thread = status::context(&state.ctx, user.viewer(), id).await?;
    let Json(ancestors) = state
        .fragments
        .statuses(&state.ctx, &thread.ancestors)
        .await?;
    let Json(descendants) = state
        .fragments
        .statuses(&state.ctx, &thread.descendants)
        .await?;
    let parts: [&[u8]; 5] = [
        b"{\"ancestors\":",
        &ancestors,
        b",\"descendants\":",
        &descendants,
        b"}",
    ];
    let mut answer = Json(parts.concat()).into_response();
    if user.viewer() != Viewer::Anonymous
        && let Some(refresh) = refresh::open(&state.ctx, id).await?
    {
        let header = async_refresh::header(&refresh);
        answer
            .headers_mut()
            .insert("mastodon-async-refresh", header);
    }
    Ok(answer)
}
