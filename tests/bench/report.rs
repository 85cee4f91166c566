//! The table.

use std::time::Duration;

use anyhow::Result;

use crate::load::Cost;
use crate::target::{Target, binary};
use crate::world::{PEOPLE, STATUSES, World};

/// Rows, printed at the end.
pub struct Report {
    lines: Vec<String>,
}

impl Report {
    /// Begins with what is measured, and what needs no load.
    pub fn new(world: &World, target: &Target) -> Result<Self> {
        let database = &world.config.database;
        let engine = if database.url.starts_with("sqlite") {
            "SQLite"
        } else {
            "PostgreSQL"
        };
        let mut report = Self { lines: Vec::new() };
        report.say(format!(
            "### {engine}, durable = {}, {PEOPLE} people, {STATUSES} posts",
            database.durable
        ));
        report.say(String::new());
        report.say(format!(
            "start to first answer {:.3} s, idle memory {:.1} MiB, binary {:.1} MiB",
            target.start.as_secs_f64(),
            mebibytes(target.idle),
            mebibytes(std::fs::metadata(binary())?.len()),
        ));
        report.say(String::new());
        report.say("| what | requests/s | p50 ms | p99 ms | processor ms |".to_owned());
        report.say("|---|---:|---:|---:|---:|".to_owned());
        Ok(report)
    }

    /// A row of a series of requests.
    pub fn add(&mut self, what: &str, cost: &Cost) {
        self.say(format!(
            "| {what} | {:.0} | {:.2} | {:.2} | {:.3} |",
            cost.rate,
            milliseconds(cost.p50),
            milliseconds(cost.p99),
            milliseconds(cost.cpu)
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
