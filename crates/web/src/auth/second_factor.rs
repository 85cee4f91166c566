//! `/login/second-factor`: the second step of a log-in. Before it there is no session.

use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::Error::{Invalid, NotFound};
use domain::session::Arrival;
use domain::two_factor::{self, Answer};
use serde::Deserialize;

use super::log_in::{Next, logged_in, user_agent};
use super::words;
use crate::error::{Error, Result};
use crate::extract::cookie::Kind;
use crate::extract::frame::local_path;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::two_factor::{Ceremony, SecondFactorPage, code_form};
use crate::state::State;

pub(super) const PATH: &str = "/login/second-factor";

/// The form as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    code: String,
    credential: Option<String>,
    return_to: Option<String>,
}

/// `GET /login/second-factor`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    jar: CookieJar,
    Sent(Params { values: next, .. }): Sent<Next>,
) -> Response {
    match page(&state, &frame, &jar, next.return_to()).await {
        Ok(page) => frame.scripted(frame.show(&page)),
        Err(error) => anew(&frame, error),
    }
}

/// `POST /login/second-factor`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    jar: CookieJar,
    headers: HeaderMap,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let from = Arrival {
        address,
        user_agent: user_agent(&headers),
    };
    match finish(&state, &frame, &jar, &values, from).await {
        Ok(jar) => {
            let next = Redirect::to(local_path(values.return_to.as_deref()));
            (jar, next).into_response()
        }
        Err(Error::Domain(Invalid { field, reason })) => {
            match page(&state, &frame, &jar, values.return_to).await {
                Ok(mut page) => {
                    let words = words::of_field(frame.lang(), field, &reason);
                    page.form = page.form.refuse(field, words);
                    frame.scripted(frame.refuse(&page))
                }
                Err(error) => anew(&frame, error),
            }
        }
        Err(error) => anew(&frame, error),
    }
}

async fn finish(
    state: &State,
    frame: &Frame,
    jar: &CookieJar,
    values: &Values,
    from: Arrival<'_>,
) -> Result<CookieJar> {
    frame.verify(&values.csrf)?;
    let answer = match values.credential.as_deref() {
        Some(signed) => Answer::Passkey(signed),
        None => Answer::Code(&values.code),
    };
    let opened = two_factor::finish(&state.ctx, secret(state, jar)?, answer, from).await?;
    let jar = CookieJar::new().add(Kind::SecondFactor.clear(state));
    Ok(logged_in(state, jar, opened))
}

async fn page(
    state: &State,
    frame: &Frame,
    jar: &CookieJar,
    return_to: Option<String>,
) -> Result<SecondFactorPage> {
    let waiting = two_factor::waiting(&state.ctx, secret(state, jar)?).await?;
    let ceremony = waiting.passkey.map(|options| Ceremony {
        action: PATH,
        options,
        hidden: return_to
            .iter()
            .map(|it| ("return_to", it.clone()))
            .collect(),
    });
    Ok(SecondFactorPage {
        page: frame.page("second-factor-title"),
        has_codes: waiting.factors.totp > 0,
        form: code_form(frame.lang(), return_to),
        ceremony,
    })
}

fn secret<'a>(state: &State, jar: &'a CookieJar) -> Result<&'a str> {
    let cookie = jar.get(&Kind::SecondFactor.name(state));
    Ok(cookie.ok_or(NotFound)?.value())
}

/// Who took too long, or tried too often, begins anew.
fn anew(frame: &Frame, error: Error) -> Response {
    match error {
        Error::Domain(NotFound) => Redirect::to("/login").into_response(),
        other => frame.finish(Err(other)),
    }
}
