//! `/api/rounds/v1/groups/{id}/…`: what those who run a group do.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::{AccountId, StatusId};
use domain::kinds::MembershipRole;
use domain::{Context, group_member, group_post};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::entity::account_summary::AccountSummary;
use crate::entity::group::PendingPost;
use crate::error::{Error, Result};
use crate::extract::{Id, Ids, Paging, Params, User};
use crate::state::State;

/// As Mastodon answers where there is nothing to say: `{}`.
type Answer = Result<Json<Value>>;

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
    Ids(id, member): Ids<AccountId, AccountId>,
    Params { values, .. }: Params<RoleChange>,
) -> Answer {
    user.require("write:accounts")?;
    let role = MembershipRole::parse(&values.role)
        .ok_or_else(|| Error::invalid("role", "must be owner, moderator or member"))?;
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
    Id(id): Id<AccountId>,
    paging: Paging,
) -> Result<Json<Vec<AccountSummary>>> {
    user.require("read:accounts")?;
    let page = paging.page(PAGE.0, PAGE.1);
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
pub async fn ban(state: FromState<State>, user: User, ids: Ids<AccountId, AccountId>) -> Answer {
    act(&state, &user, "write:accounts", ids, group_member::ban).await
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
pub async fn unban(state: FromState<State>, user: User, ids: Ids<AccountId, AccountId>) -> Answer {
    act(&state, &user, "write:accounts", ids, group_member::unban).await
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
    act(&state, &user, "write:statuses", ids, group_post::approve).await
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
    act(&state, &user, "write:statuses", ids, group_post::reject).await
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
pub async fn remove(state: FromState<State>, user: User, ids: Ids<AccountId, StatusId>) -> Answer {
    act(&state, &user, "write:statuses", ids, group_post::remove).await
}

/// Does what those who run the group may do to somebody or to a post.
async fn act<'a, T, Done: Future<Output = domain::Result<()>>>(
    state: &'a State,
    user: &User,
    scope: &str,
    Ids(group, object): Ids<AccountId, T>,
    deed: impl FnOnce(&'a Context, AccountId, AccountId, T) -> Done,
) -> Answer {
    user.require(scope)?;
    deed(&state.ctx, group, user.account_id, object).await?;
    Ok(done())
}

fn done() -> Json<Value> {
    Json(json!({}))
}
