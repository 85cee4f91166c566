//! `/moderation/sign-ups`: who asks to join.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::AccountId;
use domain::moderation::{self, Filter, Moderator, Origin, Record, State as Standing};
use serde::Deserialize;

use super::{Desk, ROWS, not_found};
use crate::auth::settings::Done;
use crate::browse::pager;
use crate::error::Result;
use crate::extract::{Frame, Paging, Params, Sent, id};
use crate::pages::moderation::{Applicant, SignUpsPage};
use crate::state::State;

const PATH: &str = "/moderation/sign-ups";

/// `GET /moderation/sign-ups`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    paging: Paging,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let page = page(&state, &frame, &by, &paging).await;
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
) -> Result<SignUpsPage> {
    let filter = Filter {
        origin: Some(Origin::Local),
        states: vec![Standing::Pending],
        ..Filter::default()
    };
    let asked = paging.page(ROWS, ROWS);
    let found = moderation::index(&state.ctx, by, &filter, asked).await?;
    let cursors: Vec<i64> = found.iter().map(|it| it.view.account.id.0).collect();
    Ok(SignUpsPage {
        page: frame.page("sign-ups-title"),
        applicants: found.into_iter().filter_map(applicant).collect(),
        pager: pager::around(PATH, &asked, &cursors),
    })
}

fn applicant(record: Record) -> Option<Applicant> {
    let owner = record.owner?;
    Some(Applicant {
        id: record.view.account.id,
        username: record.view.account.username,
        email: owner.email,
        confirmed: owner.confirmed_at.is_some(),
        reason: owner.reason,
        since: owner.created_at,
    })
}

/// What goes back with every form.
#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    csrf: String,
}

/// `POST /moderation/sign-ups/{id}/approve` and `reject`.
pub async fn decide(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path((id, decision)): Path<(String, String)>,
    Sent(Params { values, .. }): Sent<Form>,
) -> Response {
    let decided = async {
        frame.verify(&values.csrf)?;
        let id: AccountId = id::parse(&id)?;
        match decision.as_str() {
            "approve" => Ok(moderation::approve(&state.ctx, &by, id).await?),
            "reject" => Ok(moderation::reject(&state.ctx, &by, id).await?),
            _ => not_found(),
        }
    };
    let back = |()| Redirect::to(&format!("{PATH}?saved=1")).into_response();
    frame.finish(decided.await.map(back))
}
