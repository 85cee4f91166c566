//! `/api/rounds/v1/groups/{id}/…`: what those who run a group do.

use axum::Json;
use axum::extract::{Path, State as FromState};
use domain::kinds::MembershipRole;
use domain::{group_member, group_post};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{account_id, status_id};
use crate::entity::account_summary::AccountSummary;
use crate::entity::group::PendingPost;
use crate::error::{Error, Result};
use crate::extract::{Paging, Params, User};
use crate::state::State;

/// Rows of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 80);

/// A role to be given.
#[derive(Deserialize, ToSchema)]
pub struct RoleChange {
    /// `owner`, `moderator` or `member`.
    #[serde(default)]
    role: String,
}

/// Give someone a role; owners may
#[utoipa::path(
    put,
    operation_id = "setGroupRole",
    path = "/api/rounds/v1/groups/{id}/members/{account}",
    tag = "moderation",
    params(("id" = String, Path), ("account" = String, Path)),
    request_body = RoleChange,
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub async fn set_role(
    FromState(state): FromState<State>,
    user: User,
    Path((id, account)): Path<(String, String)>,
    Params { values, .. }: Params<RoleChange>,
) -> Result<Json<Value>> {
    user.require("write:accounts")?;
    let role = MembershipRole::parse(&values.role)
        .ok_or_else(|| Error::invalid("role", "must be owner, moderator or member"))?;
    let (id, member) = (account_id(&id)?, account_id(&account)?);
    group_member::set_role(&state.ctx, id, user.account_id, member, role).await?;
    Ok(done())
}

/// Who is shut out of a group, the newest account first
#[utoipa::path(
    get,
    operation_id = "listGroupBans",
    path = "/api/rounds/v1/groups/{id}/bans",
    tag = "moderation",
    params(("id" = String, Path)),
    security(("token" = ["read:accounts"])),
    responses((status = 200, body = Vec<AccountSummary>), (status = 401), (status = 403), (status = 404))
)]
pub async fn bans(
    FromState(state): FromState<State>,
    user: User,
    Path(id): Path<String>,
    paging: Paging,
) -> Result<Json<Vec<AccountSummary>>> {
    user.require("read:accounts")?;
    let (id, page) = (account_id(&id)?, paging.page(PAGE.0, PAGE.1));
    let banned = group_member::banned(&state.ctx, id, user.account_id, page).await?;
    Ok(Json(banned.iter().map(AccountSummary::from).collect()))
}

/// Shut someone out: they neither follow nor post any more
#[utoipa::path(
    put,
    operation_id = "banFromGroup",
    path = "/api/rounds/v1/groups/{id}/bans/{account}",
    tag = "moderation",
    params(("id" = String, Path), ("account" = String, Path)),
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn ban(
    FromState(state): FromState<State>,
    user: User,
    Path((id, account)): Path<(String, String)>,
) -> Result<Json<Value>> {
    user.require("write:accounts")?;
    let (id, who) = (account_id(&id)?, account_id(&account)?);
    group_member::ban(&state.ctx, id, user.account_id, who).await?;
    Ok(done())
}

/// Let someone in again
#[utoipa::path(
    delete,
    operation_id = "unbanFromGroup",
    path = "/api/rounds/v1/groups/{id}/bans/{account}",
    tag = "moderation",
    params(("id" = String, Path), ("account" = String, Path)),
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn unban(
    FromState(state): FromState<State>,
    user: User,
    Path((id, account)): Path<(String, String)>,
) -> Result<Json<Value>> {
    user.require("write:accounts")?;
    let (id, who) = (account_id(&id)?, account_id(&account)?);
    group_member::unban(&state.ctx, id, user.account_id, who).await?;
    Ok(done())
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
    Path(id): Path<String>,
    paging: Paging,
) -> Result<Json<Vec<PendingPost>>> {
    user.require("read:statuses")?;
    let (id, page) = (account_id(&id)?, paging.page(PAGE.0, PAGE.1));
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
pub async fn approve(
    FromState(state): FromState<State>,
    user: User,
    Path((id, status)): Path<(String, String)>,
) -> Result<Json<Value>> {
    user.require("write:statuses")?;
    let (id, status) = (account_id(&id)?, status_id(&status)?);
    group_post::approve(&state.ctx, id, user.account_id, status).await?;
    Ok(done())
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
pub async fn reject(
    FromState(state): FromState<State>,
    user: User,
    Path((id, status)): Path<(String, String)>,
) -> Result<Json<Value>> {
    user.require("write:statuses")?;
    let (id, status) = (account_id(&id)?, status_id(&status)?);
    group_post::reject(&state.ctx, id, user.account_id, status).await?;
    Ok(done())
}

/// Take an announced post back; it stays with its author
#[utoipa::path(
    post,
    operation_id = "removePost",
    path = "/api/rounds/v1/groups/{id}/posts/{status}/remove",
    tag = "moderation",
    params(("id" = String, Path), ("status" = String, Path)),
    security(("token" = ["write:statuses"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn remove(
    FromState(state): FromState<State>,
    user: User,
    Path((id, status)): Path<(String, String)>,
) -> Result<Json<Value>> {
    user.require("write:statuses")?;
    let (id, status) = (account_id(&id)?, status_id(&status)?);
    group_post::remove(&state.ctx, id, user.account_id, status).await?;
    Ok(done())
}

/// As Mastodon answers where there is nothing to say.
fn done() -> Json<Value> {
    Json(json!({}))
}
