//! `/api/rounds/v1/groups`: founding groups and finding them.

use axum::Json;
use axum::extract::{OriginalUri, State as FromState};
use domain::group::{self, ChangeGroup, NewGroup};
use domain::{Context, id::AccountId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::page::Linked;
use crate::entity::account_summary::AccountSummary;
use crate::entity::group::{Group, Member};
use crate::error::Result;
use crate::extract::{Id, Paging, Params, User};
use crate::state::State;

/// Groups of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 80);

/// A group to be founded.
#[derive(Deserialize, ToSchema)]
pub struct Founding {
    /// What stands between the `@`s of its handle: letters, digits and `_`.
    #[serde(default)]
    name: String,
    /// What people read.
    #[serde(default)]
    title: String,
    /// What it is about and what is expected of those who post; plain text.
    #[serde(default)]
    description: String,
}

/// What is to be changed of a group; what is missing stays.
#[derive(Deserialize, ToSchema)]
pub struct GroupChange {
    title: Option<String>,
    description: Option<String>,
    /// Whether those who run it decide on each follower.
    #[serde(default, deserialize_with = "crate::extract::params::lenient::boolean")]
    locked: Option<bool>,
    /// Whether only they start threads.
    #[serde(default, deserialize_with = "crate::extract::params::lenient::boolean")]
    restricted: Option<bool>,
}

/// The groups of this server, the newest first
#[utoipa::path(
    get,
    operation_id = "listGroups",
    path = "/api/rounds/v1/groups",
    tag = "groups",
    responses((status = 200, body = Vec<AccountSummary>))
)]
pub async fn index(
    FromState(state): FromState<State>,
    OriginalUri(uri): OriginalUri,
    paging: Paging,
) -> Result<Linked<Json<Vec<AccountSummary>>>> {
    let groups = group::list(&state.ctx, paging.page(PAGE.0, PAGE.1)).await?;
    let cursors = groups.iter().map(|group| group.id.0);
    let body = groups.iter().map(AccountSummary::from).collect();
    Ok(Linked::new(&state, &uri, cursors, Json(body)))
}

/// Found a group; its founder owns it and follows it
#[utoipa::path(
    post,
    operation_id = "foundGroup",
    path = "/api/rounds/v1/groups",
    tag = "groups",
    request_body = Founding,
    security(("token" = ["write:accounts"])),
    responses(
        (status = 200, body = Group),
        (status = 401),
        (status = 422, description = "Something is not acceptable: the error names the parameter and the remedy")
    )
)]
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Founding>,
) -> Result<Json<Group>> {
    user.require("write:accounts")?;
    let new = NewGroup {
        name: values.name,
        title: values.title,
        description: values.description,
    };
    let id = group::create(&state.ctx, user.account_id, new).await?;
    found(&state.ctx, id).await
}

/// A group of this server
#[utoipa::path(
    get,
    operation_id = "showGroup",
    path = "/api/rounds/v1/groups/{id}",
    tag = "groups",
    params(("id" = String, Path, description = "The group's account")),
    responses((status = 200, body = Group), (status = 404))
)]
pub async fn show(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
) -> Result<Json<Group>> {
    found(&state.ctx, id).await
}

/// Change what a group says of itself; those who run it may
#[utoipa::path(
    patch,
    operation_id = "updateGroup",
    path = "/api/rounds/v1/groups/{id}",
    tag = "groups",
    params(("id" = String, Path, description = "The group's account")),
    request_body = GroupChange,
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = Group), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<AccountId>,
    Params { values, .. }: Params<GroupChange>,
) -> Result<Json<Group>> {
    user.require("write:accounts")?;
    let change = ChangeGroup {
        title: values.title,
        description: values.description,
        locked: values.locked,
        restricted: values.restricted,
    };
    group::update(&state.ctx, id, user.account_id, change).await?;
    found(&state.ctx, id).await
}

/// Who runs a group, owners first
#[utoipa::path(
    get,
    operation_id = "listGroupMembers",
    path = "/api/rounds/v1/groups/{id}/members",
    tag = "groups",
    params(("id" = String, Path, description = "The group's account")),
    responses((status = 200, body = Vec<Member>), (status = 404))
)]
pub async fn members(
    FromState(state): FromState<State>,
    Id(id): Id<AccountId>,
) -> Result<Json<Vec<Member>>> {
    let group = group::show(&state.ctx, id).await?;
    Ok(Json(group.moderators.iter().map(Member::from).collect()))
}

async fn found(ctx: &Context, id: AccountId) -> Result<Json<Group>> {
    Ok(Json(Group::from(&group::show(ctx, id).await?)))
}
