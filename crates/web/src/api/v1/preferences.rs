//! `/api/v1/preferences`.

use axum::Json;
use axum::extract::State as FromState;
use domain::user;
use serde_json::{Value, json};

use crate::error::Result;
use crate::extract::User;
use crate::state::State;

/// `GET /api/v1/preferences`. How statuses are read is left to the app.
pub async fn show(FromState(state): FromState<State>, user: User) -> Result<Json<Value>> {
    user.require("read:accounts")?;
    let login = user::show(&state.ctx, user.user_id).await?;
    Ok(Json(json!({
        "posting:default:visibility": login.default_visibility,
        "posting:default:sensitive": login.default_sensitive,
        "posting:default:language": login.default_language,
        "reading:expand:media": "default",
        "reading:expand:spoilers": false,
        "reading:autoplay:gifs": false,
    })))
}
