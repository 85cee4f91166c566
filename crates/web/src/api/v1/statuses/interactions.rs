//! What one does with a status, and who did.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::{AccountId, StatusId};
use domain::kinds::Visibility;
use domain::{Context, account_list, bookmark, boost, conversation, favourite, pin};
use serde::Deserialize;

use super::render;
use crate::api::page::{Linked, accounts};
use crate::entity::Json;
use crate::error::{Error, Result};
use crate::extract::{Id, MaybeUser, Paging, Params, User};
use crate::state::State;

/// `POST /api/v1/statuses/{id}/favourite`.
pub async fn favourite(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(&state, &user, "write:favourites", id, favourite::favourite).await
}

/// `POST /api/v1/statuses/{id}/unfavourite`.
pub async fn unfavourite(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(
        &state,
        &user,
        "write:favourites",
        id,
        favourite::unfavourite,
    )
    .await
}

/// Does something with a status that stays the same status, and answers it as it is then.
async fn act<'a, Done: Future<Output = domain::Result<()>>>(
    state: &'a State,
    user: &User,
    scope: &str,
    Id(id): Id<StatusId>,
    deed: impl FnOnce(&'a Context, AccountId, StatusId) -> Done,
) -> Result<Json> {
    user.require(scope)?;
    deed(&state.ctx, user.account_id, id).await?;
    render(state, user, id).await
}

/// Whom a boost is for.
#[derive(Deserialize)]
pub struct Reblog {
    visibility: Option<String>,
}

/// `POST /api/v1/statuses/{id}/reblog`: answers the boost.
pub async fn reblog(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
    Params { values, .. }: Params<Reblog>,
) -> Result<Json> {
    user.require("write:statuses")?;
    let visibility = match values.visibility.as_deref().filter(|word| !word.is_empty()) {
        Some(word) => Visibility::parse(word)
            .ok_or_else(|| Error::invalid("visibility", "must be public, unlisted or private"))?,
        None => Visibility::Public,
    };
    let boost = boost::boost(&state.ctx, user.account_id, id, visibility).await?;
    render(&state, &user, boost).await
}

/// `POST /api/v1/statuses/{id}/unreblog`: answers the status.
pub async fn unreblog(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
) -> Result<Json> {
    user.require("write:statuses")?;
    let original = domain::status::find_original(&state.ctx, user.viewer(), id).await?;
    boost::unboost(&state.ctx, user.account_id, original.id).await?;
    render(&state, &user, original.id).await
}

/// `POST /api/v1/statuses/{id}/bookmark`.
pub async fn bookmark(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(&state, &user, "write:bookmarks", id, bookmark::bookmark).await
}

/// `POST /api/v1/statuses/{id}/unbookmark`.
pub async fn unbookmark(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(&state, &user, "write:bookmarks", id, bookmark::unbookmark).await
}

/// `POST /api/v1/statuses/{id}/mute`: mutes the whole thread.
pub async fn mute(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(&state, &user, "write:mutes", id, conversation::mute).await
}

/// `POST /api/v1/statuses/{id}/unmute`.
pub async fn unmute(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(&state, &user, "write:mutes", id, conversation::unmute).await
}

/// `POST /api/v1/statuses/{id}/pin`.
pub async fn pin(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(&state, &user, "write:accounts", id, pin::pin).await
}

/// `POST /api/v1/statuses/{id}/unpin`.
pub async fn unpin(state: FromState<State>, user: User, id: Id<StatusId>) -> Result<Json> {
    act(&state, &user, "write:accounts", id, pin::unpin).await
}

/// `GET /api/v1/statuses/{id}/favourited_by`.
pub async fn favourited_by(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Id(id): Id<StatusId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:accounts")?;
    let page = paging.page(40, 80);
    let list = account_list::favouriters(&state.ctx, user.viewer(), id, page).await?;
    accounts(&state, &uri, &list).await
}

/// `GET /api/v1/statuses/{id}/reblogged_by`.
pub async fn reblogged_by(
    FromState(state): FromState<State>,
    user: MaybeUser,
    Id(id): Id<StatusId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:accounts")?;
    let page = paging.page(40, 80);
    let list = account_list::boosters(&state.ctx, user.viewer(), id, page).await?;
    accounts(&state, &uri, &list).await
}
