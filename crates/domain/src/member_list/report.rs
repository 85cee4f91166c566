//! What comes of a line.

use serde::{Deserialize, Serialize};
use storage::kinds::MemberOutcome;

use super::Column;
use crate::clock::Timestamp;
use crate::reason::Reason;

/// One thing that is done because of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// A link by which they choose a password is mailed.
    Invite,
    /// Something is written into name or profile.
    Write {
        /// What.
        column: Column,
    },
    /// The instance vouches for their membership, once they are here.
    Give {
        /// Until when.
        until: Option<Timestamp>,
    },
    /// The instance vouches for their membership with another end than before.
    Renew {
        /// Until when.
        until: Option<Timestamp>,
    },
    /// The membership, for which the instance vouched already, is a matter of the list from now on.
    Adopt {
        /// Until when.
        until: Option<Timestamp>,
    },
    /// The instance vouches for their membership no more.
    End,
}

/// Something that the secretary should know about a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The column that it is about, if it is one.
    pub column: Option<Column>,
    /// Words that go on after the name of the column, or about the person.
    pub reason: Reason,
}

impl Remark {
    pub(super) fn of(column: Column, reason: impl Into<Reason>) -> Self {
        Self {
            column: Some(column),
            reason: reason.into(),
        }
    }

    pub(super) fn about(reason: impl Into<Reason>) -> Self {
        Self {
            column: None,
            reason: reason.into(),
        }
    }
}

/// What comes of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// In a word.
    pub outcome: MemberOutcome,
    /// What is done.
    pub deeds: Vec<Deed>,
    /// What is to be known; of a refused line the first is why.
    pub remarks: Vec<Remark>,
}

impl Report {
    pub(super) fn refused(why: Remark) -> Self {
        Self {
            outcome: MemberOutcome::Refused,
            deeds: Vec::new(),
            remarks: vec![why],
        }
    }

    pub(super) fn skipped(why: &'static str) -> Self {
        Self {
            outcome: MemberOutcome::Skipped,
            deeds: Vec::new(),
            remarks: vec![Remark::about(why)],
        }
    }

    /// Whether a membership ends.
    #[must_use]
    pub fn ends(&self) -> bool {
        self.deeds.contains(&Deed::End)
    }
}

/// How many lines have which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "one for each outcome")]
pub struct Counts {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub refused: u64,
}

impl Counts {
    pub(super) fn add(&mut self, outcome: MemberOutcome, lines: u64) {
        let count = match outcome {
            MemberOutcome::Created => &mut self.created,
            MemberOutcome::Updated => &mut self.updated,
            MemberOutcome::Unchanged => &mut self.unchanged,
            MemberOutcome::Skipped => &mut self.skipped,
            MemberOutcome::Refused => &mut self.refused,
        };
        *count += lines;
    }
}
