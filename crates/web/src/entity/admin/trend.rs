//! `Admin::Tag` and `Admin::Trends::Link`.

use domain::Context;
use domain::tag::Hashtag;
use domain::trend::Link;
use domain::trend::moderate::Judged;
use schemars::JsonSchema;
use serde::Serialize;

use crate::entity::card::TrendsLink;
use crate::entity::format::Id;
use crate::entity::tag::Tag;

/// `Admin::Tag`.
#[derive(Serialize, JsonSchema)]
pub struct AdminTag {
    #[serde(flatten)]
    tag: Tag,
    trendable: bool,
    usable: bool,
    requires_review: bool,
}

impl AdminTag {
    /// Shows a hashtag; every one may be used.
    #[must_use]
    pub fn new(ctx: &Context, judged: &Judged<Hashtag>) -> Self {
        Self {
            tag: Tag::new(ctx, &judged.subject),
            trendable: judged.is_trendable(ctx),
            usable: true,
            requires_review: judged.allowed.is_none(),
        }
    }
}

/// `Admin::Trends::Link`.
#[derive(Serialize, JsonSchema)]
pub struct AdminTrendsLink {
    #[schemars(with = "Id")]
    id: String,
    requires_review: bool,
    #[serde(flatten)]
    link: TrendsLink,
}

impl AdminTrendsLink {
    /// Shows a link.
    #[must_use]
    pub fn new(ctx: &Context, judged: &Judged<Link>) -> Self {
        Self {
            id: judged.subject.card.card.id.to_string(),
            requires_review: judged.allowed.is_none(),
            link: TrendsLink::new(ctx, &judged.subject),
        }
    }
}
