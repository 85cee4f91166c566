//! `/api/rounds/v1/groups/{id}/posts`: what a group announced, and what those who run it decide about posts.

use axum::Json;
use axum::extract::OriginalUri;
use axum::extract::State as FromState;
use domain::id::{AccountId, StatusId};
use domain::{Context, group_lock, group_pin, group_post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::moderation::{Answer, done};
use crate::api::page::Linked;
use crate::entity::group::{GroupPost, PendingPost};
use crate::error::Result;
use crate::extract::{Id, Ids, Paging, Params, User};
use crate::state::State;

/// Rows of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 80);

/// Why something is decided.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Reason {
    /// Everyone is told.
    reason: String,
}

/// What a group announced, the newest first
#[utoipa::path(
    get,
    operation_id = "listGroupPosts",
    path = "/api/rounds/v1/groups/{id}/posts",
    tag = "groups",
    params(("id" = String, Path, description = "The group's account")),
    responses((status = 200, body = Vec<GroupPost>), (status = 404))
)]
pub async fn index(
    FromState(state): FromState<State>,
    OriginalUri(uri): OriginalUri,
    Id(id): Id<AccountId>,
    paging: Paging,
) -> Result<Linked<Json<Vec<GroupPost>>>> {
    let posts = group_post::list(&state.ctx, id, paging.page(PAGE.0, PAGE.1)).await?;
    let cursors = posts.iter().map(|post| post.status.id.0);
    let body = posts.iter().map(GroupPost::from).collect();
    Ok(Linked::new(&state, &uri, cursors, Json(body)))
}

/// What waits for a decision, the newest first
#[utoipa::path(
    get,
    operation_id = "listPendingPosts",
    path = "/api/rounds/v1/groups/{id}/pending",
    tag = "moderation",
    params(("id" = String, Path)),
    security(("token" = ["read:statuses"])),
    responses((status = 200, body = Vec<PendingPost>), (status = 401), (status = 403), (status = 404))
)]
pub async fn pending(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
    paging: Paging,
) -> Result<Json<Vec<PendingPost>>> {
    user.require("read:statuses")?;
    let page = paging.page(PAGE.0, PAGE.1);
    let waiting = group_post::pending(&state.ctx, id, user.account_id, page).await?;
    Ok(Json(waiting.iter().map(PendingPost::from).collect()))
}

/// Announce a waiting post
#[utoipa::path(
    post,
    operation_id = "approvePost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/approve",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404), (status = 409))
)]
pub async fn approve(state: FromState<State>, user: User, ids: Ids<AccountId, StatusId>) -> Answer {
    act(&state, &user, ids, group_post::approve).await
}

/// Refuse a waiting post
#[utoipa::path(
    post,
    operation_id = "rejectPost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/reject",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404), (status = 409))
)]
pub async fn reject(state: FromState<State>, user: User, ids: Ids<AccountId, StatusId>) -> Answer {
    act(&state, &user, ids, group_post::reject).await
}

/// Take an announced post out of the group; it stays with its author
#[utoipa::path(
    post,
    operation_id = "removePost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/remove",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    request_body = Reason,
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn remove(
    state: FromState<State>,
    user: User,
    ids: Ids<AccountId, StatusId>,
    Params { values, .. }: Params<Reason>,
) -> Answer {
    let reason = &values.reason;
    act(&state, &user, ids, |ctx, group, by, status| {
        group_post::remove(ctx, group, by.into(), status, reason)
    })
    .await
}

/// Lock a thread: below the post only those who run the group answer
#[utoipa::path(
    post,
    operation_id = "lockPost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/lock",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    request_body = Reason,
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn lock(
    state: FromState<State>,
    user: User,
    ids: Ids<AccountId, StatusId>,
    Params { values, .. }: Params<Reason>,
) -> Answer {
    let reason = &values.reason;
    act(&state, &user, ids, |ctx, group, by, status| {
        group_lock::lock(ctx, group, by.into(), status, reason)
    })
    .await
}

/// Bring a post back that was taken out
#[utoipa::path(
    post,
    operation_id = "restorePost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/restore",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn restore(state: FromState<State>, user: User, ids: Ids<AccountId, StatusId>) -> Answer {
    act(&state, &user, ids, |ctx, group, by, status| {
        group_post::restore(ctx, group, by.into(), status)
    })
    .await
}

/// Open a locked thread again
#[utoipa::path(
    post,
    operation_id = "unlockPost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/unlock",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn unlock(state: FromState<State>, user: User, ids: Ids<AccountId, StatusId>) -> Answer {
    act(&state, &user, ids, |ctx, group, by, status| {
        group_lock::unlock(ctx, group, by.into(), status)
    })
    .await
}

/// Put a post on top of the group
#[utoipa::path(
    post,
    operation_id = "pinPost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/pin",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn pin(state: FromState<State>, user: User, ids: Ids<AccountId, StatusId>) -> Answer {
    act(&state, &user, ids, |ctx, group, by, status| {
        group_pin::pin(ctx, group, by.into(), status)
    })
    .await
}

/// Take a post off the top of the group
#[utoipa::path(
    post,
    operation_id = "unpinPost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/unpin",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn unpin(state: FromState<State>, user: User, ids: Ids<AccountId, StatusId>) -> Answer {
    act(&state, &user, ids, |ctx, group, by, status| {
        group_pin::unpin(ctx, group, by.into(), status)
    })
    .await
}

/// Lets someone who may run the group do something to one of its posts.
async fn act<'a, Done: Future<Output = domain::Result<()>>>(
    state: &'a State,
    user: &User,
    Ids(group, status): Ids<AccountId, StatusId>,
    deed: impl FnOnce(&'a Context, AccountId, AccountId, StatusId) -> Done,
) -> Answer {
    user.require("write:statuses")?;
    deed(&state.ctx, group, user.account_id, status).await?;
    Ok(done())
}
