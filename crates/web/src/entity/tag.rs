//! `Tag`.

use domain::Context;
use domain::tag::Hashtag;
use domain::usage::Day;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Url};

/// A hashtag and how it was used lately.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Tag {
    /// Empty while nobody has used it here, as on Mastodon.
    id: String,
    name: String,
    #[schemars(with = "Url")]
    url: String,
    history: Vec<History>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    following: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    featuring: Option<bool>,
}

/// A hashtag in a few words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StatusTag")]
pub struct TagLink {
    /// As it is written.
    pub name: String,
    /// Its page.
    #[schemars(with = "Url")]
    pub url: String,
}

/// How a hashtag or a link was used on a day.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TagHistory")]
pub struct History {
    /// Seconds since 1970.
    #[schemars(with = "Id")]
    day: String,
    #[schemars(with = "Id")]
    uses: String,
    #[schemars(with = "Id")]
    accounts: String,
}

impl Tag {
    /// Shows a hashtag.
    #[must_use]
    pub fn new(ctx: &Context, tag: &Hashtag) -> Self {
        Self {
            id: tag.id.map(|id| id.to_string()).unwrap_or_default(),
            name: tag.display_name.clone(),
            url: ctx.uris.tag_page(&tag.name),
            history: tag.history.iter().map(History::new).collect(),
            following: tag.marks.map(|marks| marks.following),
            featuring: tag.marks.map(|marks| marks.featuring),
        }
    }

    /// Shows several.
    #[must_use]
    pub fn list(ctx: &Context, tags: &[Hashtag]) -> Vec<Self> {
        tags.iter().map(|tag| Self::new(ctx, tag)).collect()
    }
}

impl History {
    /// Shows a day.
    #[must_use]
    pub fn new(day: &Day) -> Self {
        Self {
            day: day.began.seconds().to_string(),
            uses: day.uses.to_string(),
            accounts: day.accounts.to_string(),
        }
    }
}
