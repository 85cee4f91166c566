//! `/password`: a new password for who forgot the old one.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::{mail_link, user};
use serde::Deserialize;

use super::asking::{self, Asking};
use super::words;
use crate::error::{Error, Result};
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::{AskingPage, NoticePage, forgot_password_form, reset_password_form};
use crate::state::State;

/// The form of a new password as sent, and the link's parameter.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    token: String,
    #[serde(default)]
    password: String,
}

const FORGOT: Asking = Asking {
    title: "forgot-title",
    form: forgot_password_form,
    page: AskingPage::forgot,
    sent: NoticePage::reset_sent,
};

/// `GET /password/forgot`.
pub async fn forgot(FromState(state): FromState<State>, frame: Frame) -> Response {
    match known(&state) {
        Ok(()) => FORGOT.show(&frame),
        Err(error) => frame.finish(Err(error)),
    }
}

/// Where nobody has a password, there is none to forget.
fn known(state: &State) -> Result<()> {
    if state.ctx.config.password_log_in {
        Ok(())
    } else {
        Err(domain::Error::NotFound.into())
    }
}

/// `POST /password/forgot`.
pub async fn send(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    Sent(Params { values, .. }): Sent<asking::Values>,
) -> Response {
    if let Err(error) = known(&state) {
        return frame.finish(Err(error));
    }
    let request = user::request_reset(&state.ctx, &values.email);
    FORGOT
        .send((&state, &frame, address), &values, request)
        .await
}

/// `GET /password/reset`, from the mailed link.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: link, .. }): Sent<Values>,
) -> Response {
    let found = mail_link::find(&state.ctx, &link.token, mail_link::SETS_PASSWORD).await;
    frame.finish(found.map_err(Into::into).map(|()| {
        let form = reset_password_form(frame.lang(), link.token);
        frame.show(&AskingPage::reset(frame.page("reset-title"), form))
    }))
}

/// `POST /password/reset`.
pub async fn update(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    match reset(&state, &frame, &values).await {
        Ok(()) => Redirect::to("/login").into_response(),
        Err(Error::Domain(Invalid { field, reason })) => {
            let form = reset_password_form(frame.lang(), values.token)
                .refuse(field, words::of_field(frame.lang(), field, &reason));
            frame.refuse(&AskingPage::reset(frame.page("reset-title"), form))
        }
        Err(error) => frame.finish(Err(error)),
    }
}

async fn reset(state: &State, frame: &Frame, values: &Values) -> Result<()> {
    frame.verify(&values.csrf)?;
    Ok(user::reset(&state.ctx, &values.token, &values.password).await?)
}
