//! `Announcement` and `Reaction`.

use domain::account::{Account, acct};
use domain::announcement::{self, AnnouncementView};
use domain::custom_emoji::Shown;
use domain::id::AnnouncementId;
use domain::{Context, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::Json;
use super::format::{Id, Time, Url};
use super::tag::TagLink;
use crate::error::Result;

/// What the operators tell everyone.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Announcement {
    #[schemars(with = "Id")]
    id: String,
    content: String,
    #[schemars(with = "Option<Time>")]
    starts_at: Option<String>,
    #[schemars(with = "Option<Time>")]
    ends_at: Option<String>,
    all_day: bool,
    #[schemars(with = "Time")]
    published_at: String,
    #[schemars(with = "Time")]
    updated_at: String,
    /// Missing where nobody known looks.
    #[schemars(with = "bool")]
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<bool>,
    mentions: Vec<Mention>,
    /// Mastodon names statuses that an announcement links to; here links are links.
    #[schemars(with = "Vec<()>")]
    statuses: [(); 0],
    tags: Vec<TagLink>,
    emojis: Vec<Shown>,
    reactions: Vec<Reaction>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AnnouncementAccount")]
struct Mention {
    #[schemars(with = "Id")]
    id: String,
    username: String,
    #[schemars(with = "Url")]
    url: String,
    acct: String,
}

/// How many reacted in the same way.
#[derive(Debug, Serialize, JsonSchema)]
struct Reaction {
    name: String,
    count: i64,
    #[schemars(with = "bool")]
    #[serde(skip_serializing_if = "Option::is_none")]
    me: Option<bool>,
    #[schemars(with = "Url")]
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[schemars(with = "Url")]
    #[serde(skip_serializing_if = "Option::is_none")]
    static_url: Option<String>,
    /// Only where streams tell of one alone.
    #[schemars(with = "Id")]
    #[serde(skip_serializing_if = "Option::is_none")]
    announcement_id: Option<String>,
}

impl Announcement {
    /// Shows `view`.
    #[must_use]
    pub fn new(ctx: &Context, view: AnnouncementView) -> Self {
        let row = view.row;
        let tags = view.tags.into_iter().map(|name| TagLink {
            url: ctx.uris.tag_page(&name),
            name,
        });
        Self {
            id: row.id.to_string(),
            content: view.content,
            starts_at: row.starts_at.map(Timestamp::to_rfc3339),
            ends_at: row.ends_at.map(Timestamp::to_rfc3339),
            all_day: row.all_day,
            published_at: row.published_at.unwrap_or(row.created_at).to_rfc3339(),
            updated_at: row.updated_at.to_rfc3339(),
            read: view.read,
            mentions: view.mentions.iter().map(mention).collect(),
            statuses: [],
            tags: tags.collect(),
            emojis: view.emojis,
            reactions: view.reactions.into_iter().map(Into::into).collect(),
        }
    }
}

fn mention(account: &Account) -> Mention {
    Mention {
        id: account.id.to_string(),
        username: account.username.clone(),
        url: account.url.as_ref().unwrap_or(&account.uri).clone(),
        acct: acct(account),
    }
}

impl From<announcement::Reaction> for Reaction {
    fn from(reaction: announcement::Reaction) -> Self {
        let (url, static_url) = reaction
            .emoji
            .map(|emoji| (emoji.url, emoji.static_url))
            .unzip();
        Self {
            name: reaction.name,
            count: reaction.count,
            me: reaction.me,
            url,
            static_url,
            announcement_id: None,
        }
    }
}

/// An announcement as a stream tells of it.
///
/// # Errors
/// `NotFound` when it is not shown now.
pub async fn one(ctx: &Context, id: AnnouncementId) -> Result<Json> {
    let view = announcement::show(ctx, id).await?;
    json(&Announcement::new(ctx, view))
}

/// How many react in a way, as a stream tells of it.
///
/// # Errors
/// `NotFound` when the announcement is not shown now.
pub async fn reaction(ctx: &Context, id: AnnouncementId, name: &str) -> Result<Json> {
    let reaction = announcement::reaction(ctx, id, name).await?;
    json(&Reaction {
        announcement_id: Some(id.to_string()),
        ..reaction.into()
    })
}

fn json(value: &impl Serialize) -> Result<Json> {
    Ok(Json(
        serde_json::to_vec(value).map_err(domain::Error::from)?,
    ))
}
