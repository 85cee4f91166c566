//! `/moderation/directory`: lists of people who are no members yet. To moderators who do not administer the page does not
//! exist.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::directory_stub::{self, Line, Outcome, Report};
use domain::fhir::Remark;
use domain::moderation::Authority;
use serde::Deserialize;

use super::{Desk, administrator, decides};
use crate::auth::settings::Done;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent, id};
use crate::i18n::Lang;
use crate::pages::directories::{DirectoriesPage, ReportCard, ResourceRow, SourceRow, new_form};
use crate::state::State;

const PATH: &str = "/moderation/directory";
/// Resources of a report that are shown.
const ROWS: usize = 200;

/// Outcomes in the order in which they are counted, and their keys.
const OUTCOMES: [(&str, &str); 9] = [
    ("refused", "directories-refused"),
    ("created", "directories-created"),
    ("updated", "directories-updated"),
    ("unchanged", "directories-unchanged"),
    ("claimed", "directories-claimed"),
    ("removed", "directories-removed"),
    ("taken-out", "directories-taken-out"),
    ("joined", "directories-joined"),
    ("left-out", "directories-left-out"),
];

/// `GET /moderation/directory`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let page = async {
        let by = administrator(&by)?.into();
        let mut page = page(&state, &frame, by, ("", true)).await?;
        page.page.notice = done.notice(frame.lang());
        Ok(frame.show(&page))
    };
    frame.finish(page.await)
}

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    source: String,
    #[serde(deserialize_with = "lenient::boolean")]
    dry_run: Option<bool>,
}

/// `POST /moderation/directory`. What became of the file is the answer: a second time changes nothing.
pub async fn create(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, mut files }): Sent<Values>,
) -> Response {
    let dry_run = values.dry_run.unwrap_or_default();
    let file = files.remove("file").map(|upload| upload.bytes);
    let shown = async {
        let by: Authority = decides(&by, &frame, &values.csrf)?.into();
        let file = file.unwrap_or_default();
        let source = &values.source;
        let imported = directory_stub::import(&state.ctx, by, source, &file, dry_run).await;
        // Who only looked is about to do it.
        let mut page = page(&state, &frame, by, (source, false)).await?;
        match imported {
            Ok(report) => {
                page.report = Some(report_card(frame.lang(), &report));
                Ok(frame.show(&page))
            }
            Err(Invalid { field, reason }) => {
                let words = frame.lang().say(&reason);
                page.form = new_form(frame.lang(), source, dry_run).refuse(field, words);
                Ok(frame.refuse(&page))
            }
            Err(other) => Err(Error::from(other)),
        }
    };
    frame.finish(shown.await)
}

/// `POST /moderation/directory/{source}/remove`.
pub async fn destroy(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(source): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let removed = async {
        let by = decides(&by, &frame, &values.csrf)?;
        directory_stub::remove_source(&state.ctx, by.into(), &source).await?;
        Ok(saved())
    };
    frame.finish(removed.await)
}

/// `POST /moderation/directory/stubs/{id}/remove`.
pub async fn take_out(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let removed = async {
        let by = decides(&by, &frame, &values.csrf)?;
        directory_stub::take_out(&state.ctx, by.into(), id::parse(&id)?).await?;
        Ok(saved())
    };
    frame.finish(removed.await)
}

fn saved() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}

async fn page(
    state: &State,
    frame: &Frame,
    by: Authority,
    (source, dry_run): (&str, bool),
) -> Result<DirectoriesPage> {
    let sources = directory_stub::sources(&state.ctx, &by).await?;
    let row = |list: directory_stub::Source| SourceRow {
        name: list.source,
        total: list.total,
        claimed: list.claimed,
    };
    Ok(DirectoriesPage {
        page: frame.page("directories-title"),
        report: None,
        sources: sources.into_iter().map(row).collect(),
        form: new_form(frame.lang(), source, dry_run),
    })
}

/// What was refused first, then what is remarked on, then the others.
fn report_card(lang: Lang, report: &Report) -> ReportCard {
    let counts = OUTCOMES.map(|(word, key)| (key, report.count(word)));
    let mut lines: Vec<&Line> = report.lines.iter().collect();
    lines.sort_by_key(|line| {
        let is_refused = matches!(line.outcome, Outcome::Refused(_));
        (!is_refused, line.remarks.is_empty())
    });
    let rows = lines.iter().take(ROWS).map(|line| row(lang, line));
    ReportCard {
        applied: report.applied,
        counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        rows: rows.collect(),
        more: lines
            .len()
            .saturating_sub(ROWS)
            .try_into()
            .unwrap_or(u64::MAX),
    }
}

fn row(lang: Lang, line: &Line) -> ResourceRow {
    let refusal = match &line.outcome {
        Outcome::Refused(remark) => Some(remark),
        _ => None,
    };
    let said = |remark: &Remark| format!("{}: {}", remark.path, lang.say(&remark.reason));
    let word = line.outcome.as_str();
    let known = OUTCOMES.iter().find(|(outcome, _)| *outcome == word);
    ResourceRow {
        place: line.place.to_string(),
        about: line.about.clone(),
        outcome: known.map_or(word, |(_, key)| key),
        remarks: refusal.into_iter().chain(&line.remarks).map(said).collect(),
    }
}
