//! `make bench`: what a request costs, on the database that `ROUNDS_TEST_DATABASE_URL` names or on SQLite.
//!
//! Processor time is that of the server and its database together, as the kernel counts it; the load is made by another
//! process (this one), which is not counted. Results are a Markdown table on standard output. Arguments are parts of the
//! names of the rows to measure: `cargo bench -p e2e -- posting received`.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench has the clock of the machine"
)]

mod cpu;
mod credentials;
mod dead_host;
mod deliveries;
mod directory;
mod inbox;
mod load;
mod peer;
mod proofs;
mod report;
mod requests;
mod streams;
mod target;
mod world;

use std::path::Path;

use anyhow::Result;

use report::Report;
use target::Target;
use world::World;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    eprintln!(
        "Making {} people and {} posts",
        world::PEOPLE,
        world::STATUSES
    );
    let world = World::make(folder.path()).await?;
    let target = Target::start(&world, folder.path(), true).await?;
    // Cargo adds options of its own.
    let wanted = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'));
    let mut report = Report::new(&world, &target, wanted.collect())?;
    requests::measure(&world, &target, &mut report).await?;
    requests::posting(&world, &target, "posting", &mut report).await?;
    streams::measure(&world, &target, &mut report).await?;
    inbox::measure(&world, &target, &mut report).await?;
    deliveries::measure(&world, &target, &mut report).await?;
    proofs::measure(&mut report)?;
    credentials::measure(&mut report)?;
    dead_host::measure(&world, &target, &mut report).await?;
    drop(target);
    if world.is_sqlite() {
        lax(&world, folder.path(), &mut report).await?;
    }
    if requests::wants_search(&report) {
        searching(&world, folder.path(), &mut report).await?;
    }
    if directory::is_wanted(&report) {
        finding(&world, folder.path(), &mut report).await?;
    }
    report.print();
    Ok(())
}

/// Finding colleagues, after everything else: there are two hundred times as many accounts then.
async fn finding(world: &World, folder: &Path, report: &mut Report) -> Result<()> {
    eprintln!("Making {} profiles", directory::PROFILES);
    directory::grow(world).await?;
    let target = Target::start(world, folder, true).await?;
    report.say(String::new());
    directory::measure(world, &target, report).await
}

/// Looking for posts, last: there are ten times as many of them then.
async fn searching(world: &World, folder: &Path, report: &mut Report) -> Result<()> {
    eprintln!("Making {} posts of them", world::SEARCHED);
    world.grow().await?;
    let target = Target::start(world, folder, true).await?;
    report.say(String::new());
    report.begin_requests();
    requests::searching(world, &target, report).await
}

/// What writes, with `synchronous=NORMAL`: a power cut may lose the last commits.
async fn lax(world: &World, folder: &Path, report: &mut Report) -> Result<()> {
    let target = Target::start(world, folder, false).await?;
    report.say(String::new());
    report.begin_requests();
    requests::posting(world, &target, "posting, NORMAL", report).await?;
    inbox::measure_lax(world, &target, report).await
}
