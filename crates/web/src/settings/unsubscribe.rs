//! `/unsubscribe`: the link at the end of a mail. A person opens it and confirms; a mailbox sends it by itself (RFC 8058).
//! Its token is what lets it happen, so that nobody has to log in and no form needs to be bound to a browser.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::id::UserId;
use domain::notification_mail::{self, Occasion};
use serde::Deserialize;

use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::pages::auth::{AskingPage, NoticePage, unsubscribe_form};
use crate::state::State;

/// The link's parameters.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default, deserialize_with = "lenient::id")]
    user: Option<i64>,
    #[serde(default)]
    mail: String,
    #[serde(default)]
    token: String,
}

impl Link {
    fn parts(&self) -> Result<(UserId, Occasion)> {
        let parts = self.user.map(UserId).zip(Occasion::parse(&self.mail));
        Ok(parts.ok_or(domain::Error::NotFound)?)
    }
}

/// `GET /unsubscribe`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: link, .. }): Sent<Link>,
) -> Response {
    let page = asked(&state, &frame, link);
    frame.finish(page.map(|page| frame.show(&page)))
}

fn asked(state: &State, frame: &Frame, link: Link) -> Result<AskingPage> {
    let (user, occasion) = link.parts()?;
    notification_mail::check(&state.ctx, user, occasion, &link.token)?;
    let form = unsubscribe_form(frame.lang(), user, occasion, link.token);
    let page = frame.page("unsubscribe-title");
    Ok(AskingPage::unsubscribe(page, form))
}

/// `POST /unsubscribe`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: link, .. }): Sent<Link>,
) -> Response {
    let ended = async {
        let (user, occasion) = link.parts()?;
        Ok(notification_mail::unsubscribe(&state.ctx, user, occasion, &link.token).await?)
    };
    frame.finish(
        ended
            .await
            .map(|()| frame.show(&NoticePage::unsubscribed(frame.page("unsubscribed-title")))),
    )
}
