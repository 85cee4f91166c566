//! Logging in through a provider (`OpenID Connect`): `/login/oidc/NAME` and what comes after it.

pub mod callback;
pub mod join;
pub mod logout;
pub mod settings;

use std::net::IpAddr;

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::external_identity::{self, NewRequest};
use domain::kinds::OidcPurpose;
use protocol::oidc::{Failure, Provider};
use serde::Deserialize;
use url::Url;

use super::{log_in, words};
use crate::extract::cookie::Kind;
use crate::extract::frame::local_path;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::state::State;

/// Where to go on to.
#[derive(Deserialize)]
pub struct Next {
    return_to: Option<String>,
}

/// `GET /login/oidc/{provider}`: to the provider.
pub async fn begin(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    Path(provider): Path<String>,
    Sent(Params { values: next, .. }): Sent<Next>,
) -> Response {
    let request = NewRequest {
        provider: provider.clone(),
        purpose: OidcPurpose::LogIn,
        user_id: None,
        return_to: local_path(next.return_to.as_deref()).to_owned(),
    };
    match leave(&state, address, request).await {
        Ok((jar, url)) => (jar, Redirect::to(url.as_str())).into_response(),
        Err(failure) => refused(&state, &frame, &provider, failure),
    }
}

/// The links of the log-in page: path and name of each provider.
pub(super) fn links(state: &State, return_to: Option<&str>) -> Vec<(String, String)> {
    let query = match local_path(return_to) {
        "/" => String::new(),
        path => serde_urlencoded::to_string([("return_to", path)])
            .map(|query| format!("?{query}"))
            .unwrap_or_default(),
    };
    let providers = state.federation.providers.iter().map(Provider::settings);
    providers
        .map(|it| {
            let path = format!("/login/oidc/{}{query}", it.name);
            (path, it.label.clone())
        })
        .collect()
}

fn find<'a>(state: &'a State, name: &str) -> Result<&'a Provider, Failure> {
    let found = state.federation.providers.find(name);
    found.ok_or(Failure::Domain(domain::Error::NotFound))
}

/// Begins what `request` is for: where the browser goes, and the cookie that binds the way back to it.
async fn leave(
    state: &State,
    address: IpAddr,
    request: NewRequest,
) -> Result<(CookieJar, Url), Failure> {
    let provider = find(state, &request.provider)?;
    let purpose = request.purpose;
    let started = external_identity::begin(&state.ctx, request, address).await?;
    let url = provider
        .address(&state.ctx, &started.state, purpose)
        .await?;
    let jar = CookieJar::new().add(Kind::Oidc.set(state, started.browser));
    Ok((jar, url))
}

/// The log-in page with the reason in plain words; what nobody can mend there is an error like any other.
fn refused(state: &State, frame: &Frame, provider: &str, failure: Failure) -> Response {
    if !matches!(failure, Failure::Domain(_)) {
        tracing::warn!(provider, %failure, "a log-in through a provider failed");
    }
    let label = find(state, provider).map(|it| it.settings().label.as_str());
    match words::of_failure(frame.lang(), label.unwrap_or(provider), failure) {
        Ok(words) => refuse(state, frame, words),
        Err(error) => frame.finish(Err(error.into())),
    }
}

fn refuse(state: &State, frame: &Frame, words: String) -> Response {
    let mut page = log_in::page(state, frame, "", None);
    page.problem = Some(words);
    frame.refuse(&page)
}
