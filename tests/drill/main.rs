//! `make drill`: a thousand posts while the sender is killed a hundred times and the receiver twenty times. Prints a row of
//! the table in docs/reliability.md. `SEED=7` chooses other moments, `POSTS`, `SENDER_KILLS` and `RECEIVER_KILLS` other
//! numbers; on PostgreSQL two processes work for the sender.

use std::time::Duration;

use anyhow::{Context as _, Result};
use harness::drill::{self, Plan};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the result")]
async fn main() -> Result<()> {
    let postgres = std::env::var("ROUNDS_TEST_DATABASE_URL").is_ok();
    let plan = Plan {
        posts: number("POSTS", 1000)?,
        sender_kills: number("SENDER_KILLS", 100)?,
        receiver_kills: number("RECEIVER_KILLS", 20)?,
        workers: if postgres { 2 } else { 1 },
        seed: u64::try_from(number("SEED", 1)?)?,
        patience: Duration::from_hours(1),
    };
    let figures = drill::run(plan).await?;
    println!(
        "| {} | {} | {} of {} | {} | {} | {:.0} | {:.0} | {} |",
        if postgres { "PostgreSQL" } else { "SQLite" },
        plan.posts,
        plan.sender_kills,
        if plan.workers == 1 {
            "one process"
        } else {
            "two processes by turns"
        },
        plan.receiver_kills,
        figures.repeated,
        figures.under_fire.as_secs_f64(),
        figures.recovery.as_secs_f64(),
        figures.delivered_again,
    );
    Ok(())
}

fn number(variable: &str, usual: usize) -> Result<usize> {
    match std::env::var(variable) {
        Ok(text) => text
            .parse()
            .with_context(|| format!("{variable} is no number")),
        Err(_) => Ok(usual),
    }
}
