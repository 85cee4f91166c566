//! Our clock against those of other servers.

use domain::peer;
use futures::future::join_all;

use crate::federation::Federation;
use crate::fetch::{Expect, wrong_by};

/// Servers that are asked what time it is.
const ASKED: u64 = 5;

/// By how many seconds the clocks of most servers that took something lately are ahead of ours, if that matters; `None` as
/// well when fewer than three of them say what time it is.
///
/// # Errors
/// When the database refuses.
pub async fn wrong_clock(federation: &Federation) -> domain::Result<Option<i64>> {
    let hosts = peer::recent(&federation.ctx, ASKED).await?;
    let offsets = join_all(hosts.iter().map(|host| offset(federation, host))).await;
    Ok(wrong_by(offsets.into_iter().flatten().collect()))
}

async fn offset(federation: &Federation, host: &str) -> Option<i64> {
    let front = crate::peer::address(federation, host).ok()?;
    let seen = federation.client.look(&front, Expect::Page).await.ok()?;
    Some(seen.date? - federation.ctx.clock.now().seconds())
}
