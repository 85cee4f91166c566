//! `rounds relay …`: servers that pass public statuses on.

use anyhow::Context as _;
use clap::Subcommand;
use domain::moderation::Authority;
use domain::relay::{self, Relay};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Ask a relay to pass our public posts on, and those of others to us
    Add {
        /// Its inbox (https://…/inbox), or the address of its actor
        url: String,
    },
    /// Ask a relay no more
    Remove {
        /// What it was added with
        url: String,
    },
    /// Print the relays, one a line, and what they answered
    List,
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    let by = Authority::Operator;
    match command {
        Command::Add { url } => relay::add(&ctx, by, url).await.map(drop)?,
        Command::Remove { url } => {
            let relays = relay::list(&ctx).await?;
            let found = relays.iter().find(|relay| relay.url == *url);
            let found =
                found.with_context(|| format!("{url} was not asked: see rounds relay list"))?;
            relay::remove(&ctx, by, found.id).await?;
        }
        Command::List => {
            for Relay { url, state, .. } in relay::list(&ctx).await? {
                println!("{url} {}", state.as_str());
            }
        }
    }
    Ok(())
}
