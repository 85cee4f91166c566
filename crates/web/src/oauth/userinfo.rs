//! `/oauth/userinfo`: who a token belongs to (`OpenID` Connect Core section 5.3).

use axum::Json;
use axum::extract::State as FromState;
use domain::account;
use schemars::JsonSchema;
use serde::Serialize;

use crate::entity::format::Url;
use crate::error::Result;
use crate::extract::User;
use crate::state::State;

/// The claims.
#[derive(Serialize, JsonSchema)]
pub struct UserInfo {
    #[schemars(with = "Url")]
    iss: String,
    #[schemars(with = "Url")]
    sub: String,
    name: String,
    preferred_username: String,
    #[schemars(with = "Option<Url>")]
    profile: Option<String>,
}

/// `GET` and `POST`.
pub async fn show(FromState(state): FromState<State>, user: User) -> Result<Json<UserInfo>> {
    user.require_any(&["profile", "read:accounts"])?;
    let account = account::show(&state.ctx, user.account_id).await?;
    let name = Some(account.display_name).filter(|name| !name.is_empty());
    Ok(Json(UserInfo {
        iss: state.ctx.uris.path("/"),
        sub: account.uri,
        name: name.unwrap_or_else(|| account.username.clone()),
        preferred_username: account.username,
        profile: account.url,
    }))
}
