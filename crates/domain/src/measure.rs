//! How much happens, day by day, for those who look after the instance.

use storage::measure as rows;
pub use storage::measure::{Measure, OfInstance, OfTag};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::moderation::Moderator;
use crate::period::{Period, began};

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// In the period; of a server all that is known, as in Mastodon.
    pub total: i64,
    /// In as long a period before it; nothing of a server.
    pub previous: Option<i64>,
    /// On each day of the period.
    pub days: Vec<(Timestamp, i64)>,
}

/// Counts in a period, with three queries at most.
///
/// # Errors
/// When the database refuses.
pub async fn count(
    ctx: &Context,
    _by: &Moderator,
    measure: &Measure,
    period: Period,
) -> Result<Measured> {
    let db = ctx.db.read();
    let found = rows::by_day(db, measure, period.span()).await?;
    let on = |day: i64| (began(day), found.get(&day).copied().unwrap_or_default());
    let days = period.days().map(on).collect();
    let (total, previous) = if let Measure::Instance(..) = measure {
        (rows::total(db, measure, None).await?, None)
    } else {
        let before = period.previous().span();
        let total = rows::total(db, measure, Some(period.span())).await?;
        (total, Some(rows::total(db, measure, Some(before)).await?))
    };
    Ok(Measured {
        total,
        previous,
        days,
    })
}

/// Whether what is counted are bytes.
#[must_use]
pub fn is_bytes(measure: &Measure) -> bool {
    matches!(measure, Measure::Instance(OfInstance::MediaAttachments, _))
}
