//! `/settings/privacy`: who finds someone, follows them, and sees with whom they are in touch.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::account::{self, Account, Update};
use serde::Deserialize;

use super::{page, saved_or_refused};
use crate::auth::settings::Done;
use crate::extract::frame::log_in_first;
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::pages::form::Form;
use crate::pages::preferences::{PrivacyValues, privacy_form};
use crate::state::State;

const TAB: &str = "privacy";
const PATH: &str = "/settings/privacy";

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    #[serde(deserialize_with = "lenient::boolean")]
    discoverable: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    indexable: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    locked: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    hide_collections: Option<bool>,
}

/// `GET /settings/privacy`.
pub async fn show(frame: Frame, Sent(Params { values: done, .. }): Sent<Done>) -> Response {
    let Some(account) = &frame.account else {
        return log_in_first(PATH);
    };
    let mut page = page(&frame, TAB, form(&frame, account));
    page.page.notice = done.notice(frame.lang());
    frame.show(&page)
}

/// `POST /settings/privacy`.
pub async fn update(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let (Some(browser), Some(account)) = (&frame.browser, &frame.account) else {
        return log_in_first(PATH);
    };
    let saved = async {
        frame.verify(&values.csrf)?;
        let update = Update {
            discoverable: Some(values.discoverable == Some(true)),
            indexable: Some(values.indexable == Some(true)),
            locked: Some(values.locked == Some(true)),
            hide_collections: Some(values.hide_collections == Some(true)),
            ..Update::default()
        };
        account::update(&state.ctx, account.id, browser.holder.user_id, update).await?;
        Ok(())
    };
    let saved = saved.await;
    saved_or_refused(&frame, TAB, saved, || form(&frame, account))
}

fn form(frame: &Frame, account: &Account) -> Form {
    let values = PrivacyValues {
        discoverable: account.discoverable,
        indexable: account.indexable,
        locked: account.locked,
        hide_collections: account.hide_collections,
    };
    privacy_form(frame.lang(), values)
}
