//! A file of a list comes in. It is read whole before anything is written, and written whole or not at all.

use serde_json::json;
use storage::Transaction;
use storage::directory_stub::{self as rows, DirectoryStub};
use storage::id::DirectoryStubId;

use super::claim::settle;
use super::plan::{Entered, Step, plan};
use super::{index, source};
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::fhir::{self, Found, Place, Remark};
use crate::moderation::Authority;

/// What became of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is found from now on.
    Created,
    /// It is described anew.
    Updated,
    /// It was known, and said the same.
    Unchanged,
    /// It is a member by now.
    Claimed,
    /// The list says that it is not in use any more.
    Removed,
    /// They asked to be in no such list.
    TakenOut,
    /// It says more of somebody who has an entry.
    Joined,
    /// Nothing is read of such resources.
    LeftOut,
    /// It cannot be taken; what is to be mended.
    Refused(Remark),
}

impl Outcome {
    /// The word for it in reports.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Claimed => "claimed",
            Self::Removed => "removed",
            Self::TakenOut => "taken-out",
            Self::Joined => "joined",
            Self::LeftOut => "left-out",
            Self::Refused(_) => "refused",
        }
    }
}

/// A resource, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub place: Place,
    /// Type and id, as far as they are known.
    pub about: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What was left out of it.
    pub remarks: Vec<Remark>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What the administrator calls the list.
    pub source: String,
    /// Resource by resource.
    pub lines: Vec<Line>,
    /// Whether it was done, and not only looked at.
    pub applied: bool,
}

impl Report {
    /// How many resources came to `outcome`, by its word.
    #[must_use]
    pub fn count(&self, outcome: &str) -> usize {
        let lines = self.lines.iter();
        lines.filter(|it| it.outcome.as_str() == outcome).count()
    }
}

/// Takes a FHIR file over as the list `source`: who is new is entered, who is known described anew. Who is not in the file
/// any more stays. `dry_run` only says what would become of each.
///
/// # Errors
/// `Invalid` for a name that is none, and for a file of which nothing was read: one that is none of FHIR, or may tell of a
/// patient.
pub async fn import(
    ctx: &Context,
    by: Authority,
    source: &str,
    bytes: &[u8],
    dry_run: bool,
) -> Result<Report> {
    let source = source::checked(source)?;
    let found = fhir::read(bytes).map_err(|refused| Error::invalid("file", refused.reason))?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let planned = plan(&tx, ctx, &source, &found).await?;
    let (outcomes, steps): (Vec<Outcome>, Vec<Step>) = planned.into_iter().unzip();
    let report = report(source, found, outcomes, !dry_run);
    if dry_run {
        return Ok(report);
    }
    for step in steps {
        write(&tx, (&report.source, by), step, now).await?;
    }
    record(&tx, &report, by, now).await?;
    tx.commit().await?;
    Ok(report)
}

fn report(source: String, found: Vec<Found>, outcomes: Vec<Outcome>, applied: bool) -> Report {
    let lines = found
        .into_iter()
        .zip(outcomes)
        .map(|(found, outcome)| Line {
            place: found.place,
            about: found.about,
            outcome,
            remarks: found.remarks,
        });
    Report {
        source,
        lines: lines.collect(),
        applied,
    }
}

async fn write(
    tx: &Transaction,
    (source, by): (&str, Authority),
    step: Step,
    now: Timestamp,
) -> Result<()> {
    let entered = match step {
        Step::None => return Ok(()),
        Step::Remove(id) => return Ok(rows::delete(&**tx, id).await?),
        Step::Write(entered) => *entered,
    };
    let Entered {
        key,
        former,
        described,
        numbers,
        member,
    } = entered;
    let is_new = former.is_none();
    let row = DirectoryStub {
        id: former
            .as_ref()
            .map_or_else(|| DirectoryStubId::generate(now), |it| it.id),
        source: source.to_owned(),
        key,
        kind: described.kind,
        name: described.name,
        profession: described.profession,
        specialties: serde_json::to_string(&described.specialties)?,
        region: described.region,
        languages: serde_json::to_string(&described.languages)?,
        workplace: described.workplace,
        claimed_by: None,
        claimed_at: None,
        created_at: former.map_or(now, |it| it.created_at),
        updated_at: now,
    };
    if is_new {
        rows::insert(&**tx, row.clone()).await?;
    } else {
        rows::update(&**tx, row.clone()).await?;
    }
    if let Some(member) = member {
        return settle(tx, &row, member, &Actor::from(by), now).await;
    }
    rows::set_numbers(&**tx, row.id, &numbers).await?;
    index::enter(tx, &row).await
}

async fn record(tx: &Transaction, report: &Report, by: Authority, now: Timestamp) -> Result<()> {
    let deed = Deed::new("directory.import", "directory_source", &report.source);
    let detail = json!({
        "created": report.count("created"),
        "updated": report.count("updated"),
        "claimed": report.count("claimed"),
        "removed": report.count("removed"),
        "refused": report.count("refused"),
    });
    audit::record(tx, &Actor::from(by), deed.with(detail), now).await
}
