//! Statuses as we send them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{
    attachment::AttachmentDocument, collection::CollectionDocument,
    interaction::InteractionPolicyDocument, poll_document::PollDocument, tag::TagDocument, time,
};

/// A status to send, with [`super::context::status`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoteDocument {
    /// Its id.
    pub id: String,
    /// `Note`; `Question` with a poll, `Page` for a post with a title in a group.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// A title, for a `Page`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A content warning.
    pub summary: Option<String>,
    /// The post that this one answers.
    pub in_reply_to: Option<String>,
    /// When it was first published.
    #[serde(serialize_with = "time::serialize")]
    pub published: Option<DateTime<Utc>>,
    /// When its author last changed it: without it Mastodon takes an Update for no edit.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub updated: Option<DateTime<Utc>>,
    /// The page for people.
    pub url: String,
    /// Its author.
    pub attributed_to: String,
    /// Primary addressees.
    pub to: Vec<String>,
    /// Secondary addressees.
    pub cc: Vec<String>,
    /// The group it is posted in (FEP-1b12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Hide the files until asked.
    pub sensitive: bool,
    /// The collection of the thread (FEP-7888).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The same for servers before FEP-7888.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
    /// HTML.
    pub content: String,
    /// The same by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub content_map: BTreeMap<String, String>,
    /// What `content` was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceDocument>,
    /// Files.
    pub attachment: Vec<AttachmentDocument>,
    /// Mentions and hashtags.
    pub tag: Vec<TagDocument>,
    /// The post that this one quotes (FEP-044f).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The same for servers before FEP-044f.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_url: Option<String>,
    /// The same for Misskey.
    #[serde(rename = "_misskey_quote", skip_serializing_if = "Option::is_none")]
    pub misskey_quote: Option<String>,
    /// The quoted author's stamp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_authorization: Option<String>,
    /// Who may quote it, and reply.
    pub interaction_policy: InteractionPolicyDocument,
    /// What it asks, if it is a `Question`.
    #[serde(flatten)]
    pub poll: Option<PollDocument>,
    /// The collection of its replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replies: Option<CollectionDocument<Value>>,
    /// Only the number of favourites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub likes: Option<CollectionDocument<Value>>,
    /// Only the number of boosts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<CollectionDocument<Value>>,
}

/// What a status was written as.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceDocument {
    /// The text.
    pub content: String,
    /// Such as `text/markdown`.
    pub media_type: &'static str,
}
