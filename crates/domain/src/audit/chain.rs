//! Whether a chain of entries is whole. It sees one entry at a time, so a log of any length takes no memory.

use std::fmt;
use std::str::FromStr;

use super::{AuditEntry, hash};

/// Where a chain ends, or ended when somebody wrote it down: whoever keeps one elsewhere notices that entries at the end
/// were removed, or that everything was written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

impl FromStr for Head {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.trim().split_once(':');
        let (seq, hash) = parts.ok_or("is no NUMBER:HASH")?;
        let seq = seq.parse().map_err(|_| "begins with no number")?;
        if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err("ends with no SHA-256 as hex");
        }
        Ok(Self {
            seq,
            hash: hash.to_ascii_lowercase(),
        })
    }
}

/// The first link at which a chain is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is left out, or comes twice.
    #[error("entry {expected} is missing: entry {found} stands in its place")]
    Missing {
        /// Which should have come.
        expected: i64,
        /// Which came.
        found: i64,
    },
    /// What it says is not what was written down.
    #[error("entry {0} was altered: its hash is not that of what it says")]
    Altered(i64),
    /// It was written after another one than the one before it.
    #[error("entry {0} does not follow the entry before it")]
    Unlinked(i64),
    /// The log ends too early.
    #[error("the log ends with entry {last}, but entry {kept} was there when the head was kept")]
    Cut {
        /// The last entry; 0 when there is none.
        last: i64,
        /// That of the head.
        kept: i64,
    },
    /// It is whole, but not the one that was there.
    #[error("entry {0} is another one than when the head was kept")]
    Replaced(i64),
}

/// The part of a chain that was seen.
#[derive(Debug, Default)]
pub struct Chain {
    last: Option<Head>,
    kept: Option<Head>,
}

impl Chain {
    /// The beginning of a chain, of which somebody may have kept a head.
    #[must_use]
    pub fn new(kept: Option<Head>) -> Self {
        Self { last: None, kept }
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// When it is not the one that was appended there.
    pub fn follow(&mut self, entry: &AuditEntry) -> Result<(), Broken> {
        let expected = self.seq() + 1;
        if entry.seq != expected {
            let found = entry.seq;
            return Err(Broken::Missing { expected, found });
        }
        if hash(entry) != entry.hash {
            return Err(Broken::Altered(entry.seq));
        }
        let before = self.last.as_ref().map_or("", |last| last.hash.as_str());
        if entry.previous_hash != before {
            return Err(Broken::Unlinked(entry.seq));
        }
        let kept = self.kept.as_ref().filter(|kept| kept.seq == entry.seq);
        if kept.is_some_and(|kept| kept.hash != entry.hash) {
            return Err(Broken::Replaced(entry.seq));
        }
        self.last = Some(Head {
            seq: entry.seq,
            hash: entry.hash.clone(),
        });
        Ok(())
    }

    /// Where it ends; `None` when there are no entries.
    ///
    /// # Errors
    /// When it ended later once.
    pub fn end(self) -> Result<Option<Head>, Broken> {
        let last = self.seq();
        match self.kept {
            Some(kept) if kept.seq > last => Err(Broken::Cut {
                last,
                kept: kept.seq,
            }),
            _ => Ok(self.last),
        }
    }

    /// The number of the last entry that was seen.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.last.as_ref().map_or(0, |last| last.seq)
    }
}
