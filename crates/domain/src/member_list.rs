//! The list of an association's members, which its secretary brings as a file and takes along.
//!
//! A line invites somebody who has no login here, and for somebody who has one fills in what their profile lacks and says
//! whether this instance vouches for their membership. What members wrote themselves stays: a list changes what is empty,
//! and what an earlier list wrote. Rights and passwords are no matter of a list.
//!
//! [`plan`] says what would come of every line and writes nothing; [`keep`] keeps a file until it is confirmed, [`start`] has
//! it done by `Job::ImportMembers`, a few lines at a time ([`step`]). Each line is judged anew when it is done, in one
//! transaction with its report, so that a line is done once whatever ends between.

mod apply;
mod entry;
mod export;
mod find;
mod import;
mod judge;
mod plan;
mod report;
mod step;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use storage::Transaction;
pub use storage::kinds::{ListedMembership, MemberOutcome};

pub(crate) use apply::admitted;
pub use export::export;
pub(crate) use import::prune;
pub use import::{Import, discard, index, keep, show, start};
pub use plan::{Confirmed, Plan, PlannedLine, plan};
pub use report::{Counts, Deed, Remark, Report};
pub use step::{run, step};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::id::UserId;
use crate::reason::Reason;

/// Lines of a file.
pub const LINES: usize = 20_000;

/// The columns of a file, in the order in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "docs/members-list.md says what each holds")]
pub enum Column {
    Email,
    Username,
    Name,
    Profession,
    Specialties,
    Region,
    Languages,
    Workplace,
    MemberUntil,
    State,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Email,
        Self::Username,
        Self::Name,
        Self::Profession,
        Self::Specialties,
        Self::Region,
        Self::Languages,
        Self::Workplace,
        Self::MemberUntil,
        Self::State,
    ];

    /// Its name in the first line of a file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Username => "username",
            Self::Name => "name",
            Self::Profession => "profession",
            Self::Specialties => "specialties",
            Self::Region => "region",
            Self::Languages => "languages",
            Self::Workplace => "workplace",
            Self::MemberUntil => "member_until",
            Self::State => "state",
        }
    }

    /// The column of this name; capitals, spaces and signs make no difference: `E-Mail`, `Member until`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let plain = |name: &str| {
            let letters = name.chars().filter(char::is_ascii_alphanumeric);
            letters.collect::<String>().to_ascii_lowercase()
        };
        let wanted = plain(name);
        let named = |it: &Self| plain(it.as_str()) == wanted;
        Self::ALL.into_iter().find(named)
    }
}

/// What stands in a line, by column; a column that the file does not have is missing.
pub type Cells = BTreeMap<Column, String>;

/// A line as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1, as an editor counts.
    pub number: i64,
    /// What stands there, or why the line cannot be read.
    pub cells: std::result::Result<Cells, Reason>,
}

/// A file as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Its lines without the first.
    pub lines: Vec<Line>,
    /// Columns that nobody knows, which are left out.
    pub unknown: Vec<String>,
}

/// By what somebody is known to have been on a list when their login is gone.
fn address_hash(ctx: &Context, email: &str) -> String {
    ctx.secret.derive_token("member list", email.as_bytes())
}

/// Keeps of somebody who deletes their login no more than that they are not to be invited again.
pub(crate) async fn forget(tx: &Transaction, id: UserId, now: Timestamp) -> Result<()> {
    Ok(storage::member_list::forget(&**tx, id, now).await?)
}
