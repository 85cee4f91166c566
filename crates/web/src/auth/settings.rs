//! `/settings/account`: address, password, and leaving for ever.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::Error::{Forbidden, Invalid};
use domain::session::Browser;
use domain::user::LAST_ADMINISTRATOR;
use domain::{mail_link, user};
use serde::Deserialize;

use super::{proving, words};
use crate::error::{Error, Result};
use crate::extract::cookie::Kind;
use crate::extract::frame::log_in_first;
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::pages::auth::NoticePage;
use crate::pages::form::Form;
use crate::pages::settings::{AccountSettingsPage, delete_form, email_form, password_form};
use crate::state::State;

const PATH: &str = "/settings/account";

/// The forms as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    current_password: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default, deserialize_with = "lenient::boolean")]
    confirm: Option<bool>,
}

/// What has just been done.
#[derive(Deserialize)]
pub struct Done {
    saved: Option<String>,
}

impl Done {
    /// What the page says about it.
    pub(crate) fn notice(&self, lang: Lang) -> Option<String> {
        let saved = self.saved.as_ref();
        saved.map(|_| lang.t("settings-saved").to_string())
    }
}

/// `GET /settings/account`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    if frame.acts_otherwise() {
        // A pseudonym has neither address nor password.
        return Redirect::to("/settings/pseudonyms").into_response();
    }
    let page = page(&state, &frame, browser, |forms| forms).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/email`.
pub async fn update_email(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let changed = async {
        frame.verify(&values.csrf)?;
        let proof = browser.proof(&values.current_password, state.ctx.clock.now());
        let id = browser.holder.user_id;
        Ok(user::change_email(&state.ctx, id, proof, &values.email).await?)
    };
    let result = changed.await.map(|()| saved());
    or_refuse(&state, &frame, browser, result, |forms| &mut forms.email).await
}

/// `POST /settings/password`.
pub async fn update_password(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let changed = async {
        frame.verify(&values.csrf)?;
        let (id, here, new) = (browser.holder.user_id, browser.id, &values.password);
        let proof = browser.proof(&values.current_password, state.ctx.clock.now());
        Ok(user::change_password(&state.ctx, id, Some(here), proof, new).await?)
    };
    let result = changed.await.map(|()| saved());
    or_refuse(&state, &frame, browser, result, |forms| &mut forms.password).await
}

/// `POST /settings/delete`.
pub async fn destroy(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let deleted = async {
        frame.verify(&values.csrf)?;
        if values.confirm != Some(true) {
            return Err(Error::invalid("confirm", "must be ticked"));
        }
        let proof = browser.proof(&values.current_password, state.ctx.clock.now());
        Ok(user::delete_account(&state.ctx, browser.holder.user_id, proof).await?)
    };
    let result = deleted.await.map(|()| {
        let mut page = frame.page("deleted-title");
        page.visitor = None;
        let jar = CookieJar::new().add(Kind::Session.clear(&state));
        (jar, frame.show(&NoticePage::deleted(page))).into_response()
    });
    or_refuse(&state, &frame, browser, result, |forms| &mut forms.delete).await
}

fn saved() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}

struct Forms {
    email: Form,
    password: Form,
    delete: Form,
}

/// The answer, or the page again with the reason beside the field of the form that was refused.
async fn or_refuse(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    result: Result<Response>,
    form: impl FnOnce(&mut Forms) -> &mut Form,
) -> Response {
    let (field, words) = match result {
        Err(Error::Domain(Invalid { field, reason })) => {
            (field, words::of_field(frame.lang(), field, &reason))
        }
        Err(Error::Domain(Forbidden(LAST_ADMINISTRATOR))) => {
            ("form", frame.lang().say(&LAST_ADMINISTRATOR.into()))
        }
        other => return frame.finish(other),
    };
    let page = page(state, frame, browser, |mut forms| {
        let refused = form(&mut forms);
        *refused = refused.clone().refuse(field, words);
        forms
    });
    frame.finish(page.await.map(|page| frame.refuse(&page)))
}

async fn page(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    change: impl FnOnce(Forms) -> Forms,
) -> Result<AccountSettingsPage> {
    let id = browser.holder.user_id;
    let lang = frame.lang();
    let proving = proving::of(state, browser, PATH).await?;
    let forms = change(Forms {
        email: email_form(lang, &proving),
        password: password_form(lang, &proving),
        delete: delete_form(lang, &proving),
    });
    Ok(AccountSettingsPage {
        page: frame.page("settings-title"),
        email: user::show(&state.ctx, id).await?.email,
        unconfirmed_email: mail_link::unconfirmed_email(&state.ctx, id).await?,
        proving,
        email_form: forms.email,
        password_form: forms.password,
        delete_form: forms.delete,
    })
}
