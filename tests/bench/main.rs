//! `make bench`: what a request costs, on the database that `ROUNDS_TEST_DATABASE_URL` names or on SQLite.
//!
//! Processor time is that of the server and its database together, as the kernel counts it; the load is made by another
//! process (this one), which is not counted. Results are a Markdown table on standard output.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench has the clock of the machine"
)]

mod cpu;
mod deliveries;
mod inbox;
mod load;
mod peer;
mod report;
mod requests;
mod target;
mod world;

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
    let target = Target::start(&world, folder.path()).await?;
    let mut report = Report::new(&world, &target)?;
    requests::measure(&world, &target, &mut report).await?;
    inbox::measure(&world, &target, &mut report).await?;
    deliveries::measure(&world, &target, &mut report).await?;
    report.print();
    Ok(())
}
