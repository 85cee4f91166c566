//! `rounds trend …`: what may be recommended to everyone.

use clap::{Args, Subcommand};
use domain::id::{CardId, StatusId};
use domain::search::Slice;
use domain::{Context, Viewer, trend};

use super::Place;
use super::instance::open;

/// How many of a kind are printed.
const LISTED: Slice = Slice {
    limit: 100,
    offset: 0,
};

#[derive(Subcommand)]
pub(super) enum Trend {
    /// Print the hashtags, statuses and links that are much used at the moment, the first first
    List,
    /// Let a hashtag, a status or a link be shown as a trend
    Allow(Subject),
    /// Never show a hashtag, a status or a link as a trend
    Reject(Subject),
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Subject {
    /// The hashtag
    #[arg(long)]
    tag: Option<String>,
    /// The number of the status
    #[arg(long)]
    status: Option<StatusId>,
    /// The number of the link
    #[arg(long)]
    link: Option<CardId>,
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Trend) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Trend::List => list(&ctx).await,
        Trend::Allow(subject) => review(&ctx, subject, true).await,
        Trend::Reject(subject) => review(&ctx, subject, false).await,
    }
}

async fn review(ctx: &Context, subject: &Subject, allowed: bool) -> anyhow::Result<()> {
    if let Some(tag) = &subject.tag {
        trend::review_tag(ctx, tag, allowed).await?;
    }
    if let Some(status) = subject.status {
        trend::review_status(ctx, status, allowed).await?;
    }
    if let Some(link) = subject.link {
        trend::review_link(ctx, link, allowed).await?;
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn list(ctx: &Context) -> anyhow::Result<()> {
    for tag in trend::all_tags(ctx, LISTED).await? {
        println!("#{}", tag.name);
    }
    for entry in trend::all_statuses(ctx, Viewer::Anonymous, LISTED).await? {
        println!("{}", entry.status.id);
    }
    for link in trend::all_links(ctx, LISTED).await? {
        println!("{}\t{}", link.card.card.id, link.card.card.url);
    }
    Ok(())
}
