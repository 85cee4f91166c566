//! `/login` and `/logout`.

use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::Error::{Forbidden, Invalid};
use domain::session::{self, Credentials};
use serde::Deserialize;

use super::words;
use crate::error::{Error, Result};
use crate::extract::cookie::Kind;
use crate::extract::frame::local_path;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::{LogInPage, log_in_form};
use crate::pages::form::Form;
use crate::state::State;

/// Where to go on to.
#[derive(Deserialize)]
pub struct Next {
    return_to: Option<String>,
}

/// The form as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    return_to: Option<String>,
}

/// `GET /login`.
pub async fn show(frame: Frame, Sent(Params { values: next, .. }): Sent<Next>) -> Response {
    frame.show(&page(&frame, log_in_form(frame.lang(), "", next.return_to)))
}

/// `POST /login`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    if let Err(error) = frame.verify(&values.csrf) {
        return frame.finish(Err(error));
    }
    let credentials = Credentials {
        email: &values.email,
        password: &values.password,
        address,
    };
    match open(&state, credentials, &headers).await {
        Ok(jar) => (jar, Redirect::to(local_path(values.return_to.as_deref()))).into_response(),
        Err(Error::Domain(refusal @ (Invalid { .. } | Forbidden(_)))) => {
            let words = match refusal {
                Forbidden(reason) => words::of_standing(frame.lang(), reason),
                _ => frame.lang().t("login-wrong").to_string(),
            };
            let form = log_in_form(frame.lang(), &values.email, values.return_to);
            frame.refuse(&page(
                &frame,
                Form {
                    error: Some(words),
                    ..form
                },
            ))
        }
        Err(error) => frame.finish(Err(error)),
    }
}

/// Logs a browser in and returns its cookies.
pub(super) async fn open(
    state: &State,
    credentials: Credentials<'_>,
    headers: &HeaderMap,
) -> Result<CookieJar> {
    let agent = headers
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let opened = session::log_in(&state.ctx, credentials, agent).await?;
    Ok(CookieJar::new()
        .add(Kind::Session.set(state, opened.secret))
        .add(Kind::Pseudonym.clear(state))
        .add(Kind::Form.clear(state)))
}

/// The form of `/logout`.
#[derive(Deserialize)]
pub struct Leaving {
    #[serde(default)]
    csrf: String,
}

/// `POST /logout`.
pub async fn destroy(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Leaving>,
) -> Response {
    let result = log_out(&state, &frame, &values.csrf).await;
    frame.finish(result)
}

async fn log_out(state: &State, frame: &Frame, csrf: &str) -> Result<Response> {
    frame.verify(csrf)?;
    for browser in frame.browser.iter().chain(&frame.member) {
        session::log_out(&state.ctx, browser.id).await?;
    }
    let jar = CookieJar::new()
        .add(Kind::Session.clear(state))
        .add(Kind::Pseudonym.clear(state));
    Ok((jar, Redirect::to("/")).into_response())
}

fn page(frame: &Frame, form: Form) -> LogInPage {
    LogInPage {
        page: frame.page("login-title"),
        form,
    }
}
