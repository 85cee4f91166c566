//! `/confirm`: the link that confirms an address, and the page that sends it again.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::user;
use serde::Deserialize;

use super::asking::{Asking, Values};
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::{AskingPage, NoticePage, confirm_again_form};
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

const AGAIN: Asking = Asking {
    title: "confirm-again-title",
    form: confirm_again_form,
    page: AskingPage::confirm_again,
    sent: NoticePage::confirmation_sent_again,
};

/// `GET /confirm/again`.
pub async fn ask(frame: Frame) -> Response {
    AGAIN.show(&frame)
}

/// `POST /confirm/again`.
pub async fn send(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let request = user::request_confirmation(&state.ctx, &values.email);
    AGAIN
        .send((&state, &frame, address), &values, request)
        .await
}
