//! The table.

use std::time::Duration;

use anyhow::Result;

use crate::load::Cost;
use crate::target::{Target, binary};
use crate::world::{PEOPLE, STATUSES, World};

/// A path with what it is to cost, and what others needed for it on this machine when it was quiet: processor
/// milliseconds a request.
pub struct Row {
    pub what: &'static str,
    aim: &'static str,
    gotosocial: &'static str,
    mitra: &'static str,
}

impl Row {
    pub const fn new(
        what: &'static str,
        aim: &'static str,
        gotosocial: &'static str,
        mitra: &'static str,
    ) -> Self {
        Self {
            what,
            aim,
            gotosocial,
            mitra,
        }
    }
}

/// Rows, printed at the end.
pub struct Report {
    lines: Vec<String>,
    /// Parts of the names of the rows that are measured; all of them when there is none.
    wanted: Vec<String>,
}

impl Report {
    /// Begins with what is measured, and what needs no load.
    pub fn new(world: &World, target: &Target, wanted: Vec<String>) -> Result<Self> {
        let engine = if world.is_sqlite() {
            "SQLite"
        } else {
            "PostgreSQL"
        };
        let mut report = Self {
            lines: Vec::new(),
            wanted,
        };
        report.say(format!("### {engine}, {PEOPLE} people, {STATUSES} posts"));
        report.say(String::new());
        report.say(format!(
            "start to first answer {:.3} s (aim 0.15, GoToSocial 1.4, Mitra 0.12), idle memory {:.1} MiB (40, 125, 35), \
             binary {:.1} MiB",
            target.start.as_secs_f64(),
            mebibytes(target.idle),
            mebibytes(std::fs::metadata(binary())?.len()),
        ));
        report.say(String::new());
        report.begin_requests();
        Ok(report)
    }

    /// Begins a table of series of requests.
    pub fn begin_requests(&mut self) {
        self.say(
            "| what | requests/s | p50 ms | p99 ms | processor ms | aim | GoToSocial | Mitra |"
                .to_owned(),
        );
        self.say("|---|---:|---:|---:|---:|---:|---:|---:|".to_owned());
    }

    /// Whether this row is to be measured.
    pub fn wants(&self, what: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|part| what.contains(part.as_str()))
    }

    /// A row of a series of requests.
    pub fn add(&mut self, row: &Row, cost: &Cost) {
        self.say(format!(
            "| {} | {:.0} | {:.2} | {:.2} | {:.3} | {} | {} | {} |",
            row.what,
            cost.rate,
            milliseconds(cost.p50),
            milliseconds(cost.p99),
            milliseconds(cost.cpu),
            row.aim,
            row.gotosocial,
            row.mitra,
        ));
    }

    /// A line of its own.
    pub fn say(&mut self, line: String) {
        eprintln!("{line}");
        self.lines.push(line);
    }

    /// Prints everything.
    #[expect(clippy::print_stdout, reason = "the result")]
    pub fn print(&self) {
        println!("{}", self.lines.join("\n"));
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
pub fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}
