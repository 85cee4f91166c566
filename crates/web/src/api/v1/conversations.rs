//! `/api/v1/conversations`: direct statuses, by the people in them.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::conversation;
use domain::id::AccountConversationId;

use crate::api::page::Linked;
use crate::entity;
use crate::entity::count::Empty;
use crate::error::Result;
use crate::extract::{Id, Paging, User};
use crate::state::State;

/// `GET /api/v1/conversations`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<entity::Json>> {
    user.require("read:statuses")?;
    let page = paging.page(20, 40);
    let conversations = conversation::list(&state.ctx, user.account_id, page).await?;
    let json = entity::conversation::list(&state, &conversations).await?;
    let cursors = conversations.iter().map(|row| row.cursor.into());
    Ok(Linked::new(&state, &uri, cursors, json))
}

/// `DELETE /api/v1/conversations/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountConversationId>,
) -> Result<Json<Empty>> {
    user.require("write:conversations")?;
    conversation::delete(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}

/// `POST /api/v1/conversations/{id}/read`.
pub async fn read(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountConversationId>,
) -> Result<entity::Json> {
    user.require("write:conversations")?;
    conversation::read(&state.ctx, user.account_id, id).await?;
    let conversation = conversation::show(&state.ctx, user.account_id, id).await?;
    entity::conversation::one(&state, &conversation).await
}

#[cfg(test)]
mod tests;
