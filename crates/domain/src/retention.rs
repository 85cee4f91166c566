//! How many of those who joined still come, for those who look after the instance. As in Mastodon, who was here later was
//! here until then.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike};
use storage::retention as rows;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Moderator;
use crate::period::{Period, began};

/// Cohorts of one answer: each has a figure for all that come after it.
const MOST: usize = 100;

/// How long those joined who are looked at together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// On one day.
    Day,
    /// In one month.
    Month,
}

/// Those who joined together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// When their day or month began.
    pub period: Timestamp,
    /// From then on for each day or month.
    pub stayed: Vec<Stayed>,
}

/// How many of a cohort came in a day or a month, or later.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stayed {
    /// When it began.
    pub date: Timestamp,
    /// How many.
    pub users: i64,
    /// Which part of all of them, from 0 to 1.
    pub rate: f64,
}

/// The cohorts of a period.
///
/// # Errors
/// `Invalid` when they are too many.
pub async fn cohorts(
    ctx: &Context,
    _by: &Moderator,
    period: Period,
    frequency: Frequency,
) -> Result<Vec<Cohort>> {
    let mut starts: Vec<i64> = period.days().map(|day| frequency.start(day)).collect();
    starts.dedup();
    if starts.len() > MOST {
        return Err(Error::invalid("end_at", "is too long after start_at"));
    }
    let (first, end) = period.span();
    let first = starts.first().map_or(first, |start| began(*start));
    let mut of: BTreeMap<i64, Vec<(i64, i64)>> = BTreeMap::new();
    for stay in rows::list_stays(ctx.db.read(), (first, end)).await? {
        let seen = stay.seen.unwrap_or(i64::MIN);
        let cohort = of.entry(frequency.start(stay.joined)).or_default();
        cohort.push((seen, stay.users));
    }
    let cohorts = starts.iter().enumerate().map(|(at, start)| {
        let stays = of.remove(start).unwrap_or_default();
        cohort(*start, &starts[at..], &stays)
    });
    Ok(cohorts.collect())
}

fn cohort(start: i64, dates: &[i64], stays: &[(i64, i64)]) -> Cohort {
    let all: i64 = stays.iter().map(|(_, users)| users).sum();
    let stayed = dates.iter().map(|date| {
        let later = stays.iter().filter(|(seen, _)| seen >= date);
        let users = later.map(|(_, users)| users).sum();
        Stayed {
            date: began(*date),
            users,
            rate: share(users, all),
        }
    });
    Cohort {
        period: began(start),
        stayed: stayed.collect(),
    }
}

fn share(part: i64, whole: i64) -> f64 {
    let number = |count: i64| f64::from(i32::try_from(count).unwrap_or(i32::MAX));
    number(part) / number(whole).max(1.0)
}

impl Frequency {
    /// The first day of the day's day or month.
    fn start(self, day: i64) -> i64 {
        match self {
            Self::Day => day,
            Self::Month => {
                let date = DateTime::from_timestamp_millis(began(day).millis());
                let passed = date.map_or(0, |date| i64::from(date.day0()));
                day - passed
            }
        }
    }
}
