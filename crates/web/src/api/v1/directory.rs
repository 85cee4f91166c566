//! `/api/v1/directory`: everyone known here who wants to be found.

use axum::extract::State as FromState;
use domain::account_view::AccountRef;
use domain::directory::{self, Order};
use domain::search::Slice;
use serde::Deserialize;

use crate::entity::Json;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{MaybeUser, Params};
use crate::state::State;

/// Whom to show.
#[derive(Deserialize)]
pub struct Query {
    /// `active` (who posted last first) or `new`.
    order: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    local: Option<bool>,
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    offset: Option<i64>,
}

/// `GET /api/v1/directory`.
pub async fn index(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    Params { values, .. }: Params<Query>,
) -> Result<Json> {
    let order = match values.order.as_deref() {
        Some("new") => Order::New,
        _ => Order::Active,
    };
    let local = values.local.unwrap_or(false);
    let slice = Slice::of(values.limit, values.offset, 40, 80);
    let found = directory::everyone(&state.ctx, viewer.viewer(), local, order, slice).await?;
    let refs: Vec<_> = found.iter().map(AccountRef::of).collect();
    Ok(state.fragments.accounts(&state.ctx, &refs).await?)
}
