//! `rounds announcement …`: what everyone here is told.

use anyhow::Context as _;
use chrono::DateTime;
use clap::{Args, Subcommand};
use domain::announcement::{self, NewAnnouncement};
use domain::id::AnnouncementId;
use domain::{Context, Timestamp};

use super::Place;
use super::instance::open;

#[derive(Subcommand)]
pub(super) enum Announcement {
    /// Write an announcement and print its number; a draft unless it is published
    Create(Create),
    /// Show a draft to everyone
    Publish {
        /// Its number
        id: AnnouncementId,
    },
    /// Take an announcement away for good
    Delete {
        /// Its number
        id: AnnouncementId,
    },
    /// Print all announcements, the newest first
    List,
}

#[derive(Args)]
pub(super) struct Create {
    /// The text, written as a post is
    text: String,
    /// Show it to everyone at once
    #[arg(long)]
    publish: bool,
    /// When what it is about begins, such as 2026-11-22T18:00:00Z
    #[arg(long, value_parser = time)]
    starts_at: Option<Timestamp>,
    /// When that ends: then it is not shown any more
    #[arg(long, value_parser = time)]
    ends_at: Option<Timestamp>,
    /// Of these times show the days alone
    #[arg(long)]
    all_day: bool,
}

fn time(text: &str) -> Result<Timestamp, chrono::ParseError> {
    let time = DateTime::parse_from_rfc3339(text)?;
    Ok(Timestamp(time.timestamp_millis()))
}

/// Runs one of them beside a running server.
pub(super) async fn run(place: &Place, command: &Announcement) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    match command {
        Announcement::Create(new) => create(&ctx, new).await,
        Announcement::Publish { id } => announcement::publish(&ctx, *id)
            .await
            .with_context(|| format!("there is no draft {id}")),
        Announcement::Delete { id } => announcement::delete(&ctx, *id)
            .await
            .with_context(|| format!("there is no announcement {id}")),
        Announcement::List => list(&ctx).await,
    }
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn create(ctx: &Context, new: &Create) -> anyhow::Result<()> {
    let new = NewAnnouncement {
        text: new.text.clone(),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        all_day: new.all_day,
        publish: new.publish,
    };
    println!("{}", announcement::create(ctx, new).await?);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
async fn list(ctx: &Context) -> anyhow::Result<()> {
    for row in announcement::list_all(ctx).await? {
        let state = row.published_at.map_or("draft", |_| "published");
        let text = row.text.replace('\n', " ");
        println!("{}\t{state}\t{text}", row.id);
    }
    Ok(())
}
