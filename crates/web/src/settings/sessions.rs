//! `/settings/sessions`: where someone is logged in, and which apps they let in.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::session::{self, Browser, Session, SessionFactor};
use domain::token::{self, Granted};
use serde::Deserialize;

use crate::auth::settings::Done;
use crate::error::Result;
use crate::extract::frame::log_in_first;
use crate::extract::{Frame, Params, Sent, id};
use crate::pages::auth::scope_key;
use crate::pages::preferences::{AppRow, SessionRow, SessionsPage};
use crate::state::State;

const PATH: &str = "/settings/sessions";

/// What goes back with every form.
#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    csrf: String,
}

/// `GET /settings/sessions`.
pub async fn index(
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

async fn page(state: &State, frame: &Frame, browser: &Browser) -> Result<SessionsPage> {
    let id = browser.holder.user_id;
    let sessions = session::list(&state.ctx, id).await?;
    let apps = token::granted(&state.ctx, id).await?;
    Ok(SessionsPage {
        page: frame.page("settings-title"),
        sessions: sessions.into_iter().map(|it| row(it, browser)).collect(),
        apps: apps.into_iter().map(app).collect(),
    })
}

fn row(session: Session, browser: &Browser) -> SessionRow {
    SessionRow {
        id: session.id,
        browser: session.user_agent,
        address: session.ip,
        since: session.created_at,
        seen: session.last_seen_at,
        factor: factor_key(session.factor),
        here: session.id == browser.id,
    }
}

fn factor_key(factor: SessionFactor) -> &'static str {
    match factor {
        SessionFactor::Password => "factor-password",
        SessionFactor::Totp => "factor-totp",
        SessionFactor::Passkey => "factor-passkey",
        SessionFactor::RecoveryCode => "factor-recovery-code",
        SessionFactor::Provider => "factor-provider",
    }
}

fn app(granted: Granted) -> AppRow {
    let mut scopes: Vec<&'static str> = Vec::new();
    for key in granted.scopes.iter().filter_map(scope_key) {
        if !scopes.contains(&key) {
            scopes.push(key);
        }
    }
    AppRow {
        id: granted.application_id,
        name: granted.name,
        website: granted.website,
        scopes,
        since: granted.since,
    }
}

/// `POST /settings/sessions/{id}/end`.
pub async fn end(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Form>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let ended = async {
        frame.verify(&values.csrf)?;
        Ok(session::end(&state.ctx, browser.holder.user_id, id::parse(&id)?).await?)
    };
    done(&frame, ended.await)
}

/// `POST /settings/sessions/end-others`.
pub async fn end_others(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Form>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let ended = async {
        frame.verify(&values.csrf)?;
        let (id, here) = (browser.holder.user_id, browser.id);
        session::end_others(&state.ctx, id, Some(here)).await?;
        Ok(())
    };
    done(&frame, ended.await)
}

/// `POST /settings/apps/{id}/revoke`.
pub async fn revoke(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Form>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let revoked = async {
        frame.verify(&values.csrf)?;
        Ok(token::revoke_application(&state.ctx, browser.holder.user_id, id::parse(&id)?).await?)
    };
    done(&frame, revoked.await)
}

fn done(frame: &Frame, result: Result<()>) -> Response {
    frame.finish(result.map(|()| Redirect::to(&format!("{PATH}?saved=1")).into_response()))
}
