//! `/oauth/userinfo`: who a token belongs to (`OpenID` Connect Core section 5.3).

use axum::Json;
use axum::extract::State as FromState;
use domain::account;
use serde_json::{Value, json};

use crate::error::Result;
use crate::extract::User;
use crate::state::State;

/// `GET` and `POST`.
pub async fn show(FromState(state): FromState<State>, user: User) -> Result<Json<Value>> {
    user.require_any(&["profile", "read:accounts"])?;
    let account = account::show(&state.ctx, user.account_id).await?;
    let name = Some(&account.display_name).filter(|name| !name.is_empty());
    Ok(Json(json!({
        "iss": state.ctx.uris.path("/"),
        "sub": account.uri,
        "name": name.unwrap_or(&account.username),
        "preferred_username": account.username,
        "profile": account.url,
    })))
}
