//! Lists of domains that are brought in as a whole. A list with a line that cannot be taken changes nothing.

use std::collections::HashMap;

use crate::context::Context;
use crate::domain_block::limitable;
use crate::error::Error;
use crate::reason::Reason;

/// Lines of a list at most.
pub const LINES: usize = 20_000;

/// A line as it was read.
#[derive(Clone, Debug)]
pub struct Line<T> {
    /// Its number in the file, from 1, as an editor counts.
    pub number: u64,
    /// The domain, as it is written there.
    pub domain: String,
    /// What is wanted for it, or why the line cannot be read.
    pub wanted: std::result::Result<T, Reason>,
}

/// What becomes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something is decided about a domain of which nothing was.
    Added,
    /// Something else is decided than before.
    Changed,
    /// It is so already.
    Unchanged,
    /// It cannot be taken, and so nothing of the list is.
    Refused(Reason),
}

/// What becomes of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Number, domain and outcome of each line.
    pub lines: Vec<(u64, String, Outcome)>,
    /// Whether it was done, and not only looked at or refused.
    pub applied: bool,
}

impl Report {
    /// Whether a line cannot be taken.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|(_, _, outcome)| matches!(outcome, Outcome::Refused(_)))
    }
}

/// A line that can be taken, with the one spelling of its domain.
pub(crate) struct Taken<T> {
    pub(crate) domain: String,
    pub(crate) wanted: T,
}

/// Tells what can be taken of a list; each domain may stand in it once.
pub(crate) fn sort<T>(
    ctx: &Context,
    lines: Vec<Line<T>>,
) -> Vec<(u64, String, std::result::Result<Taken<T>, Reason>)> {
    let mut seen = HashMap::new();
    let mut sorted = Vec::with_capacity(lines.len());
    for line in lines {
        let taken = take(ctx, &line.domain, line.wanted).and_then(|taken| {
            match seen.insert(taken.domain.clone(), line.number) {
                None => Ok(taken),
                Some(first) => {
                    Err(Reason::new("stands on line {line} already").with("line", first))
                }
            }
        });
        sorted.push((line.number, line.domain, taken));
    }
    sorted
}

fn take<T>(
    ctx: &Context,
    domain: &str,
    wanted: std::result::Result<T, Reason>,
) -> std::result::Result<Taken<T>, Reason> {
    let wanted = wanted?;
    match limitable(ctx, domain) {
        Ok(domain) => Ok(Taken { domain, wanted }),
        Err(Error::Invalid { reason, .. }) => Err(reason),
        Err(other) => Err(other.to_string().into()),
    }
}
