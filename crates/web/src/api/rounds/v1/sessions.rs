//! `/api/rounds/v1/sessions`: the browsers in which somebody is logged in.

use axum::Json;
use axum::extract::State as FromState;
use domain::Timestamp;
use domain::id::SessionId;
use domain::session;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::error::Result;
use crate::extract::{Id, User};
use crate::state::State;

/// A browser that is logged in.
#[derive(Serialize, ToSchema)]
pub struct BrowserSession {
    id: String,
    /// What the browser calls itself.
    user_agent: String,
    /// From where the log-in came; forgotten after some days.
    ip: Option<String>,
    /// What was shown last: `password`, `totp`, `passkey`, `recovery_code` or `provider`.
    factor: &'static str,
    /// RFC 3339.
    created_at: String,
    /// RFC 3339, to ten minutes.
    last_seen_at: Option<String>,
    /// RFC 3339.
    expires_at: String,
}

impl From<session::Session> for BrowserSession {
    fn from(session: session::Session) -> Self {
        Self {
            id: session.id.to_string(),
            user_agent: session.user_agent,
            ip: Some(session.ip).filter(|ip| !ip.is_empty()),
            factor: session.factor.as_str(),
            created_at: session.created_at.to_rfc3339(),
            last_seen_at: session.last_seen_at.map(Timestamp::to_rfc3339),
            expires_at: session.expires_at.to_rfc3339(),
        }
    }
}

/// The browsers in which one is logged in, the newest first. Apps are no sessions
#[utoipa::path(
    get,
    operation_id = "listSessions",
    path = "/api/rounds/v1/sessions",
    tag = "sessions",
    security(("token" = ["read:accounts"])),
    responses((status = 200, body = Vec<BrowserSession>), (status = 401), (status = 403))
)]
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
) -> Result<Json<Vec<BrowserSession>>> {
    user.require("read:accounts")?;
    let sessions = session::list(&state.ctx, user.user_id).await?;
    Ok(Json(sessions.into_iter().map(Into::into).collect()))
}

/// Log a browser out
#[utoipa::path(
    delete,
    operation_id = "endSession",
    path = "/api/rounds/v1/sessions/{id}",
    tag = "sessions",
    params(("id" = String, Path)),
    security(("token" = ["write:accounts"])),
    responses((status = 200, body = Object), (status = 401), (status = 403), (status = 404))
)]
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<SessionId>,
) -> Result<Json<Value>> {
    user.require("write:accounts")?;
    session::end(&state.ctx, user.user_id, id).await?;
    Ok(Json(json!({})))
}
