//! `FeaturedTag`.

use domain::Context;
use domain::featured_tag::Featured;
use serde::Serialize;

/// A hashtag on a profile.
#[derive(Debug, Serialize)]
pub struct FeaturedTag {
    id: String,
    name: String,
    url: String,
    /// A number as text, as on Mastodon.
    statuses_count: String,
    /// The day.
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
