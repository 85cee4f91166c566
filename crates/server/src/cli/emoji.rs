//! `rounds emoji …`: pictures that people write as `:name:`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Subcommand;
use domain::{Context, custom_emoji};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Emoji {
    /// Add an emoji from a PNG, JPEG, GIF or WebP file
    Add {
        /// What is written between the colons
        name: String,
        /// The picture
        file: PathBuf,
        /// Under which head people find it
        #[arg(long)]
        category: Option<String>,
    },
    /// Remove an emoji; what was written with it stays as it is
    Remove {
        /// What is written between the colons
        name: String,
    },
    /// Print the emoji of this server
    List,
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Emoji) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Emoji::Add {
            name,
            file,
            category,
        } => {
            let picture = std::fs::read(file)
                .with_context(|| format!("{} cannot be read", file.display()))?;
            Ok(custom_emoji::add(&ctx, name, category.as_deref(), picture.into()).await?)
        }
        Emoji::Remove { name } => custom_emoji::remove(&ctx, name)
            .await
            .with_context(|| format!("there is no emoji \"{name}\" here")),
        Emoji::List => list(&ctx).await,
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn list(ctx: &Context) -> anyhow::Result<()> {
    for emoji in custom_emoji::list(ctx).await? {
        let category = emoji.category.unwrap_or_default();
        println!(":{}:\t{category}\t{}", emoji.shortcode, emoji.url);
    }
    Ok(())
}
