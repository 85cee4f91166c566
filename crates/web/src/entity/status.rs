//! `Status` up to its account: what no viewer changes. [`crate::fragment`] adds the account, what is boosted and what the
//! viewer did with it.

use domain::media;
use domain::status::{Mentioned, Source, Tag, Version};
use domain::status_view::StatusView;
use domain::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use super::account::Account;
use super::format::{Id, Time, Url};
use super::interaction_policy::InteractionPolicy;
use super::media::MediaAttachment;
use super::tag::TagLink;
use super::visibility::Visibility;
use domain::custom_emoji::Shown as CustomEmoji;

/// The entity without `account`, `card`, `poll`, `quote`, `quote_approval`, `reblog` and the viewer's marks.
#[derive(Serialize, JsonSchema)]
pub struct Status<'a> {
    #[schemars(with = "Id")]
    id: String,
    #[schemars(with = "Time")]
    created_at: String,
    #[schemars(with = "Option<Id>")]
    in_reply_to_id: Option<String>,
    #[schemars(with = "Option<Id>")]
    in_reply_to_account_id: Option<String>,
    sensitive: bool,
    spoiler_text: &'a str,
    visibility: Visibility,
    language: Option<&'a str>,
    #[schemars(with = "Url")]
    uri: &'a str,
    #[schemars(with = "Url")]
    url: &'a str,
    replies_count: i64,
    reblogs_count: i64,
    favourites_count: i64,
    quotes_count: i64,
    #[schemars(with = "Option<Time>")]
    edited_at: Option<String>,
    content: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Application<'static>")]
    application: Option<Application<'a>>,
    media_attachments: Vec<MediaAttachment>,
    mentions: Vec<Mention>,
    tags: Vec<TagLink>,
    #[schemars(with = "Vec<CustomEmoji>")]
    emojis: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "InteractionPolicy")]
    interaction_policy: Option<InteractionPolicy>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatusApplication")]
struct Application<'a> {
    name: &'a str,
    website: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StatusMention")]
struct Mention {
    #[schemars(with = "Id")]
    id: String,
    username: String,
    #[schemars(with = "Url")]
    url: String,
    acct: String,
}

impl<'a> Status<'a> {
    /// Shows `view`.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(ctx: &Context, view: &'a StatusView) -> Result<Self> {
        let status = &view.status;
        let named = view.mentions.iter().filter(|mention| !mention.silent);
        let files = view.media.iter().map(|file| media::view(ctx, file.clone()));
        Ok(Self {
            id: status.id.to_string(),
            created_at: status.created_at.to_rfc3339(),
            in_reply_to_id: status.in_reply_to_id.map(|id| id.to_string()),
            in_reply_to_account_id: status.in_reply_to_account_id.map(|id| id.to_string()),
            sensitive: status.sensitive,
            spoiler_text: &status.spoiler_text,
            visibility: status.visibility.into(),
            language: status.language.as_deref(),
            uri: &status.uri,
            url: status.url.as_deref().unwrap_or(&status.uri),
            replies_count: status.replies_count,
            reblogs_count: status.reblogs_count,
            favourites_count: status.favourites_count,
            quotes_count: status.quotes_count,
            edited_at: status.edited_at.map(domain::Timestamp::to_rfc3339),
            content: view.content(),
            application: view.application.as_ref().map(|app| Application {
                name: &app.name,
                website: app.website.as_deref(),
            }),
            media_attachments: files.map(Into::into).collect(),
            mentions: named.map(mention).collect(),
            tags: view.tags.iter().map(|tag| tag_link(ctx, tag)).collect(),
            emojis: RawValue::from_string(status.emojis.clone())?,
            interaction_policy: InteractionPolicy::new(&view.interaction_policy),
        })
    }
}

fn mention(mentioned: &Mentioned) -> Mention {
    let (name, domain) = (&mentioned.username, &mentioned.domain);
    Mention {
        id: mentioned.id.to_string(),
        username: name.clone(),
        url: mentioned
            .url
            .clone()
            .unwrap_or_else(|| mentioned.uri.clone()),
        acct: domain
            .as_ref()
            .map_or_else(|| name.clone(), |domain| format!("{name}@{domain}")),
    }
}

fn tag_link(ctx: &Context, tag: &Tag) -> TagLink {
    TagLink {
        url: ctx.uris.tag_page(&tag.name),
        name: tag.name.clone(),
    }
}

/// What a status said at a time.
#[derive(Serialize, JsonSchema)]
pub struct StatusEdit<'a> {
    /// Its author.
    #[schemars(with = "Account<'static>")]
    account: &'a RawValue,
    content: String,
    spoiler_text: String,
    sensitive: bool,
    #[schemars(with = "Time")]
    created_at: String,
    media_attachments: Vec<MediaAttachment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "FormerPoll")]
    poll: Option<FormerPoll>,
    #[schemars(with = "Vec<CustomEmoji>")]
    emojis: [(); 0],
}

/// What could be chosen at the time of a version.
#[derive(Serialize, JsonSchema)]
struct FormerPoll {
    options: Vec<FormerOption>,
}

#[derive(Serialize, JsonSchema)]
struct FormerOption {
    title: String,
}

impl From<Vec<String>> for FormerPoll {
    fn from(titles: Vec<String>) -> Self {
        let titles = titles.into_iter();
        Self {
            options: titles.map(|title| FormerOption { title }).collect(),
        }
    }
}

/// What a status was written from.
#[derive(Serialize, JsonSchema)]
pub struct StatusSource {
    #[schemars(with = "Id")]
    id: String,
    text: String,
    spoiler_text: String,
}

impl From<Source> for StatusSource {
    fn from(source: Source) -> Self {
        Self {
            id: source.id.to_string(),
            text: source.text,
            spoiler_text: source.spoiler_text,
        }
    }
}

impl<'a> StatusEdit<'a> {
    /// Shows a version of a status of `author`.
    #[must_use]
    pub fn new(ctx: &Context, author: &'a RawValue, version: Version) -> Self {
        let files = version.media.into_iter().map(|file| media::view(ctx, file));
        Self {
            account: author,
            content: version.content,
            spoiler_text: version.spoiler_text,
            sensitive: version.sensitive,
            created_at: version.created_at.to_rfc3339(),
            media_attachments: files.map(Into::into).collect(),
            poll: version.poll_options.map(Into::into),
            emojis: [],
        }
    }
}
