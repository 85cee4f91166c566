//! `/api/v1/notifications/requests`: those who were filtered, and whether they are heard.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::NotificationRequestId;
use domain::notification_request::{self, Answer};
use serde::Deserialize;

use crate::api::page::Linked;
use crate::entity;
use crate::entity::count::{Empty, Merged};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, User};
use crate::state::State;

/// `GET /api/v1/notifications/requests`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<entity::Json>> {
    user.require("read:notifications")?;
    let page = paging.page(40, 80);
    let requests = notification_request::list(&state.ctx, user.account_id, page).await?;
    let json = entity::notification::requests(&state, &requests).await?;
    let cursors = requests.iter().map(|request| request.row.id.into());
    Ok(Linked::new(&state, &uri, cursors, json))
}

/// `GET /api/v1/notifications/requests/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<NotificationRequestId>,
) -> Result<entity::Json> {
    user.require("read:notifications")?;
    let request = notification_request::show(&state.ctx, user.account_id, id).await?;
    entity::notification::request(&state, &request).await
}

/// `GET /api/v1/notifications/requests/merged`: always, because accepting a request merges it in the same transaction.
pub async fn merged(user: User) -> Result<Json<Merged>> {
    user.require("read:notifications")?;
    Ok(Json(Merged { merged: true }))
}

/// `POST /api/v1/notifications/requests/{id}/accept`.
pub async fn accept(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<NotificationRequestId>,
) -> Result<Json<Empty>> {
    answer(&state, &user, id, Answer::Accept).await
}

/// `POST /api/v1/notifications/requests/{id}/dismiss`.
pub async fn dismiss(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<NotificationRequestId>,
) -> Result<Json<Empty>> {
    answer(&state, &user, id, Answer::Dismiss).await
}

async fn answer(
    state: &State,
    user: &User,
    id: NotificationRequestId,
    answer: Answer,
) -> Result<Json<Empty>> {
    user.require("write:notifications")?;
    notification_request::answer(&state.ctx, user.account_id, id, answer).await?;
    Ok(Json(Empty {}))
}

/// Which requests are answered at once.
#[derive(Deserialize)]
pub struct Many {
    #[serde(default, deserialize_with = "lenient::ids")]
    id: Vec<i64>,
}

/// `POST /api/v1/notifications/requests/accept`.
pub async fn accept_all(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Many>,
) -> Result<Json<Empty>> {
    answer_all(&state, &user, &values, Answer::Accept).await
}

/// `POST /api/v1/notifications/requests/dismiss`.
pub async fn dismiss_all(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Many>,
) -> Result<Json<Empty>> {
    answer_all(&state, &user, &values, Answer::Dismiss).await
}

async fn answer_all(
    state: &State,
    user: &User,
    many: &Many,
    answer: Answer,
) -> Result<Json<Empty>> {
    user.require("write:notifications")?;
    let ids: Vec<_> = many.id.iter().copied().map(NotificationRequestId).collect();
    notification_request::answer_all(&state.ctx, user.account_id, &ids, answer).await?;
    Ok(Json(Empty {}))
}
