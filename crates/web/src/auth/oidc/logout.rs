//! `/login/oidc/NAME/logout`: a provider says that somebody logged out there (`OpenID Connect` Back-Channel Logout 1.0).

use axum::extract::{Path, State as FromState};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use domain::external_identity;
use protocol::oidc::Failure;
use serde::Deserialize;

use super::find;
use crate::error::Error;
use crate::extract::Params;
use crate::state::State;

/// What the provider sends.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    logout_token: String,
}

/// `POST /login/oidc/{provider}/logout`: ends every session of the person. 400 when the token proves nothing.
pub async fn create(
    FromState(state): FromState<State>,
    Path(name): Path<String>,
    Params { values, .. }: Params<Values>,
) -> Response {
    let ended = async {
        let provider = find(&state, &name)?;
        let token = &values.logout_token;
        let subject = provider.logged_out(&state.ctx, token).await?;
        let issuer = &provider.settings().issuer;
        Ok(external_identity::log_out(&state.ctx, issuer, &subject).await?)
    };
    let status = match ended.await {
        Ok(()) => StatusCode::OK,
        Err(Failure::Domain(error)) => return Error::from(error).into_response(),
        Err(failure) => {
            tracing::warn!(provider = name, %failure, "a log-out of a provider was refused");
            StatusCode::BAD_REQUEST
        }
    };
    (status, [(CACHE_CONTROL, "no-store")]).into_response()
}
