//! `/api/rounds/v1/admin/relays`: servers that pass public statuses on.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::RelayId;
use domain::kinds::RelayState;
use domain::moderation::Authority;
use domain::relay;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::error::Result;
use crate::extract::{Id, Params, Staff};
use crate::state::State;

/// A relay.
#[derive(Serialize, ToSchema)]
pub struct Relay {
    id: String,
    /// Its inbox (Mastodon's kind) or its actor (`LitePub`'s).
    url: String,
    /// `pending`, `accepted` or `rejected`.
    state: &'static str,
    /// RFC 3339.
    created_at: String,
}

impl From<relay::Relay> for Relay {
    fn from(relay: relay::Relay) -> Self {
        let state: RelayState = relay.state;
        Self {
            id: relay.id.to_string(),
            url: relay.url,
            state: state.as_str(),
            created_at: relay.created_at.to_rfc3339(),
        }
    }
}

/// Which relay.
#[derive(Deserialize, ToSchema)]
pub struct NewRelay {
    /// Its inbox (`https://…/inbox`), or the address of its actor.
    #[serde(default)]
    url: String,
}

/// All relays, the oldest first; administrators may
#[utoipa::path(
    get,
    operation_id = "listRelays",
    path = "/api/rounds/v1/admin/relays",
    tag = "relays",
    security(("token" = ["admin:read"])),
    responses((status = 200, body = [Relay]), (status = 401), (status = 403))
)]
pub async fn index(FromState(state): FromState<State>, staff: Staff) -> Result<Json<Vec<Relay>>> {
    staff.administrator("admin:read")?;
    let relays = relay::list(&state.ctx).await?;
    Ok(Json(relays.into_iter().map(Into::into).collect()))
}

/// Ask a relay to pass public statuses on
#[utoipa::path(
    post,
    operation_id = "addRelay",
    path = "/api/rounds/v1/admin/relays",
    tag = "relays",
    request_body = NewRelay,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = Relay), (status = 401), (status = 403), (status = 422))
)]
pub async fn create(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<NewRelay>,
) -> Result<Json<Relay>> {
    let by = Authority::Administrator(staff.administrator("admin:write")?);
    let added = relay::add(&state.ctx, by, &values.url).await?;
    Ok(Json(added.into()))
}

/// Ask a relay no more
#[utoipa::path(
    delete,
    operation_id = "removeRelay",
    path = "/api/rounds/v1/admin/relays/{id}",
    tag = "relays",
    params(("id" = String, Path)),
    security(("token" = ["admin:write"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<RelayId>,
) -> Result<Json<Value>> {
    let by = Authority::Administrator(staff.administrator("admin:write")?);
    relay::remove(&state.ctx, by, id).await?;
    Ok(Json(json!({})))
}
