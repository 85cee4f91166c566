//! `rounds media …`: files of other servers that are kept here for a while.

use std::time::Duration;

use clap::Subcommand;
use domain::media;

use super::Place;
use super::instance::open;

const MEGABYTE: u64 = 1024 * 1024;
const DAY: Duration = Duration::from_hours(24);

#[derive(Subcommand)]
pub(super) enum Media {
    /// Remove cached files of other servers, those first that nobody asked for the longest; they are fetched again
    /// when someone asks. Files that nothing names, left by a crash more than an hour ago, go too
    Prune {
        /// Megabytes that may stay [default: the bound of the configuration]
        #[arg(long)]
        keep_megabytes: Option<u64>,
        /// Remove all that nobody asked for in so many days
        #[arg(long)]
        unused_days: Option<u32>,
    },
}

/// Runs one of them beside a running server.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) async fn run(place: &Place, command: &Media) -> anyhow::Result<()> {
    let ctx = open(place).await?;
    let Media::Prune {
        keep_megabytes,
        unused_days,
    } = command;
    let bound = ctx.config.limits.media_cache_bytes;
    let keep = keep_megabytes.map_or(bound, |megabytes| megabytes.saturating_mul(MEGABYTE));
    let unused_since = unused_days.map(|days| ctx.clock.now().before(DAY * days));
    let pruned = media::prune(&ctx, keep, unused_since).await?;
    let orphans = media::remove_orphans(&ctx).await?;
    let megabytes = pruned.bytes / MEGABYTE;
    println!(
        "{} files removed, {megabytes} MB; {orphans} that no row named",
        pruned.files
    );
    Ok(())
}
