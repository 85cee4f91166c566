//! What the follower has of the posts.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::scene::Scene;
use crate::{Client, id, list};

/// How often each post was found in one place.
type Found = HashMap<String, usize>;

/// What was found.
#[derive(Debug)]
pub(super) struct Tally {
    /// On the author's profile at the follower's server.
    stored: Found,
    /// In the follower's home timeline.
    shown: Found,
    /// Among the follower's notifications.
    told: Found,
}

impl Tally {
    pub async fn of(scene: &Scene) -> Result<Self> {
        let (reader, author) = (&scene.reader, &scene.author_id);
        let statuses = format!("/api/v1/accounts/{author}/statuses?limit=40");
        Ok(Self {
            stored: found(reader, &statuses, |status| status).await?,
            shown: found(reader, "/api/v1/timelines/home?limit=40", |status| status).await?,
            told: found(
                reader,
                "/api/v1/notifications?limit=80&types[]=mention",
                |notification| &notification["status"],
            )
            .await?,
        })
    }

    /// Whether as many posts as these are in every place.
    pub fn is_complete(&self, posts: usize) -> bool {
        [&self.stored, &self.shown, &self.told]
            .iter()
            .all(|place| place.len() >= posts)
    }

    /// Each of `uris` must be in every place once, and nothing else.
    pub fn check(&self, uris: &[String]) -> Result<()> {
        for (what, place) in [
            ("stored", &self.stored),
            ("shown", &self.shown),
            ("told", &self.told),
        ] {
            for uri in uris {
                let times = place.get(uri).copied().unwrap_or_default();
                ensure!(times == 1, "{uri} is {what} {times} times");
            }
            ensure!(place.len() == uris.len(), "more is {what} than was posted");
        }
        Ok(())
    }
}

/// Goes through all pages of `path` and counts the statuses in them by their uri.
async fn found(reader: &Client, path: &str, status: impl Fn(&Value) -> &Value) -> Result<Found> {
    let mut found = Found::new();
    let mut next = path.to_owned();
    loop {
        let page = list(reader.get(&next).await?.ok()?)?;
        let Some(last) = page.last() else {
            return Ok(found);
        };
        next = format!("{path}&max_id={}", id(last));
        for entry in &page {
            let uri = status(entry)["uri"].as_str().unwrap_or_default();
            *found.entry(uri.to_owned()).or_default() += 1;
        }
    }
}
