//! `/settings/two-factor`: codes of an app and recovery codes; passkeys are next door.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::proof::Proof;
use domain::session::Browser;
use domain::two_factor::{self, SecondFactor, passkey, totp};
use serde::Deserialize;

use crate::auth::settings::Done;
use crate::auth::{proving, words};
use crate::error::{Error, Result};
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Params, Sent};
use crate::pages::form::Form;
use crate::pages::two_factor::{
    Forms, PATH, PasskeyRow, RecoveryCodesPage, TotpPage, TwoFactorPage, confirm_form,
};
use crate::state::State;

/// The forms as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    pub(super) csrf: String,
    #[serde(default)]
    current_password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) passkey: String,
    #[serde(default)]
    pub(super) credential: String,
}

impl Values {
    /// What `browser` shows of who uses it.
    pub(super) fn proof(&self, state: &State, browser: &Browser) -> Proof<'_> {
        browser.proof(&self.current_password, state.ctx.clock.now())
    }
}

/// `GET /settings/two-factor`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let page = page(&state, &frame, browser, |forms| forms).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/two-factor/totp`.
pub async fn start(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let started = async {
        frame.verify(&values.csrf)?;
        let proof = values.proof(&state, browser);
        totp::start(&state.ctx, browser.holder.user_id, proof).await?;
        Ok(Redirect::to(&format!("{PATH}/totp")).into_response())
    };
    or_refuse(&state, &frame, browser, started.await, |forms| {
        &mut forms.totp
    })
    .await
}

/// `GET /settings/two-factor/totp`.
pub async fn new(FromState(state): FromState<State>, frame: Frame) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let page = totp_page(&state, &frame, browser, |form| form).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

async fn totp_page(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    change: impl FnOnce(Form) -> Form,
) -> Result<TotpPage> {
    let started = totp::started(&state.ctx, browser.holder.user_id).await?;
    Ok(TotpPage {
        page: frame.page("two-factor-title"),
        new: started.ok_or(domain::Error::NotFound)?,
        form: change(confirm_form(frame.lang())),
    })
}

/// `POST /settings/two-factor/totp/confirm`.
pub async fn confirm(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let confirmed = async {
        frame.verify(&values.csrf)?;
        let (id, here) = (browser.holder.user_id, browser.id);
        let codes = totp::confirm(&state.ctx, id, here, &values.code).await?;
        Ok(added(&frame, codes))
    };
    match confirmed.await {
        Err(Error::Domain(Invalid { field, reason })) => {
            let words = words::of_field(frame.lang(), field, &reason);
            let page = totp_page(&state, &frame, browser, |form| form.refuse(field, words)).await;
            frame.finish(page.map(|page| frame.refuse(&page)))
        }
        other => frame.finish(other),
    }
}

/// `POST /settings/two-factor/totp/remove`.
pub async fn remove(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let removed = async {
        frame.verify(&values.csrf)?;
        let (id, here) = (browser.holder.user_id, browser.id);
        totp::remove(&state.ctx, id, here, values.proof(&state, browser)).await?;
        Ok(saved())
    };
    or_refuse(&state, &frame, browser, removed.await, |forms| {
        &mut forms.totp
    })
    .await
}

/// `POST /settings/two-factor/recovery-codes`.
pub async fn renew(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let renewed = async {
        frame.verify(&values.csrf)?;
        let (id, proof) = (browser.holder.user_id, values.proof(&state, browser));
        let codes = two_factor::renew_recovery_codes(&state.ctx, id, proof).await?;
        Ok(added(&frame, Some(codes)))
    };
    or_refuse(&state, &frame, browser, renewed.await, |forms| {
        &mut forms.codes
    })
    .await
}

/// Back to the page; first to the recovery codes, where there are new ones.
pub(super) fn added(frame: &Frame, codes: Option<Vec<String>>) -> Response {
    let Some(codes) = codes else {
        return saved();
    };
    frame.show(&RecoveryCodesPage {
        page: frame.page("recovery-title"),
        codes,
    })
}

pub(super) fn saved() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}

/// The answer, or the page again with the reason beside the field of the form that was refused.
pub(super) async fn or_refuse(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    result: Result<Response>,
    form: impl FnOnce(&mut Forms) -> &mut Form,
) -> Response {
    let Err(Error::Domain(Invalid { field, reason })) = result else {
        return frame.finish(result);
    };
    let words = words::of_field(frame.lang(), field, &reason);
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
) -> Result<TwoFactorPage> {
    let id = browser.holder.user_id;
    let factors = two_factor::factors(&state.ctx, id).await?;
    let has_totp = factors.totp > 0;
    let known = passkey::list(&state.ctx, id).await?.into_iter();
    let passkeys: Vec<PasskeyRow> = known
        .map(|passkey| PasskeyRow {
            id: passkey.id,
            name: passkey.name,
            since: passkey.created_at,
            used: passkey.last_used_at,
        })
        .collect();
    let proving = proving::of(state, browser, PATH).await?;
    let forms = Forms::new(frame.lang(), has_totp, &passkeys, &proving);
    Ok(TwoFactorPage {
        page: frame.page("settings-title"),
        missing: browser.holder.second_factor == SecondFactor::Missing,
        has_totp,
        can_passkey: passkey::is_possible(&state.ctx),
        recovery_codes: u64::try_from(factors.recovery_codes).unwrap_or_default(),
        forms: change(forms),
        proving,
        passkeys,
    })
}
