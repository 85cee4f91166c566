//! `/confirm`: the link that confirms an address, and the page that sends it again.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::Error::Invalid;
use domain::{throttle, user};
use serde::Deserialize;

use super::words;
use crate::error::Error;
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::{AskingPage, NoticePage, confirm_again_form};
use crate::pages::form::Form;
use crate::state::State;

/// The link's parameter.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

/// `GET /confirm`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: link, .. }): Sent<Link>,
) -> Response {
    let result = user::confirm(&state.ctx, &link.token).await;
    frame.finish(result.map_err(Into::into).map(|user| {
        let page = frame.page("confirmed-title");
        frame.show(&NoticePage::confirmed(page, user.approved_at.is_none()))
    }))
}

/// The form of `/confirm/again` as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    email: String,
}

/// `GET /confirm/again`.
pub async fn ask(frame: Frame) -> Response {
    frame.show(&page(&frame, confirm_again_form(frame.lang(), "")))
}

/// `POST /confirm/again`.
pub async fn send(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let asked = async {
        frame.verify(&values.csrf)?;
        throttle::count(&state.ctx, throttle::MAIL, &throttle::network(address))?;
        Ok(user::request_confirmation(&state.ctx, &values.email).await?)
    };
    match asked.await {
        Ok(()) => frame.show(&NoticePage::confirmation_sent_again(
            frame.page("confirm-sent-title"),
            &values.email,
        )),
        Err(Error::Domain(Invalid { field, reason })) => {
            let form = confirm_again_form(frame.lang(), &values.email)
                .refuse(field, words::of_field(frame.lang(), field, &reason));
            frame.refuse(&page(&frame, form))
        }
        Err(error) => frame.finish(Err(error)),
    }
}

fn page(frame: &Frame, form: Form) -> AskingPage {
    AskingPage::confirm_again(frame.page("confirm-again-title"), form)
}
