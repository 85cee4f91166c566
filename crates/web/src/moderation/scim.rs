//! `/moderation/scim`: directories of people that enter members here, and what a directory does, by hand. To moderators who
//! do not administer the page does not exist.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::{Conflict, Forbidden, Invalid, NotFound};
use domain::account;
use domain::audit::Actor;
use domain::moderation::{self, Administrator, Moderator};
use domain::scim::directory::{self, Directory};
use serde::Deserialize;

use super::{Desk, administrator, decides};
use crate::auth::settings::Done;
use crate::error::{Error, Result};
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::pages::form::Form;
use crate::pages::scim::{DirectoryRow, ScimPage, TokenPage, connect_form, people_form};
use crate::state::State;

const PATH: &str = "/moderation/scim";

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    name: String,
    step: String,
}

/// `GET /moderation/scim`.
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

/// `POST /moderation/scim`: makes a token, which is shown once.
pub async fn create(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let admin = match decides(&by, &frame, &values.csrf) {
        Ok(admin) => admin,
        Err(error) => return frame.finish(Err(error)),
    };
    let made = directory::create_token(&state.ctx, &values.name, &Actor::from(&admin)).await;
    let shown = made.map(|token| {
        frame.show(&TokenPage {
            page: frame.page("scim-title"),
            address: state.ctx.uris.path("/scim/v2"),
            name: values.name.clone(),
            token,
        })
    });
    let shown = shown.map_err(Error::from);
    or_refuse(&state, (&frame, &by), &values, shown, |page| {
        &mut page.connect
    })
    .await
}

/// `POST /moderation/scim/end`: makes a token useless.
pub async fn end(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let ended = async {
        let by = Actor::from(&decides(&by, &frame, &values.csrf)?);
        directory::revoke_token(&state.ctx, &values.name, &by).await?;
        Ok(saved())
    };
    frame.finish(ended.await)
}

/// `POST /moderation/scim/people`: closes the login of somebody who left, or opens it again.
pub async fn people(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let admin = match decides(&by, &frame, &values.csrf) {
        Ok(admin) => admin,
        Err(error) => return frame.finish(Err(error)),
    };
    let changed = change(&state, &admin, &values).await.map(|()| saved());
    or_refuse(&state, (&frame, &by), &values, changed, |page| {
        &mut page.people
    })
    .await
}

async fn change(state: &State, by: &Administrator, values: &Values) -> Result<()> {
    let ctx = &state.ctx;
    let unknown = |error| match error {
        NotFound => Error::invalid("name", "is no account with a login here"),
        other => other.into(),
    };
    let found = account::lookup(ctx, &values.name).await.map_err(unknown)?;
    match values.step.as_str() {
        "close" => moderation::deprovision(ctx, by, found.id).await,
        "open" => moderation::reprovision(ctx, by, found.id).await,
        _ => return Err(Error::invalid("step", "is not included in the list")),
    }
    .map_err(unknown)
}

fn saved() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}

/// The answer, or the page again with what is for the administrator to mend.
async fn or_refuse(
    state: &State,
    (frame, by): (&Frame, &Moderator),
    values: &Values,
    result: Result<Response>,
    form: impl FnOnce(&mut ScimPage) -> &mut Form,
) -> Response {
    let Some((field, words)) = refused(frame.lang(), &result) else {
        return frame.finish(result);
    };
    let page = page(state, frame, by).await;
    frame.finish(page.map(|mut page| {
        let refused = form(&mut page);
        *refused = refused
            .clone()
            .fill("name", &values.name)
            .refuse(field, words);
        frame.refuse(&page)
    }))
}

fn refused(lang: Lang, result: &Result<Response>) -> Option<(&'static str, String)> {
    match result {
        Err(Error::Domain(Invalid { field, reason })) => Some((*field, lang.say(reason))),
        Err(Error::Domain(Forbidden(words) | Conflict(words))) => {
            Some(("name", lang.say(&(*words).into())))
        }
        _ => None,
    }
}

async fn page(state: &State, frame: &Frame, by: &Moderator) -> Result<ScimPage> {
    administrator(by)?;
    let lang = frame.lang();
    let directories = directory::list(&state.ctx).await?;
    Ok(ScimPage {
        page: frame.page("scim-title"),
        directories: directories.into_iter().map(row).collect(),
        connect: connect_form(lang),
        people: people_form(lang),
    })
}

fn row(directory: Directory) -> DirectoryRow {
    DirectoryRow {
        is_open: directory.token_hash.is_some(),
        name: directory.name,
        since: directory.created_at,
        used: directory.used_at,
    }
}
