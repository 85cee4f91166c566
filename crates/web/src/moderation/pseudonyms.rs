//! `/moderation/pseudonyms`: two administrators together learn whose a pseudonym is. To moderators who do not administer the
//! page does not exist.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::{Conflict, Forbidden, Invalid, NotFound};
use domain::Timestamp;
use domain::account;
use domain::moderation::{Administrator, Moderator};
use domain::pseudonym::disclosure::{self, Reason, View};
use serde::Deserialize;

use super::{Desk, ROWS, administrator, decides};
use crate::auth::settings::Done;
use crate::auth::words;
use crate::browse::pager;
use crate::error::{Error, Result};
use crate::extract::{Frame, Paging, Params, Sent, id};
use crate::pages::form::Form;
use crate::pages::pseudonyms::{DisclosureRow, DisclosuresPage, disclosure_form, reason_key};
use crate::state::State;

const PATH: &str = "/moderation/pseudonyms";

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    handle: String,
    reason: String,
}

/// `GET /moderation/pseudonyms`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    paging: Paging,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let form = disclosure_form(frame.lang(), "");
    let page = page(&state, &frame, &by, &paging, form).await;
    frame.finish(page.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

async fn page(
    state: &State,
    frame: &Frame,
    by: &Moderator,
    paging: &Paging,
    form: Form,
) -> Result<DisclosuresPage> {
    let by = administrator(by)?;
    let asked = paging.page(ROWS, ROWS);
    let views = disclosure::index(&state.ctx, &by, asked).await?;
    let cursors: Vec<i64> = views.iter().map(|view| view.disclosure.id.0).collect();
    let now = state.ctx.clock.now();
    Ok(DisclosuresPage {
        page: frame.page("disclosures-title"),
        form,
        disclosures: views.into_iter().map(|it| row(it, &by, now)).collect(),
        pager: pager::around(PATH, &asked, &cursors),
    })
}

fn row(view: View, by: &Administrator, now: Timestamp) -> DisclosureRow {
    DisclosureRow {
        waits: view.waits_for(by, now),
        id: view.disclosure.id,
        name: view.pseudonym.username,
        reason: reason_key(view.disclosure.reason),
        asked_by: view.asked_by.username,
        asked_at: view.disclosure.created_at,
        agreed_by: view.agreed_by.map(|account| account.username),
        ends_at: view.disclosure.ends_at,
        member: view.member.map(|account| account.username),
    }
}

/// `POST /moderation/pseudonyms`.
pub async fn ask(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    paging: Paging,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let admin = match decides(&by, &frame, &values.csrf) {
        Ok(admin) => admin,
        Err(error) => return frame.finish(Err(error)),
    };
    let asked = async {
        let unknown = || domain::Error::invalid("handle", "is no pseudonym of this server");
        let reason = Reason::parse(&values.reason)
            .ok_or_else(|| domain::Error::invalid("reason", "is not included in the list"))?;
        let found = account::lookup(&state.ctx, &values.handle).await;
        let found = found.map_err(|_| unknown())?;
        match disclosure::ask(&state.ctx, &admin, found.id, reason).await {
            Err(NotFound) => Err(unknown().into()),
            other => Ok(other.map(drop)?),
        }
    };
    let form = disclosure_form(frame.lang(), &values.handle);
    let form = match asked.await {
        Ok(()) => return back(),
        Err(Error::Domain(Invalid { field, reason })) => {
            form.refuse(field, words::of_field(frame.lang(), field, &reason))
        }
        Err(Error::Domain(Conflict(reason) | Forbidden(reason))) => Form {
            error: Some(frame.lang().say(&reason.into())),
            ..form
        },
        Err(error) => return frame.finish(Err(error)),
    };
    let page = page(&state, &frame, &by, &paging, form).await;
    frame.finish(page.map(|page| frame.refuse(&page)))
}

/// `POST /moderation/pseudonyms/{id}/agree`.
pub async fn agree(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let agreed = async {
        let by = decides(&by, &frame, &values.csrf)?;
        disclosure::agree(&state.ctx, &by, id::parse(&id)?).await?;
        Ok(back())
    };
    frame.finish(agreed.await)
}

fn back() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}
