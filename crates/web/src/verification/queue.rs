//! `/verification`: the requests in a state.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::kinds::VerificationState;
use domain::verification::{self, Verifier};
use serde::Deserialize;

use super::card::{state_key, verifier_card};
use super::{Desk, PATH};
use crate::browse::pager;
use crate::error::Result;
use crate::extract::{Frame, Paging, Params, Sent};
use crate::pages::verification::{QueuePage, StateTab};
use crate::state::State;

/// Rows of a page.
const ROWS: u64 = 30;

const STATES: [VerificationState; 6] = [
    VerificationState::Pending,
    VerificationState::Asked,
    VerificationState::Approved,
    VerificationState::Refused,
    VerificationState::Expired,
    VerificationState::Revoked,
];

/// Which requests are looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    state: String,
}

/// `GET /verification`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    paging: Paging,
    Sent(Params { values, .. }): Sent<Wanted>,
) -> Response {
    let wanted = VerificationState::parse(&values.state);
    let wanted = wanted.unwrap_or(VerificationState::Pending);
    let page = page(&state, &frame, &by, &paging, wanted).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

async fn page(
    state: &State,
    frame: &Frame,
    by: &Verifier,
    paging: &Paging,
    wanted: VerificationState,
) -> Result<QueuePage> {
    let lang = frame.lang();
    let asked = paging.page(ROWS, ROWS);
    let found = verification::index(&state.ctx, by, wanted, asked).await?;
    let cursors: Vec<i64> = found.requests.iter().map(|it| it.row.id.0).collect();
    let rows = found.requests.iter();
    let tab = |it: VerificationState| StateTab {
        path: format!("{PATH}?state={}", it.as_str()),
        label: state_key(it),
        current: it == wanted,
    };
    let path = format!("{PATH}?state={}", wanted.as_str());
    Ok(QueuePage {
        page: frame.page("verification-title"),
        tabs: STATES.into_iter().map(tab).collect(),
        requests: rows.map(|it| verifier_card(lang, &found, it)).collect(),
        pager: pager::around(&path, &asked, &cursors),
    })
}
