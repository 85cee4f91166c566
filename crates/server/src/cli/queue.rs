//! `rounds queue …`: what waits to be sent or done, and what was given up.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::moderation::Authority;
use domain::queue::{self, Backlog, Item, Lane, Line, Which};
use domain::{Context, Page, Timestamp};

use super::Place;
use super::instance::open;

/// More rows of a queue than these are not printed.
const MOST: u64 = 1000;
const BY: Authority = Authority::Operator;

#[derive(Subcommand)]
pub(super) enum Queue {
    /// Print what waits for each host and why; with --host or --failed row by row
    List {
        /// What is for this host alone, such as peer.example
        #[arg(long)]
        host: Option<String>,
        /// What was given up, of every queue
        #[arg(long)]
        failed: bool,
    },
    /// Try again at once
    Retry(Meant),
    /// Throw away
    Drop(Meant),
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Meant {
    /// The row that was given up, by its number in `list --failed`
    id: Option<i64>,
    /// Everything for this host, given up or waiting
    #[arg(long)]
    host: Option<String>,
}

impl Meant {
    fn which(&self) -> Which<'_> {
        match &self.host {
            Some(host) => Which::Host(host),
            None => Which::Failed(self.id.unwrap_or_default()),
        }
    }
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Queue) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Queue::List {
            host: None,
            failed: false,
        } => overview(&ctx).await,
        Queue::List { host, failed } => rows(&ctx, host.as_deref(), *failed).await,
        Queue::Retry(meant) => {
            let count = queue::retry(&ctx, BY, meant.which()).await;
            say(&format!("{} to be tried again", found(count)?));
            Ok(())
        }
        Queue::Drop(meant) => {
            let count = queue::discard(&ctx, BY, meant.which()).await;
            say(&format!("{} thrown away", found(count)?));
            Ok(())
        }
    }
}

fn found(count: domain::Result<u64>) -> anyhow::Result<u64> {
    count.context("there is nothing like that in the queue: see rounds queue list --failed")
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
fn say(line: &str) {
    println!("{line}");
}

async fn overview(ctx: &Context) -> anyhow::Result<()> {
    let now = ctx.clock.now();
    let found = queue::overview(ctx, BY).await?;
    for lane in &found.lanes {
        say(&lane_line(lane, now));
    }
    for (name, backlog) in [("inbox", &found.inbox), ("jobs", &found.jobs)] {
        say(&format!("{name}: {}", amount(backlog, now)));
    }
    Ok(())
}

fn lane_line(lane: &Lane, now: Timestamp) -> String {
    let mut text = format!("{}: {}", lane.host, amount(&lane.backlog, now));
    if lane.closed_until > now {
        let until = lane.closed_until.to_rfc3339();
        let _ = write!(text, ", left alone until {until}");
    }
    match &lane.last_error {
        Some(error) if lane.failures > 0 || lane.backlog.failed > 0 => text + ": " + error,
        _ => text,
    }
}

pub(super) fn amount(backlog: &Backlog, now: Timestamp) -> String {
    let mut text = format!("{} waiting", backlog.waiting);
    if let Some(oldest) = backlog.oldest {
        let tries = backlog.attempts.unwrap_or_default();
        let oldest = age(oldest, now);
        let _ = write!(text, " for up to {oldest}, tried up to {tries} times");
    }
    if backlog.failed > 0 {
        let _ = write!(text, ", {} given up", backlog.failed);
    }
    text
}

async fn rows(ctx: &Context, host: Option<&str>, failed: bool) -> anyhow::Result<()> {
    let now = ctx.clock.now();
    for line in Line::ALL {
        let page = Page::first(MOST);
        for item in queue::index(ctx, BY, line, failed, host, page).await? {
            say(&row_line(&item, now));
        }
    }
    Ok(())
}

fn row_line(item: &Item, now: Timestamp) -> String {
    let mut line = format!("{} {}", item.id, item.what);
    if let Some(host) = &item.host {
        line = line + " " + host;
    }
    let (age, tries) = (age(item.since, now), item.attempts);
    let _ = write!(line, ", {age} old, tried {tries} times");
    match &item.last_error {
        Some(error) => line + ": " + error,
        None => line,
    }
}

/// How long ago that was, in one unit.
pub(super) fn age(since: Timestamp, now: Timestamp) -> String {
    let millis = u64::try_from(now.millis() - since.millis()).unwrap_or_default();
    let seconds = Duration::from_millis(millis).as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_one_line() {
        let now = Timestamp(100_000_000);
        let mut lane = Lane {
            host: "b.example".into(),
            backlog: Backlog {
                waiting: 3,
                failed: 1,
                oldest: Some(now.before(Duration::from_hours(3))),
                attempts: Some(4),
            },
            failures: 11,
            closed_until: now.after(Duration::from_mins(2)),
            last_error: Some("could not be reached: connection refused".into()),
        };
        assert_eq!(
            lane_line(&lane, now),
            "b.example: 3 waiting for up to 3 h, tried up to 4 times, 1 given up, \
             left alone until 1970-01-02T03:48:40.000Z: could not be reached: connection refused"
        );
        lane.backlog = Backlog::default();
        (lane.failures, lane.closed_until) = (0, Timestamp(0));
        assert_eq!(lane_line(&lane, now), "b.example: 0 waiting");
        for (seconds, words) in [(59, "59 s"), (61, "1 min"), (172_900, "2 days")] {
            let since = now.before(Duration::from_secs(seconds));
            assert_eq!(age(since, now), words);
        }
    }
}
