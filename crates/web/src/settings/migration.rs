//! `/settings/migration`: which other accounts are the same person, and moving to one of them.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::account::{Account, acct};
use domain::names::Acct;
use domain::session::Browser;
use domain::{account_move, remote};
use serde::Deserialize;

use crate::auth::settings::Done;
use crate::auth::{proving, words};
use crate::error::{Error, Result};
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Params, Sent};
use crate::pages::form::Form;
use crate::pages::migration::{AliasRow, MigrationPage, alias_form, move_form};
use crate::state::State;

const PATH: &str = "/settings/migration";

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    alias: String,
    uri: String,
    target: String,
    current_password: String,
}

/// `GET /settings/migration`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(account) = &frame.account else {
        return log_in_first(PATH);
    };
    let page = page(&state, &frame, account, |_| ()).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/aliases`.
pub async fn add_alias(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(account) = &frame.account else {
        return log_in_first(PATH);
    };
    let added = async {
        frame.verify(&values.csrf)?;
        let other = look_up(&state, "alias", &values.alias).await?;
        Ok(account_move::add_alias(&state.ctx, account.id, other.id).await?)
    };
    let added = added.await;
    answer(&state, &frame, account, added, |forms| &mut forms.alias).await
}

/// `POST /settings/aliases/remove`.
pub async fn remove_alias(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(account) = &frame.account else {
        return log_in_first(PATH);
    };
    let removed = async {
        frame.verify(&values.csrf)?;
        Ok(account_move::remove_alias(&state.ctx, account.id, &values.uri).await?)
    };
    let removed = removed.await;
    answer(&state, &frame, account, removed, |forms| &mut forms.alias).await
}

/// `POST /settings/migration`.
pub async fn depart(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let (Some(browser), Some(account)) = (&frame.browser, &frame.account) else {
        return log_in_first(PATH);
    };
    let moved = leave(&state, &frame, browser, &values).await;
    answer(&state, &frame, account, moved, |forms| &mut forms.depart).await
}

async fn leave(state: &State, frame: &Frame, browser: &Browser, values: &Values) -> Result<()> {
    frame.verify(&values.csrf)?;
    let target = look_up(state, "target", &values.target).await?;
    let (user, who) = (browser.holder.user_id, browser.holder.account_id);
    let proof = browser.proof(&values.current_password, state.ctx.clock.now());
    Ok(account_move::depart(&state.ctx, user, who, target.id, proof).await?)
}

/// `POST /settings/migration/cancel`.
pub async fn stay(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(account) = &frame.account else {
        return log_in_first(PATH);
    };
    let back = async {
        frame.verify(&values.csrf)?;
        Ok(account_move::stay(&state.ctx, account.id).await?)
    };
    let back = back.await;
    answer(&state, &frame, account, back, |forms| &mut forms.depart).await
}

/// The account with this handle as its home describes it now; what cannot be had is a refusal of the field.
async fn look_up(state: &State, field: &'static str, handle: &str) -> Result<Account> {
    let unknown = || Error::invalid(field, "is no account that can be found");
    let handle: Acct = handle.trim().parse().map_err(|_| unknown())?;
    let found = protocol::account_move::look_up(&state.federation, &handle).await;
    found.map_err(|error| {
        tracing::debug!(%error, "an account that was named is not found");
        unknown()
    })
}

struct Forms {
    alias: Form,
    depart: Form,
}

/// Back to the page with what was saved, or the page again with the reason beside the field that was refused.
async fn answer(
    state: &State,
    frame: &Frame,
    account: &Account,
    done: Result<()>,
    form: impl FnOnce(&mut Forms) -> &mut Form,
) -> Response {
    let Err(Error::Domain(Invalid { field, reason })) = done else {
        let saved = Redirect::to(&format!("{PATH}?saved=1"));
        return frame.finish(done.map(|()| saved.into_response()));
    };
    let words = words::of_field(frame.lang(), field, &reason);
    let page = page(state, frame, account, |forms| {
        let refused = form(forms);
        *refused = refused.clone().refuse(field, words);
    });
    let page = page.await;
    frame.finish(page.map(|page| frame.refuse(&page)))
}

async fn page(
    state: &State,
    frame: &Frame,
    account: &Account,
    change: impl FnOnce(&mut Forms),
) -> Result<MigrationPage> {
    let browser = frame.browser.as_ref().ok_or(domain::Error::NotFound)?;
    let proving = proving::of(state, browser, PATH).await?;
    let mut forms = Forms {
        alias: alias_form(frame.lang()),
        depart: move_form(frame.lang(), &proving),
    };
    change(&mut forms);
    let aliases = account_move::aliases(&state.ctx, account.id).await?;
    let moved_to = match account.moved_to_id {
        Some(target) => remote::find_by_id(&state.ctx, target).await?,
        None => None,
    };
    let row = |alias: account_move::Alias| AliasRow {
        name: alias
            .acct
            .map_or_else(|| alias.uri.clone(), |acct| format!("@{acct}")),
        uri: alias.uri,
    };
    Ok(MigrationPage {
        page: frame.page("settings-title"),
        moved_to: moved_to.map(|target| format!("@{}", acct(&target))),
        aliases: aliases.into_iter().map(row).collect(),
        alias_form: forms.alias,
        proving,
        move_form: forms.depart,
    })
}
