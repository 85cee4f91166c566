//! `rounds domain …`: other servers that the instance limits.

use anyhow::Context as _;
use clap::Subcommand;
use domain::domain_block;

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Domain {
    /// Take nothing from a domain and everything below it, and send nothing there
    Block {
        /// The domain, such as noisy.example
        name: String,
    },
    /// Limit a domain no more
    Unblock {
        /// The domain
        name: String,
    },
    /// Print the limited domains, one a line, and how
    List,
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Domain) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Domain::Block { name } => Ok(domain_block::suspend(&ctx, name).await?),
        Domain::Unblock { name } => domain_block::lift(&ctx, name)
            .await
            .with_context(|| format!("{name} is not limited: see rounds domain list")),
        Domain::List => {
            for block in domain_block::list(&ctx).await? {
                println!("{} {}", block.domain, block.severity.as_str());
            }
            Ok(())
        }
    }
}
