//! Servers in processes of their own deliver in their own time: what an app sees of them is waited for, with a limit.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::{Client, id, list};

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
    let mut followed = Value::Null;
    for _ in 0..120 {
        followed = reader
            .get(&format!("/api/v1/accounts/relationships?id[]={target}"))
            .await?
            .ok()?;
        if followed[0]["following"] == true {
            break;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    ensure!(followed[0]["following"] == true, "{followed}");
    Ok(target)
}

/// Asks until `count` different posts are in the home timeline, for at most two minutes: what a killed server had claimed
/// is free again when the next one starts, and does not wait for the end of its lease.
pub async fn home_of(reader: &Client, count: usize) -> Result<HashMap<String, usize>> {
    for _ in 0..240 {
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
        if seen.len() >= count {
            return Ok(seen);
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    anyhow::bail!("not all posts arrived")
}
