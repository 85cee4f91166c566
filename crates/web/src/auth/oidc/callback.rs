//! `/login/oidc/NAME/callback`: where a provider sends browsers back to.

use axum::extract::{Path, State as FromState};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use domain::external_identity::{self, Identity, Joining, OidcRequest};
use domain::kinds::OidcPurpose;
use domain::session::{Arrival, Browser};
use protocol::oidc::{Answer, Failure, Provider};
use serde::Deserialize;

use super::super::log_in::{Entered, user_agent};
use super::{find, join, refuse, refused, settings};
use crate::extract::cookie::Kind;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::state::State;

/// What the provider sends along.
#[derive(Deserialize)]
pub struct Returned {
    #[serde(default)]
    state: String,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// `GET /login/oidc/{provider}/callback`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    Path(name): Path<String>,
    (headers, jar): (HeaderMap, CookieJar),
    Sent(Params { values, .. }): Sent<Returned>,
) -> Response {
    let cookie = jar.get(&Kind::Oidc.name(&state)).map(Cookie::value);
    let from = Arrival {
        address,
        user_agent: user_agent(&headers),
    };
    let arrived = async {
        let provider = find(&state, &name)?;
        let browser = cookie.unwrap_or_default();
        let request = external_identity::finish(&state.ctx, &name, &values.state, browser).await?;
        let answer = Answer {
            state: &values.state,
            code: values.code.as_deref(),
            iss: values.iss.as_deref(),
            error: values.error.as_deref(),
        };
        let purpose = request.purpose;
        let identity = provider.identify(&state.ctx, answer, purpose).await?;
        match purpose {
            OidcPurpose::LogIn => enter(&state, &frame, provider, &identity, from, &request).await,
            _ => return_to_settings(&state, &frame, provider, &identity, &request).await,
        }
    };
    let answer = match arrived.await {
        Ok(answer) => answer,
        Err(failure) => refused(&state, &frame, &name, failure),
    };
    (CookieJar::new().add(Kind::Oidc.clear(&state)), answer).into_response()
}

/// Logs in whoever is known, and asks whoever is not how they want to be called, if they may join.
async fn enter(
    state: &State,
    frame: &Frame,
    provider: &Provider,
    identity: &Identity,
    from: Arrival<'_>,
    request: &OidcRequest,
) -> Result<Response, Failure> {
    let settings = provider.settings();
    let exclusive = settings.exclusive_roles;
    let entered = external_identity::log_in(&state.ctx, identity, exclusive, from).await?;
    if let Some(entered) = entered {
        return Ok(Entered::new(state, entered).go_on(Some(&request.return_to)));
    }
    let refusal = if external_identity::is_address_taken(&state.ctx, identity).await? {
        "oidc-taken"
    } else if settings.joining == Joining::No {
        "oidc-unknown"
    } else {
        return join::show(state, frame, provider, identity).await;
    };
    let words = frame.lang().t(refusal).with("provider", &settings.label);
    Ok(refuse(state, frame, words.to_string()))
}

/// What the member who is logged in went away for, and nobody else in this browser.
async fn return_to_settings(
    state: &State,
    frame: &Frame,
    provider: &Provider,
    identity: &Identity,
    request: &OidcRequest,
) -> Result<Response, Failure> {
    let is_owner = |browser: &&Browser| Some(browser.holder.user_id) == request.user_id;
    let too_old = domain::Error::Forbidden(external_identity::STALE);
    let browser = frame.browser.as_ref().filter(is_owner).ok_or(too_old)?;
    let done = if request.purpose == OidcPurpose::Link {
        let exclusive = provider.settings().exclusive_roles;
        external_identity::link(&state.ctx, browser, identity, exclusive).await
    } else {
        external_identity::prove(&state.ctx, browser, identity).await
    };
    match done {
        Ok(()) if request.purpose == OidcPurpose::Link => Ok(settings::done()),
        Ok(()) => Ok(Redirect::to(&request.return_to).into_response()),
        Err(error) => settings::refused(state, frame, browser, provider, error.into()).await,
    }
}
