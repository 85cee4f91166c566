//! `/settings/import`: files that members bring along, and the reports on them.

use std::collections::BTreeMap;

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::{AccountId, ImportId};
use domain::import::{self, Import, NewImport, NewLine};
use domain::kinds::{ImportKind, ImportProblem};
use serde::Deserialize;

use super::read::{Unreadable, read};
use super::{KINDS, file_name, key};
use crate::auth::words;
use crate::error::{Error, Result};
use crate::extract::frame::log_in_first;
use crate::extract::params::Upload;
use crate::extract::{Frame, Params, Sent, id};
use crate::i18n::Lang;
use crate::pages::form::{Choice, Form};
use crate::pages::transfer::{
    ImportPage, ImportReportPage, ImportSummary, LineProblem, import_form,
};
use crate::state::State;

const PATH: &str = "/settings/import";
/// Lines of a refused file that are shown.
const SHOWN: usize = 50;

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    kind: String,
    mode: String,
}

/// `GET /settings/import`.
pub async fn index(FromState(state): FromState<State>, frame: Frame) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let form = form(frame.lang(), &Values::default());
    let page = page(&state, &frame, browser.holder.account_id, form).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

/// `POST /settings/import`.
pub async fn create(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, files }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let who = browser.holder.account_id;
    let taken = match frame.verify(&values.csrf) {
        Ok(()) => take(&state, frame.lang(), who, &values, files).await,
        Err(error) => Err(Refusal::Error(error)),
    };
    let (field, reason, lines) = match taken {
        Ok(id) => return Redirect::to(&format!("{PATH}/{id}")).into_response(),
        Err(Refusal::Field(field, reason, lines)) => (field, reason, lines),
        Err(Refusal::Error(Error::Domain(domain::Error::Invalid { field, reason }))) => {
            let words = words::of_field(frame.lang(), field, &reason);
            (field, words, Vec::new())
        }
        Err(Refusal::Error(error)) => return frame.finish(Err(error)),
    };
    let form = form(frame.lang(), &values).refuse(field, reason);
    let page = page(&state, &frame, who, form).await;
    frame.finish(page.map(|mut page| {
        page.problems = lines;
        frame.refuse(&page)
    }))
}

/// Why a file was not taken.
enum Refusal {
    /// The field, what is wrong with it, and the lines that cannot be read.
    Field(&'static str, String, Vec<LineProblem>),
    /// Anything else.
    Error(Error),
}

async fn take(
    state: &State,
    lang: Lang,
    who: AccountId,
    values: &Values,
    mut files: BTreeMap<String, Upload>,
) -> std::result::Result<ImportId, Refusal> {
    let refuse = |field, key| Refusal::Field(field, lang.t(key).to_string(), Vec::new());
    let kind = ImportKind::parse(&values.kind).ok_or_else(|| refuse("kind", "refused-list"))?;
    let overwrite = match values.mode.as_str() {
        "merge" => false,
        "overwrite" => true,
        _ => return Err(refuse("mode", "refused-list")),
    };
    let file = files.remove("file").filter(|file| !file.bytes.is_empty());
    let file = file.ok_or_else(|| refuse("file", "refused-import-none"))?;
    let lines = read(kind, &file.bytes)
        .map_err(|why| Refusal::Field("file", unreadable(lang, why), Vec::new()))?;
    let mut problems = problems(lang, &lines);
    if problems.len() == lines.len() || (overwrite && !problems.is_empty()) {
        let why = lang.t("refused-import-lines").to_string();
        problems.truncate(SHOWN);
        return Err(Refusal::Field("file", why, problems));
    }
    let new = NewImport {
        kind,
        overwrite,
        lines,
    };
    let id = import::start(&state.ctx, who, new).await;
    id.map_err(|error| Refusal::Error(error.into()))
}

fn unreadable(lang: Lang, why: Unreadable) -> String {
    let text = match why {
        Unreadable::Encoding => lang.t("refused-import-encoding"),
        Unreadable::Empty => lang.t("refused-import-none"),
        Unreadable::Columns => lang.t("refused-import-columns"),
        Unreadable::TooLong => lang.t("refused-import-long"),
        Unreadable::Kind(kind) => {
            let kind = lang.t(key(kind)).to_string();
            return lang
                .t("refused-import-kind")
                .with("kind", &kind)
                .to_string();
        }
    };
    text.to_string()
}

fn problems(lang: Lang, lines: &[NewLine]) -> Vec<LineProblem> {
    let problem = |line: &NewLine| {
        let problem = line.entry.as_ref().err()?;
        Some(line_problem(lang, line.number, &line.text, *problem))
    };
    lines.iter().filter_map(problem).collect()
}

fn line_problem(lang: Lang, number: i64, text: &str, problem: ImportProblem) -> LineProblem {
    let key = match problem {
        ImportProblem::Address => "import-problem-address",
        ImportProblem::Domain => "import-problem-domain",
        ImportProblem::Link => "import-problem-link",
        ImportProblem::ListTitle => "import-problem-list-title",
        ImportProblem::YesNo => "import-problem-yes-no",
        ImportProblem::Languages => "import-problem-languages",
        ImportProblem::NotFound => "import-problem-not-found",
        ImportProblem::Unreachable => "import-problem-unreachable",
        ImportProblem::Refused => "import-problem-refused",
        ImportProblem::TooManyLists => "import-problem-too-many-lists",
    };
    LineProblem {
        number,
        text: text.to_owned(),
        reason: lang.t(key).to_string(),
    }
}

/// `GET /settings/import/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(id): Path<String>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let lang = frame.lang();
    let who = browser.holder.account_id;
    let found = async { Ok(import::show(&state.ctx, who, id::parse(&id)?).await?) };
    frame.finish(found.await.map(|(import, failed)| {
        let failed = failed
            .iter()
            .filter_map(|line| Some(line_problem(lang, line.line, &line.text, line.problem?)));
        frame.show(&ImportReportPage {
            page: frame.page("import-report-title"),
            import: summary(&import),
            problems: failed.collect(),
        })
    }))
}

async fn page(state: &State, frame: &Frame, who: AccountId, form: Form) -> Result<ImportPage> {
    let imports = import::list(&state.ctx, who).await?;
    Ok(ImportPage {
        page: frame.page("settings-title"),
        form,
        problems: Vec::new(),
        imports: imports.iter().map(summary).collect(),
    })
}

fn summary(import: &Import) -> ImportSummary {
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    ImportSummary {
        path: format!("{PATH}/{}", import.id),
        label: key(import.kind),
        overwrite: import.overwrite,
        created_at: import.created_at,
        finished: import.finished_at.is_some(),
        total: number(import.progress.total),
        done: number(import.progress.done),
        failed: number(import.progress.failed),
    }
}

fn form(lang: Lang, values: &Values) -> Form {
    let kinds = KINDS.map(|kind| Choice {
        value: kind.as_str().to_owned(),
        label: format!("{} ({})", lang.t(key(kind)), file_name(kind)),
        selected: kind.as_str() == values.kind,
    });
    let modes = [("merge", "import-merge"), ("overwrite", "import-overwrite")];
    let modes = modes.map(|(value, key)| Choice {
        value: value.to_owned(),
        label: lang.t(key).to_string(),
        selected: value == values.mode,
    });
    import_form(lang, kinds.to_vec(), modes.to_vec())
}
