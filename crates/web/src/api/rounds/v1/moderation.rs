//! `/api/rounds/v1/groups/{id}/members` and `bans`: who runs a group, and who is shut out of it.

use axum::Json;
use axum::extract::State as FromState;
use domain::Timestamp;
use domain::group_member::{self, Ban};
use domain::id::AccountId;
use domain::kinds::MembershipRole;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::entity::account_summary::AccountSummary;
use crate::error::{Error, Result};
use crate::extract::{Id, Ids, Paging, Params, User};
use crate::state::State;

/// As Mastodon answers where there is nothing to say: `{}`.
pub(super) type Answer = Result<Json<Value>>;

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
    group_member::set_role(&state.ctx, id, user.account_id.into(), member, role).await?;
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

/// How someone is shut out.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Banning {
    /// Why; everyone is told.
    reason: String,
    /// When it ends, RFC 3339; never when it is missing.
    ends_at: Option<String>,
    /// Takes what they posted out of the group.
    #[serde(deserialize_with = "crate::extract::params::lenient::boolean")]
    remove_posts: Option<bool>,
}

/// Shut someone out: they neither follow nor post any more
#[utoipa::path(
    put,
    operation_id = "banFromGroup",
    path = "/api/rounds/v1/groups/{id}/bans/{account}",
    tag = "moderation",
    params(("id" = String, Path), ("account" = String, Path)),
    request_body = Banning,
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub async fn ban(
    FromState(state): FromState<State>,
    user: User,
    Ids(id, who): Ids<AccountId, AccountId>,
    Params { values, .. }: Params<Banning>,
) -> Answer {
    user.require("write:accounts")?;
    let ban = Ban {
        until: values.ends_at.as_deref().map(time).transpose()?,
        reason: values.reason,
        with_posts: values.remove_posts.unwrap_or(false),
    };
    group_member::ban(&state.ctx, id, user.account_id.into(), who, ban).await?;
    Ok(done())
}

fn time(written: &str) -> Result<Timestamp> {
    Timestamp::parse_rfc3339(written)
        .ok_or_else(|| Error::invalid("ends_at", "is neither a day nor a time (ISO 8601)"))
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
    Ids(id, who): Ids<AccountId, AccountId>,
) -> Answer {
    user.require("write:accounts")?;
    group_member::unban(&state.ctx, id, user.account_id.into(), who).await?;
    Ok(done())
}

pub(super) fn done() -> Json<Value> {
    Json(json!({}))
}
