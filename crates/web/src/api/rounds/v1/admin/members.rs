//! `/api/rounds/v1/admin/members/…`: the list of an association's members, as a file.

use axum::Json;
use axum::extract::State as FromState;
use axum::response::Response;
use domain::id::MemberImportId;
use domain::member_list::{self, Confirmed, Deed, Import, Plan, PlannedLine};
use domain::moderation::Authority;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{Error, Result};
use crate::extract::params::{Upload, lenient};
use crate::extract::{Id, Params, Staff};
use crate::i18n::Lang;
use crate::member_list::{read, words_of, write};
use crate::state::State;
use crate::transfer::write::attachment;

const READ: &str = "admin:read:accounts";
const WRITE: &str = "admin:write:accounts";

/// A list of members.
#[derive(Deserialize, ToSchema)]
pub struct MemberFile {
    /// The file itself, CSV as `docs/members-list.md` describes it; it may also be uploaded under this name.
    #[serde(default)]
    file: String,
    /// Only say what would come of each line.
    #[serde(default, deserialize_with = "lenient::boolean")]
    dry_run: Option<bool>,
    /// `end`: the membership of those on the list who are missing in the file ends. `keep`, or nothing: it stays.
    missing: Option<String>,
    /// Leave out the lines that are refused; without this, a list with such a line changes nothing.
    #[serde(default, deserialize_with = "lenient::boolean")]
    skip_refused: Option<bool>,
    /// End memberships even if those are more than half of them.
    #[serde(default, deserialize_with = "lenient::boolean")]
    end_most: Option<bool>,
}

impl MemberFile {
    fn ends_missing(&self) -> Result<bool> {
        match self.missing.as_deref().unwrap_or_default() {
            "" | "keep" => Ok(false),
            "end" => Ok(true),
            _ => Err(Error::invalid("missing", "is not included in the list")),
        }
    }

    fn confirmed(&self) -> Confirmed {
        Confirmed {
            without_refused: self.skip_refused.unwrap_or_default(),
            ending_most: self.end_most.unwrap_or_default(),
        }
    }
}

/// What comes of a list, or came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberImport {
    /// By which it is asked for while it is worked on; nothing in a dry run.
    id: Option<String>,
    /// `planned` (a dry run), `running` or `done`.
    state: &'static str,
    /// Lines that are to be done.
    waiting: u64,
    /// Somebody is invited, or was.
    created: u64,
    /// Something about somebody changes.
    updated: u64,
    /// All is so already.
    unchanged: u64,
    /// Somebody is left alone, for a reason.
    skipped: u64,
    /// Lines that cannot be taken.
    refused: u64,
    /// Memberships that end.
    ending: u64,
    /// Memberships on the list that stand at present.
    standing: u64,
    /// Columns that are not known and left out.
    unknown_columns: Vec<String>,
    /// Line by line, and then those who are missing in the file.
    lines: Vec<MemberLine>,
}

/// What comes of a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberLine {
    /// Its number in the file, from 1; nothing for somebody who is missing in it.
    line: Option<i64>,
    /// The address as it stands there.
    email: String,
    /// `created`, `updated`, `unchanged`, `skipped` or `refused`.
    outcome: &'static str,
    /// What is done: `invite`, `write`, `give`, `renew`, `adopt` or `end`, each once.
    deeds: Vec<&'static str>,
    /// The column that a refusal, or the first remark, is about.
    column: Option<&'static str>,
    /// All of it in English words, with the remedy of a refusal.
    words: String,
}

impl MemberImport {
    fn new(plan: &Plan, import: Option<&Import>) -> Self {
        let counts = import.map_or(plan.counts, |import| import.counts);
        Self {
            id: import.map(|import| import.id.to_string()),
            state: match import {
                None => "planned",
                Some(import) if import.finished_at.is_some() => "done",
                Some(_) => "running",
            },
            waiting: import.map_or(0, |import| import.waiting),
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            skipped: counts.skipped,
            refused: counts.refused,
            ending: plan.ending,
            standing: plan.standing,
            unknown_columns: plan.unknown.clone(),
            lines: plan.lines.iter().map(line).collect(),
        }
    }
}

fn line(planned: &PlannedLine) -> MemberLine {
    let report = &planned.report;
    let mut deeds: Vec<&str> = report.deeds.iter().map(word).collect();
    deeds.dedup();
    let first = report.remarks.first();
    MemberLine {
        line: planned.line,
        email: planned.who.clone(),
        outcome: report.outcome.as_str(),
        deeds,
        column: first.and_then(|it| Some(it.column?.as_str())),
        words: words_of(Lang::english(), planned),
    }
}

fn word(deed: &Deed) -> &'static str {
    match deed {
        Deed::Invite => "invite",
        Deed::Write { .. } => "write",
        Deed::Give { .. } => "give",
        Deed::Renew { .. } => "renew",
        Deed::Adopt { .. } => "adopt",
        Deed::End => "end",
    }
}

/// Everybody who has a login or an invitation, as the CSV that the import reads
#[utoipa::path(
    get,
    operation_id = "exportMembers",
    path = "/api/rounds/v1/admin/members/export",
    tag = "accounts",
    security(("token" = ["admin:read:accounts"])),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 401), (status = 403))
)]
pub async fn export(FromState(state): FromState<State>, staff: Staff) -> Result<Response> {
    let by = Authority::Administrator(staff.administrator(READ)?);
    let lines = member_list::export(&state.ctx, by).await?;
    Ok(attachment("members.csv", write(&lines)))
}

/// Invite who is new on a list, change what it says of the others, and vouch for their memberships
#[utoipa::path(
    post,
    operation_id = "importMembers",
    path = "/api/rounds/v1/admin/members/import",
    tag = "accounts",
    request_body = MemberFile,
    security(("token" = ["admin:write:accounts"])),
    responses(
        (status = 200, body = MemberImport, description = "What would come of each line, or how far it is"),
        (status = 401), (status = 403), (status = 422)
    )
)]
pub async fn import(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, mut files }: Params<MemberFile>,
) -> Result<Json<MemberImport>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    let sent = read(&bytes(&values, files.remove("file")))?;
    let plan = member_list::plan(&state.ctx, &sent, values.ends_missing()?).await?;
    if values.dry_run.unwrap_or_default() {
        return Ok(Json(MemberImport::new(&plan, None)));
    }
    plan.check(values.confirmed())?;
    let id = member_list::keep(&state.ctx, by, plan).await?;
    member_list::start(&state.ctx, by, id, values.confirmed()).await?;
    far(&state, by, id).await
}

/// How far a list is that the caller brought within the last week, and what came of its lines
#[utoipa::path(
    get,
    operation_id = "getMemberImport",
    path = "/api/rounds/v1/admin/members/imports/{id}",
    tag = "accounts",
    params(("id" = String, Path)),
    security(("token" = ["admin:read:accounts"])),
    responses((status = 200, body = MemberImport), (status = 401), (status = 403), (status = 404))
)]
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<MemberImportId>,
) -> Result<Json<MemberImport>> {
    let by = Authority::Administrator(staff.administrator(READ)?);
    far(&state, by, id).await
}

async fn far(state: &State, by: Authority, id: MemberImportId) -> Result<Json<MemberImport>> {
    let (import, plan) = member_list::show(&state.ctx, by, id).await?;
    let confirmed = import.started_at.is_some();
    Ok(Json(MemberImport::new(&plan, confirmed.then_some(&import))))
}

/// The file, however it was sent.
fn bytes(sent: &MemberFile, uploaded: Option<Upload>) -> Vec<u8> {
    match uploaded {
        Some(upload) => upload.bytes.to_vec(),
        None => sent.file.clone().into_bytes(),
    }
}
