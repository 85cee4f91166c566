//! `rounds group …`: groups, made without a browser.

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::group::{self, NewGroup};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Group {
    /// Make a group and print its address
    Create(Create),
}

#[derive(Args)]
pub(super) struct Create {
    /// The group's name, without @
    name: String,
    /// What people read
    #[arg(long)]
    title: String,
    /// The account that owns it
    #[arg(long)]
    owner: String,
    /// What it is about and what is expected of those who post
    #[arg(long, default_value = "")]
    description: String,
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Group) -> anyhow::Result<()> {
    let Group::Create(new) = command;
    let ctx = open(place).await?;
    let owner = domain::account::lookup(&ctx, &new.owner)
        .await
        .with_context(|| {
            format!(
                "there is no account \"{}\": make it with rounds account create",
                new.owner
            )
        })?;
    let founded = NewGroup {
        name: new.name.clone(),
        title: new.title.clone(),
        description: new.description.clone(),
    };
    group::create(&ctx, owner.id, founded).await?;
    println!("{}", ctx.uris.profile_page(&new.name));
    Ok(())
}
