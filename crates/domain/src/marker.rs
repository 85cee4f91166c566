//! How far someone has read, shared by all their devices.

use storage::id::AccountId;
use storage::marker;
pub use storage::marker::Marker;

use crate::context::Context;
use crate::error::Result;

/// A timeline that has a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeline {
    /// The home timeline; the marker is a status.
    Home,
    /// The notifications; the marker is one of them.
    Notifications,
}

impl Timeline {
    /// The word in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Notifications => "notifications",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "home" => Some(Self::Home),
            "notifications" => Some(Self::Notifications),
            _ => None,
        }
    }
}

/// The markers of `who` in these timelines; a timeline without one is missing.
pub async fn list(ctx: &Context, who: AccountId, timelines: &[Timeline]) -> Result<Vec<Marker>> {
    let words: Vec<&str> = timelines.iter().map(|timeline| timeline.as_str()).collect();
    Ok(marker::list(ctx.db.read(), who, &words).await?)
}

/// Sets markers and yields them.
pub async fn save(
    ctx: &Context,
    who: AccountId,
    markers: &[(Timeline, i64)],
) -> Result<Vec<Marker>> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    for (timeline, last_read_id) in markers {
        marker::save(&*tx, who, timeline.as_str(), *last_read_id, now).await?;
    }
    let words: Vec<&str> = markers
        .iter()
        .map(|(timeline, _)| timeline.as_str())
        .collect();
    let saved = marker::list(&*tx, who, &words).await?;
    tx.commit().await?;
    Ok(saved)
}
