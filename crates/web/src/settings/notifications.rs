//! `/settings/notifications`: about what members get mails.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::kinds::{NotificationKind, UserRole};
use domain::preference::{self, MAILABLE, Preferences};
use domain::session::Browser;
use serde::Deserialize;

use super::{page, saved_or_refused};
use crate::auth::settings::Done;
use crate::extract::frame::log_in_first;
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::pages::form::{Choice, Form};
use crate::pages::preferences::mails_form;
use crate::state::State;

const TAB: &str = "notifications";
const PATH: &str = "/settings/notifications";

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    mails: Vec<String>,
    #[serde(deserialize_with = "lenient::boolean")]
    digest: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    requests: Option<bool>,
}

/// `GET /settings/notifications`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let set = preference::show(&state.ctx, browser.holder.user_id).await;
    frame.finish(set.map_err(Into::into).map(|set| {
        let mut page = page(&frame, TAB, form(frame.lang(), browser, &set));
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/notifications`. A kind that is not offered is not sent, and so is not chosen.
pub async fn update(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let kinds = values
        .mails
        .iter()
        .filter_map(|word| NotificationKind::parse(word));
    let kinds: Vec<_> = kinds.filter(|kind| MAILABLE.contains(kind)).collect();
    let digest = values.digest == Some(true);
    let requests = values.requests == Some(true);
    let saved = async {
        frame.verify(&values.csrf)?;
        let set = |preferences: &mut Preferences| {
            preferences.mails.clone_from(&kinds);
            preferences.digest = digest;
            if browser.holder.is_verifier {
                preferences.request_mails = requests;
            }
        };
        Ok(preference::update(&state.ctx, browser.holder.user_id, set).await?)
    };
    let saved = saved.await;
    let chosen = Preferences {
        mails: kinds.clone(),
        digest,
        request_mails: requests,
        ..Preferences::default()
    };
    saved_or_refused(&frame, TAB, saved, || form(frame.lang(), browser, &chosen))
}

fn form(lang: Lang, browser: &Browser, set: &Preferences) -> Form {
    let offered = MAILABLE.into_iter().filter_map(|kind| {
        let key = key(kind, browser.holder.role)?;
        Some(Choice {
            value: kind.as_str().to_owned(),
            label: lang.t(key).to_string(),
            selected: set.mails.contains(&kind),
        })
    });
    let requests = browser.holder.is_verifier.then_some(set.request_mails);
    mails_form(lang, offered.collect(), set.digest, requests)
}

/// The key of the words for a kind, if it concerns someone with this role.
fn key(kind: NotificationKind, role: UserRole) -> Option<&'static str> {
    match kind {
        NotificationKind::Mention => Some("mails-mention"),
        NotificationKind::Follow => Some("mails-follow"),
        NotificationKind::FollowRequest => Some("mails-follow-request"),
        NotificationKind::Favourite => Some("mails-favourite"),
        NotificationKind::Reblog => Some("mails-reblog"),
        NotificationKind::AdminReport if role > UserRole::Member => Some("mails-report"),
        NotificationKind::AdminSignUp if role > UserRole::Member => Some("mails-sign-up"),
        _ => None,
    }
}
