//! `Status` up to its account: what no viewer changes. [`crate::fragment`] adds the account, what is boosted and what the
//! viewer did with it.

use domain::kinds::Visibility;
use domain::media;
use domain::status::{Mentioned, Tag, Version};
use domain::status_view::StatusView;
use domain::{Context, Result};
use serde::Serialize;
use serde_json::value::RawValue;

use super::card::PreviewCard;
use super::media::MediaAttachment;

/// The entity without `account`, `poll`, `reblog` and the viewer's marks.
#[derive(Serialize)]
pub struct Status<'a> {
    id: String,
    created_at: String,
    in_reply_to_id: Option<String>,
    in_reply_to_account_id: Option<String>,
    sensitive: bool,
    spoiler_text: &'a str,
    visibility: &'static str,
    language: Option<&'a str>,
    uri: &'a str,
    url: &'a str,
    replies_count: i64,
    reblogs_count: i64,
    favourites_count: i64,
    edited_at: Option<String>,
    content: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    application: Option<Application<'a>>,
    media_attachments: Vec<MediaAttachment>,
    mentions: Vec<Mention>,
    tags: Vec<TagLink>,
    emojis: Box<RawValue>,
    card: Option<PreviewCard>,
}

#[derive(Serialize)]
struct Application<'a> {
    name: &'a str,
    website: Option<&'a str>,
}

#[derive(Serialize)]
struct Mention {
    id: String,
    username: String,
    url: String,
    acct: String,
}

#[derive(Serialize)]
struct TagLink {
    name: String,
    url: String,
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
            visibility: visibility(status.visibility),
            language: status.language.as_deref(),
            uri: &status.uri,
            url: status.url.as_deref().unwrap_or(&status.uri),
            replies_count: status.replies_count,
            reblogs_count: status.reblogs_count,
            favourites_count: status.favourites_count,
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
            card: view.card.as_ref().map(|card| PreviewCard::new(ctx, card)),
        })
    }
}

/// Apps know no groups: to them such a status is not for everyone, and may not be boosted.
fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Group => Visibility::Private.as_str(),
        other => other.as_str(),
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

/// `StatusEdit` without its `account`.
#[derive(Serialize)]
pub struct StatusEdit {
    content: String,
    spoiler_text: String,
    sensitive: bool,
    created_at: String,
    media_attachments: Vec<MediaAttachment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll: Option<FormerPoll>,
    emojis: [(); 0],
}

/// What could be chosen at the time of a version.
#[derive(Serialize)]
struct FormerPoll {
    options: Vec<FormerOption>,
}

#[derive(Serialize)]
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

impl StatusEdit {
    /// Shows a version of a status.
    #[must_use]
    pub fn new(ctx: &Context, version: Version) -> Self {
        let files = version.media.into_iter().map(|file| media::view(ctx, file));
        Self {
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
