//! `POST /api/v1/accounts`: an app helps somebody to join.

use axum::Json;
use axum::extract::State as FromState;
use domain::sign_up::{self, By, SignUp};
use domain::{throttle, token};
use serde::Deserialize;

use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{App, ClientAddress, Params};
use crate::oauth::token::TokenAnswer;
use crate::state::State;

/// The parameters, as Mastodon names them.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    username: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default, deserialize_with = "lenient::boolean")]
    agreement: Option<bool>,
    locale: Option<String>,
    #[serde(default)]
    reason: String,
}

impl From<Values> for SignUp {
    fn from(values: Values) -> Self {
        Self {
            username: values.username,
            email: values.email,
            password: values.password,
            agreement: values.agreement.unwrap_or(false),
            locale: values
                .locale
                .filter(|tag| !tag.is_empty())
                .unwrap_or_else(|| "en".into()),
            reason: values.reason,
            address: None,
            application_id: None,
        }
    }
}

/// Answers with a token that works once the address is confirmed and, where that is needed, a moderator agreed.
pub async fn create(
    FromState(state): FromState<State>,
    app: App,
    ClientAddress(address): ClientAddress,
    Params { values, .. }: Params<Values>,
) -> Result<Json<TokenAnswer>> {
    app.require("write:accounts")?;
    throttle::count(&state.ctx, throttle::SIGN_UP, &throttle::network(address))?;
    let new = SignUp {
        address: Some(address),
        application_id: Some(app.application_id),
        ..values.into()
    };
    let joined = sign_up::sign_up(&state.ctx, new, By::Themselves).await?;
    let holder = (joined.user_id, joined.account_id);
    let issued = token::issue_to(&state.ctx, app.application_id, holder, app.scopes()).await?;
    Ok(Json(issued.into()))
}
