//! Figures that cost a scan: kept in a setting, and counted anew when somebody asks and they are too old.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use storage::setting;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;

#[derive(serde::Serialize, serde::Deserialize)]
struct Kept<T> {
    at: Timestamp,
    figures: T,
}

/// What was counted under `name` in the last `every`, or what `count` finds; it is not polled when it is not needed.
pub(crate) async fn kept<T: Serialize + DeserializeOwned>(
    ctx: &Context,
    name: &str,
    every: Duration,
    count: impl Future<Output = Result<T>>,
) -> Result<T> {
    let now = ctx.clock.now();
    let found = setting::find_by_name(ctx.db.read(), name).await?;
    let found = found.and_then(|text| serde_json::from_str::<Kept<T>>(&text).ok());
    if let Some(kept) = found.filter(|kept| kept.at.after(every) > now) {
        return Ok(kept.figures);
    }
    let kept = Kept {
        at: now,
        figures: count.await?,
    };
    let text = serde_json::to_string(&kept)?;
    let tx = ctx.db.begin().await?;
    setting::upsert(&*tx, name, &text, now).await?;
    tx.commit().await?;
    Ok(kept.figures)
}
