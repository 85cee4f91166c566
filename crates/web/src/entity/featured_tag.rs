//! `FeaturedTag`.

use domain::Context;
use domain::featured_tag::Featured;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Date, Id, Url};

/// A hashtag on a profile.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FeaturedTag {
    #[schemars(with = "Id")]
    id: String,
    name: String,
    #[schemars(with = "Url")]
    url: String,
    /// A number as text, as on Mastodon.
    #[schemars(with = "Id")]
    statuses_count: String,
    /// The day.
    #[schemars(with = "Option<Date>")]
    last_status_at: Option<String>,
}

impl FeaturedTag {
    /// Shows a featured hashtag.
    #[must_use]
    pub fn new(ctx: &Context, featured: Featured) -> Self {
        Self {
            id: featured.id.to_string(),
            url: ctx.uris.tag_page(&featured.name),
            name: featured.display_name,
            statuses_count: featured.statuses.to_string(),
            last_status_at: featured.last_status_at.map(domain::Timestamp::to_date),
        }
    }
}
