//! `/moderation/people`: who has duties. To moderators who do not administer the page does not exist.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::{Forbidden, Invalid, NotFound};
use domain::account;
use domain::kinds::UserRole;
use domain::moderation::{Administrator, Moderator};
use domain::user::{self, RoleChange};
use serde::Deserialize;

use super::{Desk, administrator, decides};
use crate::auth::settings::Done;
use crate::error::{Error, Result};
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::pages::people::{PeoplePage, PersonRow, rank_key, role_form};
use crate::state::State;

const PATH: &str = "/moderation/people";

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    name: String,
    role: String,
}

/// `GET /moderation/people`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let page = page(&state, &frame, &by).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /moderation/people`.
pub async fn update(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let admin = match decides(&by, &frame, &values.csrf) {
        Ok(admin) => admin,
        Err(error) => return frame.finish(Err(error)),
    };
    let changed = change(&state, &admin, &values).await;
    let Some((field, words)) = refused(frame.lang(), &changed) else {
        let back = |()| Redirect::to(&format!("{PATH}?saved=1")).into_response();
        return frame.finish(changed.map(back));
    };
    let page = page(&state, &frame, &by).await;
    frame.finish(page.map(|mut page| {
        page.form = role_form(frame.lang(), &values.name).refuse(field, words);
        frame.refuse(&page)
    }))
}

async fn change(state: &State, by: &Administrator, values: &Values) -> Result<()> {
    let wanted = wanted(&values.role)?;
    let unknown = || Error::invalid("name", "is no account with a login here");
    let found = account::lookup(&state.ctx, &values.name).await;
    let found = found.map_err(|error| match error {
        NotFound => unknown(),
        other => other.into(),
    })?;
    let changed = user::decide_role(&state.ctx, by, found.id, wanted).await;
    changed.map_err(|error| match error {
        NotFound => unknown(),
        other => other.into(),
    })
}

fn wanted(word: &str) -> Result<RoleChange> {
    let duty = |is_verifier| RoleChange {
        is_verifier: Some(is_verifier),
        ..RoleChange::default()
    };
    match word {
        "verifier" => Ok(duty(true)),
        "no-verifier" => Ok(duty(false)),
        rank => Ok(RoleChange {
            role: Some(
                UserRole::parse(rank)
                    .ok_or_else(|| Error::invalid("role", "is not included in the list"))?,
            ),
            ..RoleChange::default()
        }),
    }
}

/// What the form says about a refusal that is for the administrator to mend.
fn refused(lang: Lang, result: &Result<()>) -> Option<(&'static str, String)> {
    match result {
        Err(Error::Domain(Invalid { field, reason })) => Some((*field, lang.say(reason))),
        Err(Error::Domain(Forbidden(words))) => Some(("role", lang.say(&(*words).into()))),
        _ => None,
    }
}

async fn page(state: &State, frame: &Frame, by: &Moderator) -> Result<PeoplePage> {
    administrator(by)?;
    let staff = user::staff(&state.ctx).await?;
    let rows = staff.into_iter().map(|person| PersonRow {
        path: format!("/@{}", person.username),
        username: person.username,
        role: rank_key(person.role),
        is_verifier: person.is_verifier,
        has_second_factor: person.second_factor_at.is_some(),
    });
    Ok(PeoplePage {
        page: frame.page("people-title"),
        people: rows.collect(),
        form: role_form(frame.lang(), ""),
    })
}
