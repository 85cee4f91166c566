//! What would come of a file, line by line. Nothing is written.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use storage::id::UserId;
use storage::kinds::MemberOutcome;
use storage::member_list::{self as rows, Asked, ListedMember};

use super::entry::Entry;
use super::find::{Found, People, asked};
use super::judge::{judge, judge_missing};
use super::{Column, Counts, File, LINES, Remark, Report};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::names::canonical_email;
use crate::reason::Reason;

/// People of whom the database is asked at a time.
const AT_ONCE: usize = 500;
/// Characters that are shown of a line's address.
const SHOWN: usize = 200;

/// What would come of a file.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Line by line, and then those who are missing in it.
    pub lines: Vec<PlannedLine>,
    /// Columns that nobody knows.
    pub unknown: Vec<String>,
    /// How many lines have which outcome.
    pub counts: Counts,
    /// How many memberships end.
    pub ending: u64,
    /// How many memberships of the list stand now.
    pub standing: u64,
}

/// What would come of a line.
#[derive(Clone, Debug)]
pub struct PlannedLine {
    /// Its number in the file; `None` for somebody who is missing in it.
    pub line: Option<i64>,
    /// The address, or the name of who is missing.
    pub who: String,
    /// What would come of it.
    pub report: Report,
    pub(super) task: Option<Task>,
}

/// What is to be done because of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Task {
    /// What it says.
    Entry(Box<Entry>),
    /// Ends the membership of who has this hash, and is missing.
    Missing(String),
}

/// To what else than the lines somebody agreed who saw what would come of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// That the lines that are refused are left out.
    pub without_refused: bool,
    /// That more than half of the memberships end.
    pub ending_most: bool,
}

impl Plan {
    /// Whether more than half of the memberships that stand would end.
    #[must_use]
    pub fn ends_most(&self) -> bool {
        self.ending * 2 > self.standing
    }

    /// Refuses what nobody agreed to.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn check(&self, confirmed: Confirmed) -> Result<()> {
        let done = self.lines.iter().any(|line| line.task.is_some());
        if !done {
            return Err(Error::invalid("file", "has no line that can be taken"));
        }
        if self.counts.refused > 0 && !confirmed.without_refused {
            let reason = Reason::new(
                "has {count} refused lines: mend them, or confirm that they are left out",
            );
            return Err(Error::invalid(
                "file",
                reason.with("count", self.counts.refused),
            ));
        }
        if let Some(line) = self.nameless() {
            let reason = Reason::new(
                "names nobody on line {line}: mend it, for whoever is meant must not be taken for missing",
            );
            return Err(Error::invalid("file", reason.with("line", line)));
        }
        if self.ends_most() && !confirmed.ending_most {
            let reason = Reason::new(
                "would end {ending} of {standing} memberships: confirm it when that is right",
            )
            .with("ending", self.ending)
            .with("standing", self.standing);
            return Err(Error::invalid("file", reason));
        }
        Ok(())
    }

    /// A line that is about nobody knows whom, where the memberships of who is missing end.
    fn nameless(&self) -> Option<i64> {
        let mut lines = self.lines.iter();
        let ends_missing = self.lines.iter().any(|line| line.line.is_none());
        let nameless = |line: &&PlannedLine| {
            line.line.is_some() && line.task.is_none() && canonical_email(&line.who).is_err()
        };
        let found = lines.find(nameless).filter(|_| ends_missing);
        found.and_then(|line| line.line)
    }

    pub(super) fn count(&mut self) {
        self.counts = Counts::default();
        for line in &self.lines {
            self.counts.add(line.report.outcome, 1);
        }
        let ending = self.lines.iter().filter(|line| line.report.ends());
        self.ending = u64::try_from(ending.count()).unwrap_or(u64::MAX);
    }
}

/// Says what would come of a file, and with `end_missing` of those on the list who are missing in it.
///
/// # Errors
/// `Invalid` when it has too many lines.
pub async fn plan(ctx: &Context, file: &File, end_missing: bool) -> Result<Plan> {
    if file.lines.len() > LINES {
        let reason =
            Reason::new("has more than {most} lines: bring it in parts").with("most", LINES);
        return Err(Error::invalid("file", reason));
    }
    let now = ctx.clock.now();
    let mut seen = Seen::default();
    let mut lines = read(file, &mut seen);
    for some in lines.chunks_mut(AT_ONCE) {
        judge_some(ctx, some, &mut seen.logins, now).await?;
    }
    if end_missing {
        let missing = missing(ctx, &lines, &seen).await?;
        lines.extend(missing);
    }
    let mut plan = Plan {
        lines,
        unknown: file.unknown.clone(),
        standing: rows::count_active(ctx.db.read()).await?,
        ..Plan::default()
    };
    plan.count();
    Ok(plan)
}

/// On which line somebody stands.
#[derive(Default)]
struct Seen {
    emails: HashMap<String, i64>,
    names: HashMap<String, i64>,
    logins: HashMap<UserId, i64>,
}

/// The lines that can be read, not judged yet, and those that cannot.
fn read(file: &File, seen: &mut Seen) -> Vec<PlannedLine> {
    let lines = file.lines.iter().map(|line| {
        let unreadable = |reason: &Reason| Remark::about(reason.clone());
        let cells = line.cells.as_ref();
        let who = cells.ok().and_then(|cells| cells.get(&Column::Email));
        let who = who.map(|who| who.trim().chars().take(SHOWN).collect());
        let who: String = who.unwrap_or_default();
        let entry = cells.map_err(unreadable).and_then(Entry::read);
        let entry = entry.and_then(|entry| once(seen, line.number, entry));
        let (report, task) = match entry {
            Ok(entry) => (unjudged(), Some(Task::Entry(Box::new(entry)))),
            Err(why) => {
                // Whoever is meant is not missing.
                if let Ok(email) = canonical_email(&who) {
                    seen.emails.entry(email).or_insert(line.number);
                }
                (Report::refused(why), None)
            }
        };
        PlannedLine {
            task,
            ..PlannedLine::new(Some(line.number), who, report)
        }
    });
    lines.collect()
}

fn unjudged() -> Report {
    Report {
        outcome: MemberOutcome::Unchanged,
        deeds: Vec::new(),
        remarks: Vec::new(),
    }
}

/// Refuses a second line about the same person.
fn once(seen: &mut Seen, line: i64, entry: Entry) -> std::result::Result<Entry, Remark> {
    let first = *seen.emails.entry(entry.email.clone()).or_insert(line);
    if first != line {
        return Err(Remark::of(Column::Email, twice(first)));
    }
    let name = entry.username.as_ref().map(|name| name.to_lowercase());
    let first = name.map_or(line, |name| *seen.names.entry(name).or_insert(line));
    if first != line {
        return Err(Remark::of(Column::Username, twice(first)));
    }
    Ok(entry)
}

fn twice(first: i64) -> Reason {
    Reason::new("stands on line {line} already").with("line", first)
}

async fn judge_some(
    ctx: &Context,
    lines: &mut [PlannedLine],
    logins: &mut HashMap<UserId, i64>,
    now: Timestamp,
) -> Result<()> {
    let entries: Vec<&Entry> = lines.iter().filter_map(PlannedLine::entry).collect();
    let known = rows::known(ctx.db.read(), &asked(ctx, &entries)).await?;
    let people = People::new(known);
    for line in lines {
        let Some(Task::Entry(entry)) = &line.task else {
            continue;
        };
        let found = people.find(ctx, entry)?;
        let number = line.line.unwrap_or_default();
        let login = found.login.as_ref().map(|(login, _)| login.id);
        let first = login.map_or(number, |id| *logins.entry(id).or_insert(number));
        line.report = if first == number {
            judge(entry, &found, now)?.report
        } else {
            Report::refused(Remark::of(Column::Email, twice(first)))
        };
        if line.report.outcome == MemberOutcome::Refused {
            line.task = None;
        }
    }
    Ok(())
}

impl PlannedLine {
    /// What comes of a line, of which nothing is to be done any more.
    #[must_use]
    pub fn new(line: Option<i64>, who: String, report: Report) -> Self {
        Self {
            line,
            who,
            report,
            task: None,
        }
    }

    fn entry(&self) -> Option<&Entry> {
        match &self.task {
            Some(Task::Entry(entry)) => Some(entry.as_ref()),
            _ => None,
        }
    }
}

/// Those on the list of whom no line is. A line that is refused names its person too.
async fn missing(ctx: &Context, lines: &[PlannedLine], seen: &Seen) -> Result<Vec<PlannedLine>> {
    let emails = seen.emails.keys();
    let hashes = emails.map(|email| super::address_hash(ctx, email));
    let hashes: HashSet<String> = hashes.collect();
    let is_named = |row: &ListedMember| {
        let login = row.user_id.is_some_and(|id| seen.logins.contains_key(&id));
        login || hashes.contains(&row.address_hash)
    };
    let mut rows = rows::list_active(ctx.db.read()).await?;
    rows.retain(|row| !is_named(row));
    let mut missing = Vec::with_capacity(rows.len().min(lines.len()));
    for some in rows.chunks(AT_ONCE) {
        let asked = Asked {
            hashes: some.iter().map(|row| row.address_hash.clone()).collect(),
            ..Asked::default()
        };
        let people = People::new(rows::known(ctx.db.read(), &asked).await?);
        for row in some {
            let found = people.find_listed(ctx, &row.address_hash)?;
            if seen.emails.contains_key(&called(&found)) {
                continue;
            }
            let report = judge_missing(&found).report;
            missing.push(PlannedLine {
                task: Some(Task::Missing(row.address_hash.clone())),
                ..PlannedLine::new(None, called(&found), report)
            });
        }
    }
    Ok(missing)
}

fn called(found: &Found) -> String {
    let login = found.login.as_ref();
    login.map_or_else(String::new, |(login, _)| login.email.clone())
}
