//! How much hashtags and links were used on the last days.

use storage::daily_use::DayUse;

use crate::clock::Timestamp;

/// Days of a history, as on Mastodon.
const HISTORY: i64 = 7;
/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// How something was used on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// When it began, UTC.
    pub began: Timestamp,
    /// Public statuses with it.
    pub uses: i64,
    /// Who wrote them.
    pub accounts: i64,
}

/// When the first day of a history began.
pub(crate) fn since(now: Timestamp) -> Timestamp {
    Timestamp(first_day(now) * DAY)
}

/// The last days, today first.
pub(crate) fn history(now: Timestamp, uses: &[DayUse]) -> Vec<Day> {
    let today = day(now);
    let on = |day: i64| {
        let found = uses.iter().find(|uses| uses.day == day);
        Day {
            began: Timestamp(day * DAY),
            uses: found.map_or(0, |uses| uses.uses),
            accounts: found.map_or(0, |uses| uses.accounts),
        }
    };
    (0..HISTORY).map(|ago| on(today - ago)).collect()
}

/// The day, counted from 1970, UTC.
pub(crate) fn day(now: Timestamp) -> i64 {
    now.millis().div_euclid(DAY)
}

/// The first day of a history.
pub(crate) fn first_day(now: Timestamp) -> i64 {
    day(now) - HISTORY + 1
}
