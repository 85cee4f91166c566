//! Servers in processes of their own deliver in their own time: what an app sees of them is waited for, with a limit.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::{Client, id, list};

/// Enough for a delivery between two servers that are well.
pub const HALF_A_MINUTE: Duration = Duration::from_secs(30);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// Looks until there is something to see, for at most `limit` of the machine's time; `missing` says what never came.
#[expect(
    clippy::disallowed_methods,
    reason = "a child process has the clock of the machine"
)]
pub async fn eventually<T>(
    limit: Duration,
    missing: &'static str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let begun = Instant::now();
    loop {
        let seen = look().await;
        if let Some(seen) = seen.context(missing)? {
            return Ok(seen);
        }
        ensure!(begun.elapsed() < limit, missing);
        tokio::time::sleep(PAUSE).await;
    }
}

/// Lets `reader` follow `address` on another server, waits for at most half a minute until that agrees, and says which id
/// the followed account has for `reader`.
pub async fn follow(reader: &Client, address: &str) -> Result<String> {
    let found = reader
        .get(&format!("/api/v2/search?q=@{address}&resolve=true"))
        .await?
        .ok()?;
    let target = id(&found["accounts"][0]).to_owned();
    reader
        .post(&format!("/api/v1/accounts/{target}/follow"), &json!({}))
        .await?
        .ok()?;
    eventually(HALF_A_MINUTE, "the follow is not accepted", async || {
        let path = format!("/api/v1/accounts/relationships?id[]={target}");
        let relationships: Value = reader.get(&path).await?.ok()?;
        Ok((relationships[0]["following"] == true).then_some(()))
    })
    .await?;
    Ok(target)
}

/// Asks until `count` different posts are in the home timeline, for at most two minutes: what a killed server had claimed
/// is free again when the next one starts, and does not wait for the end of its lease.
pub async fn home_of(reader: &Client, count: usize) -> Result<HashMap<String, usize>> {
    let limit = Duration::from_mins(2);
    eventually(limit, "not all posts arrived", async || {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut path = "/api/v1/timelines/home?limit=40".to_owned();
        loop {
            let page = list(reader.get(&path).await?.ok()?)?;
            let Some(last) = page.last() else { break };
            path = format!("/api/v1/timelines/home?limit=40&max_id={}", id(last));
            for status in &page {
                *seen
                    .entry(status["uri"].as_str().unwrap_or_default().to_owned())
                    .or_default() += 1;
            }
        }
        Ok((seen.len() >= count).then_some(seen))
    })
    .await
}
