//! Our clock against those of the servers that answer us: when most of them disagree, ours is wrong, and soon nobody
//! believes what we sign.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::{Clock, Timestamp};
use http::HeaderMap;
use http::header::DATE;

use crate::diagnosis::words::SKEW;

/// Servers whose latest answer counts.
const SERVERS: usize = 9;
/// With fewer of them nothing is said.
const FEWEST: usize = 3;
/// The operator is told once in this time.
const QUIET: Duration = Duration::from_hours(1);

/// What the latest answers say of our clock.
#[derive(Debug)]
pub(super) struct Clocks {
    ours: Clock,
    latest: Mutex<Latest>,
}

#[derive(Debug, Default)]
struct Latest {
    /// How far each server's clock is ahead of ours, in seconds.
    offsets: VecDeque<(String, i64)>,
    told_at: Option<Timestamp>,
}

impl Clocks {
    pub(super) fn new(ours: Clock) -> Self {
        Self {
            ours,
            latest: Mutex::default(),
        }
    }

    /// Takes the `Date` of an answer into account, and warns if our clock must be wrong.
    pub(super) fn note(&self, host: &str, headers: &HeaderMap) {
        let now = self.ours.now();
        let Some(theirs) = unix_seconds(headers) else {
            return;
        };
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let wrong = latest.note(host, theirs - now.seconds());
        let told = latest.told_at.is_some_and(|at| at.after(QUIET) > now);
        if let (Some(seconds), false) = (wrong, told) {
            latest.told_at = Some(now);
            tracing::warn!(
                seconds,
                "most other servers' clocks differ from ours: mend the clock of this machine with a time service, or nobody \
                 believes what it signs"
            );
        }
    }
}

impl Latest {
    /// How far ours is behind (or ahead, when negative) of the middle one of at least three others, if that matters.
    fn note(&mut self, host: &str, offset: i64) -> Option<i64> {
        self.offsets.retain(|(known, _)| known != host);
        self.offsets.push_back((host.to_owned(), offset));
        if self.offsets.len() > SERVERS {
            self.offsets.pop_front();
        }
        wrong_by(self.offsets.iter().map(|(_, offset)| *offset).collect())
    }
}

/// The middle one of at least three differences to our clock in seconds, if it matters: most others agree on it.
pub(crate) fn wrong_by(mut offsets: Vec<i64>) -> Option<i64> {
    offsets.sort_unstable();
    let middle = *offsets.get(offsets.len() / 2)?;
    (offsets.len() >= FEWEST && middle.abs() > SKEW).then_some(middle)
}

/// The time of an answer, if it says it.
pub(super) fn unix_seconds(headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(DATE)?.to_str().ok()?;
    let date = httpdate::parse_http_date(date).ok()?;
    let since = date.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_clock_is_wrong_when_most_others_say_so() {
        let mut latest = Latest::default();
        assert_eq!(
            latest.note("a.example", 3600),
            None,
            "that one may be wrong"
        );
        assert_eq!(latest.note("a.example", 3600), None, "and says it again");
        assert_eq!(latest.note("b.example", 2), None);
        assert_eq!(latest.note("c.example", -1), None);
        assert_eq!(latest.note("b.example", 3601), Some(3600));
        assert_eq!(
            latest.note("a.example", 30),
            None,
            "half a minute is no matter"
        );
        let mut behind = Latest::default();
        let told = ["a", "b", "c"].map(|host| behind.note(host, -90));
        assert_eq!(told, [None, None, Some(-90)]);
        for number in 0..100 {
            behind.note(&number.to_string(), 0);
        }
        assert_eq!(behind.offsets.len(), SERVERS);
    }
}
