//! `rounds group …`: groups, made and moderated without a browser.

mod decide;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::account::{self, Account};
use domain::group::{self, NewGroup};
use domain::{Context, group_member};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Group {
    /// Make a group and print its address
    Create(Create),
    /// Decide about a post of a group, or about someone in it, as one of those who run it
    Decide(decide::Decide),
    /// Give a group that lost its last owner a new one, so that it announces again
    Thaw {
        /// The group's name, without @
        name: String,
        /// The account that will own it
        #[arg(long)]
        owner: String,
    },
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
pub(super) async fn run(place: &Place, command: &Group) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Group::Create(new) => create(&ctx, new).await,
        Group::Decide(decide) => decide::run(&ctx, decide).await,
        Group::Thaw { name, owner } => {
            let group = find_group(&ctx, name).await?;
            let owner = find_owner(&ctx, owner).await?;
            Ok(group_member::thaw(&ctx, group.id, owner.id).await?)
        }
    }
}

async fn find_group(ctx: &Context, name: &str) -> anyhow::Result<Account> {
    account::lookup(ctx, name)
        .await
        .with_context(|| format!("there is no group \"{name}\" here"))
}

async fn find_owner(ctx: &Context, name: &str) -> anyhow::Result<Account> {
    account::lookup(ctx, name).await.with_context(|| {
        format!("there is no account \"{name}\": make it with rounds account create")
    })
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn create(ctx: &Context, new: &Create) -> anyhow::Result<()> {
    let owner = find_owner(ctx, &new.owner).await?;
    let founded = NewGroup {
        name: new.name.clone(),
        title: new.title.clone(),
        description: new.description.clone(),
    };
    group::create(ctx, owner.id, founded).await?;
    println!("{}", ctx.uris.profile_page(&new.name));
    Ok(())
}
