//! Days from one to another, with both, in UTC.

use storage::measure::Span;

use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::usage::day;

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Days of a period: nobody looks at more, and each is a figure.
const LONGEST: i64 = 366;
/// Days of a period of which only the end is said.
const USUAL: i64 = 30;

/// Some days in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first, since 1970.
    first: i64,
    /// How many.
    days: i64,
}

impl Period {
    /// From the day of `start` to that of `end`; today is the end of what has none, and what has no start is a month.
    ///
    /// # Errors
    /// `Invalid` when it ends before it starts, or is longer than a year.
    pub fn new(start: Option<Timestamp>, end: Option<Timestamp>, now: Timestamp) -> Result<Self> {
        let last = day(end.unwrap_or(now));
        let first = start.map_or(last - USUAL + 1, day);
        let days = last - first + 1;
        if days < 1 {
            return Err(Error::invalid("end_at", "is before start_at"));
        }
        if days > LONGEST {
            return Err(Error::invalid(
                "end_at",
                "is more than a year after start_at",
            ));
        }
        Ok(Self { first, days })
    }

    /// Its days, since 1970.
    pub(crate) fn days(self) -> impl Iterator<Item = i64> {
        self.first..self.first + self.days
    }

    /// As long a period, right before it.
    pub(crate) fn previous(self) -> Self {
        Self {
            first: self.first - self.days,
            ..self
        }
    }

    /// When it begins, and when it is over.
    pub(crate) fn span(self) -> Span {
        let end = self.first + self.days;
        (began(self.first), began(end))
    }
}

/// When a day began.
pub(crate) fn began(day: i64) -> Timestamp {
    Timestamp(day * DAY)
}
