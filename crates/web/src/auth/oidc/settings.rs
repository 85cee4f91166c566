//! `/settings/logins`: through which providers a member logs in. They alone link and unlink, and show that it is them.

use axum::extract::{Path, State as FromState};
use axum::http::header::REFRESH;
use axum::response::{IntoResponse, Redirect, Response};
use domain::external_identity::{self, NewRequest, Ways};
use domain::kinds::OidcPurpose;
use domain::session::{self, Browser};
use protocol::oidc::{Failure, Provider};
use serde::Deserialize;

use super::super::settings::Done;
use super::super::{proving, words};
use super::{Next, find, leave};
use crate::error::Result;
use crate::extract::frame::{local_path, log_in_first};
use crate::extract::{ClientAddress, Frame, Params, Sent};
use crate::pages::auth::LeavePage;
use crate::pages::logins::{LoginRow, LoginsPage, link_form, unlink_form};
use crate::state::State;

const PATH: &str = "/settings/logins";

/// The forms as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    provider: String,
    #[serde(default)]
    current_password: String,
}

/// `GET /settings/logins`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    frame.finish(page(&state, &frame, browser).await.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/logins/link`: shows that it is them, and goes to the provider.
pub async fn link(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    if let Err(error) = frame.verify(&values.csrf) {
        return frame.finish(Err(error));
    }
    let left = async {
        session::prove(&state.ctx, browser, &values.current_password).await?;
        let request = request(&values.provider, OidcPurpose::Link, browser, PATH);
        let (jar, url) = leave(&state, address, request).await?;
        let page = LeavePage {
            page: frame.page("oidc-leave-title"),
            provider: find(&state, &values.provider)?.settings().label.clone(),
            address: url.to_string(),
        };
        // A form may not be redirected to another host (form-action); the page goes there by itself.
        let refresh = [(REFRESH, format!("0; url={url}"))];
        Ok((jar, refresh, frame.show(&page)).into_response())
    };
    or_refuse(&state, &frame, browser, &values.provider, left.await).await
}

/// `POST /settings/logins/unlink`.
pub async fn unlink(
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
    let (provider, current) = (&values.provider, &values.current_password);
    let ended = external_identity::unlink(&state.ctx, browser, provider, current).await;
    let ended = ended.map(|()| done()).map_err(Failure::Domain);
    or_refuse(&state, &frame, browser, provider, ended).await
}

/// `GET /settings/logins/prove/{provider}`: logs in there once more, to show that it is them.
pub async fn prove(
    FromState(state): FromState<State>,
    frame: Frame,
    ClientAddress(address): ClientAddress,
    Path(provider): Path<String>,
    Sent(Params { values: next, .. }): Sent<Next>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let return_to = local_path(next.return_to.as_deref());
    let request = request(&provider, OidcPurpose::Prove, browser, return_to);
    let left = leave(&state, address, request).await;
    let left = left.map(|(jar, url)| (jar, Redirect::to(url.as_str())).into_response());
    or_refuse(&state, &frame, browser, &provider, left).await
}

fn request(provider: &str, purpose: OidcPurpose, browser: &Browser, return_to: &str) -> NewRequest {
    NewRequest {
        provider: provider.to_owned(),
        purpose,
        user_id: Some(browser.holder.user_id),
        return_to: return_to.to_owned(),
    }
}

/// Back to the page, which says that it was saved.
pub(super) fn done() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}

async fn or_refuse(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    provider: &str,
    result: std::result::Result<Response, Failure>,
) -> Response {
    let failure = match result {
        Ok(answer) => return answer,
        Err(failure) => failure,
    };
    let answer = match find(state, provider) {
        Ok(provider) => refused(state, frame, browser, provider, failure).await,
        Err(_) => Err(failure),
    };
    answer.unwrap_or_else(|failure| super::refused(state, frame, provider, failure))
}

/// The page with the reason in plain words; what nobody can mend there goes back.
pub(super) async fn refused(
    state: &State,
    frame: &Frame,
    browser: &Browser,
    provider: &Provider,
    failure: Failure,
) -> std::result::Result<Response, Failure> {
    let settings = provider.settings();
    if !matches!(failure, Failure::Domain(_)) {
        tracing::warn!(provider = settings.name, %failure, "a provider was not linked");
    }
    let words = words::of_failure(frame.lang(), &settings.label, failure)?;
    let mut page = page(state, frame, browser)
        .await
        .map_err(|error| Failure::Unreachable(error.to_string()))?;
    page.problem = Some(words);
    Ok(frame.refuse(&page))
}

async fn page(state: &State, frame: &Frame, browser: &Browser) -> Result<LoginsPage> {
    let ways = external_identity::ways(&state.ctx, browser.holder.user_id).await?;
    let proving = proving::by(state, browser, &ways, PATH);
    let lang = frame.lang();
    let linked = rows(state, &ways);
    let open: Vec<(String, String)> = state
        .federation
        .providers
        .iter()
        .map(Provider::settings)
        .filter(|it| ways.linked.iter().all(|row| row.issuer != it.issuer))
        .map(|it| (it.name.clone(), it.label.clone()))
        .collect();
    let may_act = proving.may_act();
    let unlinks = may_act && (ways.password || linked.len() > 1) && !linked.is_empty();
    Ok(LoginsPage {
        page: frame.page("settings-title"),
        link: (may_act && !open.is_empty()).then(|| link_form(lang, &open, &proving)),
        unlink: unlinks.then(|| unlink_form(lang, &linked, &proving)),
        proving,
        has_providers: !open.is_empty() || !linked.is_empty(),
        linked,
        problem: None,
    })
}

fn rows(state: &State, ways: &Ways) -> Vec<LoginRow> {
    let rows = ways.linked.iter().map(|row| {
        let known = state.federation.providers.find(&row.provider);
        LoginRow {
            provider: row.provider.clone(),
            label: known.map_or(row.provider.clone(), |it| it.settings().label.clone()),
            since: row.created_at,
            last_used: row.last_used_at,
        }
    });
    rows.collect()
}
