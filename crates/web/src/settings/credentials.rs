//! `/settings/credentials`: what is vouched for about a member, what another issuer gave them, and showing it no more.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::credential::{self, Badge, Credentials, Refusal};
use domain::id::AccountId;
use serde::Deserialize;

use crate::api::rounds::v1::credentials::add;
use crate::auth::settings::Done;
use crate::error::{Error, Result};
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Params, Sent, id};
use crate::i18n::Lang;
use crate::pages::credentials::{CredentialRow, CredentialsPage, add_form};
use crate::pages::form::Form;
use crate::state::State;

const PATH: &str = "/settings/credentials";

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    url: String,
}

/// `GET /settings/credentials`.
pub async fn index(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let form = add_form(frame.lang(), "");
    let page = page(&state, &frame, browser.holder.account_id, form).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/credentials`: the verifier's reason stands beside an address that it refuses.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    if let Err(error) = frame.verify(&values.csrf) {
        return frame.finish(Err(error));
    }
    let who = browser.holder.account_id;
    let lang = frame.lang();
    let words = match add(&state, who, &values.url).await {
        Ok(()) => return saved(),
        Err(Error::Domain(Invalid { reason, .. })) => lang.say(&reason),
        Err(Error::Peer(_)) => lang.t("credentials-unreachable").to_string(),
        Err(error) => return frame.finish(Err(error)),
    };
    let form = add_form(lang, &values.url).refuse("url", words);
    let page = page(&state, &frame, who, form).await;
    frame.finish(page.map(|page| frame.refuse(&page)))
}

/// `POST /settings/credentials/{id}/remove`.
pub async fn remove(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let removed = async {
        frame.verify(&values.csrf)?;
        let who = browser.holder.account_id;
        credential::give_back(&state.ctx, who, id::parse(&id)?).await?;
        Ok(saved())
    };
    frame.finish(removed.await)
}

fn saved() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}

async fn page(state: &State, frame: &Frame, who: AccountId, form: Form) -> Result<CredentialsPage> {
    let lang = frame.lang();
    let Credentials { known, refused } = credential::index(&state.ctx, who).await?;
    let refused = refused.into_iter().map(|row| CredentialRow {
        id: None,
        label: row.uri,
        issuer: None,
        state: why(
            lang,
            Refusal::parse(&row.refusal).unwrap_or(Refusal::Malformed),
        ),
        until: None,
        page: None,
    });
    Ok(CredentialsPage {
        page: frame.page("settings-title"),
        credentials: known
            .into_iter()
            .map(|it| row(lang, it))
            .chain(refused)
            .collect(),
        form,
    })
}

fn row(lang: Lang, badge: Badge) -> CredentialRow {
    let valid = || lang.t("badges-valid").to_string();
    CredentialRow {
        id: Some(badge.credential.id),
        label: badge.label(&lang.to_string()),
        state: badge.standing.map_or_else(|it| why(lang, it), |()| valid()),
        until: badge.standing.ok().and(badge.credential.valid_until),
        issuer: Some(badge.issuer.name),
        page: badge.page,
    }
}

fn why(lang: Lang, refusal: Refusal) -> String {
    lang.say(&refusal.to_string().into())
}
