//! `/moderation/audit`: what people with duties did. To moderators who do not administer the page does not exist.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::Timestamp;
use domain::audit::{self, Filter, Shown};
use domain::moderation::Moderator;
use serde::Deserialize;

use super::{Desk, ROWS, administrator};
use crate::browse::pager;
use crate::error::Result;
use crate::extract::{Frame, Paging, Params, Sent};
use crate::i18n::Lang;
use crate::pages::audit::{AuditPage, AuditRow, Wanted, action_words};
use crate::state::State;

const PATH: &str = "/moderation/audit";

/// What the form asks for; days as `YYYY-MM-DD`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    action: String,
    actor: String,
    since: String,
    until: String,
}

/// `GET /moderation/audit`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    paging: Paging,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let page = page(&state, &frame, &by, &paging, values).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

async fn page(
    state: &State,
    frame: &Frame,
    by: &Moderator,
    paging: &Paging,
    values: Values,
) -> Result<AuditPage> {
    let by = administrator(by)?;
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let filter = Filter {
        action: said(&values.action),
        actor: match said(&values.actor) {
            Some(actor) => Some(audit::actor_of(&state.ctx, &actor).await?),
            None => None,
        },
        since: day(&values.since),
        until: day(&values.until),
    };
    let asked = paging.page(ROWS, ROWS);
    let shown = audit::index(&state.ctx, &by, &filter, asked).await?;
    let cursors: Vec<i64> = shown.iter().map(|it| it.entry.seq).collect();
    let lang = frame.lang();
    Ok(AuditPage {
        page: frame.page("audit-title"),
        pager: pager::around(&path(&values), &asked, &cursors),
        rows: shown.into_iter().map(|it| row(lang, it)).collect(),
        wanted: Wanted::new(
            lang,
            &values.action,
            values.actor,
            values.since,
            values.until,
        ),
    })
}

/// What is no day asks for nothing.
fn day(text: &str) -> Option<Timestamp> {
    Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z"))
}

/// The page with the same filter.
fn path(values: &Values) -> String {
    let said = [
        ("action", &values.action),
        ("actor", &values.actor),
        ("since", &values.since),
        ("until", &values.until),
    ];
    let said = said.into_iter().filter(|(_, value)| !value.is_empty());
    let query = serde_urlencoded::to_string(said.collect::<Vec<_>>()).unwrap_or_default();
    if query.is_empty() {
        PATH.to_owned()
    } else {
        format!("{PATH}?{query}")
    }
}

fn row(lang: Lang, shown: Shown) -> AuditRow {
    let entry = shown.entry;
    let handle = |acct: String| format!("@{acct}");
    let actor = match (shown.actor, entry.actor.as_str()) {
        (Some(acct), _) => handle(acct),
        (None, "operator") => lang.t("audit-operator").to_string(),
        (None, "system") => lang.t("audit-system").to_string(),
        (None, other) => other.to_owned(),
    };
    AuditRow {
        number: entry.seq,
        what: action_words(lang, &entry.action),
        actor,
        subject: shown.subject.map_or(entry.subject, handle),
        detail: (entry.detail != "{}").then_some(entry.detail),
        at: entry.at,
    }
}
