//! Who quotes a status, and who may.

#[cfg(test)]
mod tests;

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::StatusId;
use domain::{interaction, quote};
use serde::Deserialize;

use super::draft::{PolicyDraft, quote_policy};
use super::render;
use crate::api::page::Linked;
use crate::entity::Json;
use crate::error::{Error, Result};
use crate::extract::{Id, Ids, Paging, Params, User};
use crate::state::State;

/// `GET /api/v1/statuses/{id}/quotes`.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:statuses")?;
    let page = paging.page(20, 40);
    let entries = quote::list(&state.ctx, user.viewer(), id, page).await?;
    let json = state.fragments.statuses(&state.ctx, &entries).await?;
    let cursors = entries.iter().map(|entry| entry.cursor);
    Ok(Linked::new(&state, &uri, cursors, json))
}

/// `POST /api/v1/statuses/{id}/quotes/{quoting_status_id}/revoke`: answers the status that quoted.
pub async fn revoke(
    FromState(state): FromState<State>,
    user: User,
    Ids(id, quoting): Ids<StatusId, StatusId>,
) -> Result<Json> {
    user.require("write:statuses")?;
    quote::revoke(&state.ctx, user.account_id, id, quoting).await?;
    render(&state, &user, quoting).await
}

/// Who may quote, and who may reply: at least one of them.
#[derive(Deserialize)]
pub struct InteractionPolicy {
    quote_approval_policy: Option<String>,
    #[serde(default)]
    interaction_policy: Option<PolicyDraft>,
}

/// `PUT /api/v1/statuses/{id}/interaction_policy`.
pub async fn update_policy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
    Params { values, .. }: Params<InteractionPolicy>,
) -> Result<Json> {
    user.require("write:statuses")?;
    let quoters = quote_policy(values.quote_approval_policy.as_deref())?;
    let repliers = match values.interaction_policy {
        Some(policy) => policy.repliers()?,
        None => None,
    };
    if quoters.is_none() && repliers.is_none() {
        return Err(Error::invalid("quote_approval_policy", "can't be blank"));
    }
    if let Some(quoters) = quoters {
        quote::set_policy(&state.ctx, user.account_id, id, quoters).await?;
    }
    if let Some(repliers) = repliers {
        interaction::set_repliers(&state.ctx, user.account_id, id, &repliers).await?;
    }
    render(&state, &user, id).await
}
