//! `/login` and `/logout`.

use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::Error::{Forbidden, Invalid};
use domain::session::{self, Credentials, LoggedIn, Opened};
use serde::Deserialize;

use super::second_factor::PATH as SECOND;
use super::{oidc, words};
use crate::error::{Error, Result};
use crate::extract::cookie::Kind;
use crate::extract::frame::local_path;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::{LogInPage, log_in_form};
use crate::state::State;

/// Where to go on to.
#[derive(Deserialize)]
pub struct Next {
    return_to: Option<String>,
}

impl Next {
    /// The path, as it was sent.
    pub(super) fn return_to(self) -> Option<String> {
        self.return_to
    }
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
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: next, .. }): Sent<Next>,
) -> Response {
    frame.show(&page(&state, &frame, "", next.return_to))
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
        Ok(entered) => entered.go_on(values.return_to.as_deref()),
        Err(Error::Domain(refusal @ (Invalid { .. } | Forbidden(_)))) => {
            let words = match refusal {
                Forbidden(reason) => words::of_standing(frame.lang(), reason),
                _ => frame.lang().t("login-wrong").to_string(),
            };
            let mut page = page(&state, &frame, &values.email, values.return_to);
            page.form = page.form.map(|form| form.refuse("", words));
            frame.refuse(&page)
        }
        Err(error) => frame.finish(Err(error)),
    }
}

/// A browser whose person showed their password, or came from a provider.
pub(super) struct Entered {
    jar: CookieJar,
    waits: bool,
}

impl Entered {
    pub(super) fn new(state: &State, entered: LoggedIn) -> Self {
        let jar = CookieJar::new();
        match entered {
            LoggedIn::Open(opened) => Self {
                jar: logged_in(state, jar, opened),
                waits: false,
            },
            LoggedIn::Waits(secret) => Self {
                jar: jar.add(Kind::SecondFactor.set(state, secret)),
                waits: true,
            },
        }
    }

    /// On to `path`; first to where the second factor is shown, if that is still to be done.
    pub(super) fn go_on(self, path: Option<&str>) -> Response {
        let path = local_path(path);
        if !self.waits {
            return (self.jar, Redirect::to(path)).into_response();
        }
        let query = serde_urlencoded::to_string([("return_to", path)]).unwrap_or_default();
        let second = Redirect::to(&format!("{SECOND}?{query}"));
        (self.jar, second).into_response()
    }
}

/// Logs a browser in.
pub(super) async fn open(
    state: &State,
    credentials: Credentials<'_>,
    headers: &HeaderMap,
) -> Result<Entered> {
    let entered = session::log_in(&state.ctx, credentials, user_agent(headers)).await?;
    Ok(Entered::new(state, entered))
}

/// The cookies of a browser that is logged in.
pub(super) fn logged_in(state: &State, jar: CookieJar, opened: Opened) -> CookieJar {
    jar.add(Kind::Session.set(state, opened.secret))
        .add(Kind::Pseudonym.clear(state))
        .add(Kind::Form.clear(state))
}

/// What the browser calls itself.
pub(super) fn user_agent(headers: &HeaderMap) -> &str {
    let agent = headers.get(USER_AGENT);
    agent
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
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

/// The page, with what was filled in before.
pub(super) fn page(
    state: &State,
    frame: &Frame,
    email: &str,
    return_to: Option<String>,
) -> LogInPage {
    let by_password = state.ctx.config.password_log_in;
    LogInPage {
        page: frame.page("login-title"),
        providers: oidc::links(state, return_to.as_deref()),
        form: by_password.then(|| log_in_form(frame.lang(), email, return_to)),
        problem: None,
    }
}
