//! `rounds search …`: what people find.

use clap::Subcommand;

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Search {
    /// Read the words of all statuses and of the directory anew; needed once after an upgrade from a version without
    /// full-text search
    Index,
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Search) -> anyhow::Result<()> {
    let Search::Index = command;
    let ctx = open(place).await?;
    let statuses = domain::search::rebuild(&ctx).await?;
    println!("{statuses} statuses can be found by their words");
    let members = domain::directory::rebuild(&ctx).await?;
    println!("{members} accounts want to be found in the directory");
    let stubs = domain::directory_stub::rebuild(&ctx).await?;
    println!("{stubs} entries of imported lists can be found");
    Ok(())
}
