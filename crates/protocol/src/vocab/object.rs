//! Posts of all kinds as other servers send them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use url::Url;

use super::{
    attachment::{Attachment, Link, picture},
    embedded::Embedded,
    interaction::InteractionPolicy,
    lenient,
    place::Place,
    tag::Tag,
    time,
};

/// A received Note, `ChatMessage`, Question, Article, Page, Event, Image, Video, Audio or Tombstone: one shape, since every
/// server means something else by the names.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Object {
    /// Its address; whether the server there may say so is for the caller to check (FEP-fe34).
    #[serde(deserialize_with = "lenient::required_id")]
    pub id: Url,
    /// `Note`, `Page`, …
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// Its authors; `PeerTube` names the person and the channel.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub attributed_to: Vec<Url>,
    /// A title, or the choice of a vote.
    #[serde(default, deserialize_with = "lenient::known")]
    pub name: Option<String>,
    /// A content warning.
    #[serde(default, deserialize_with = "lenient::known")]
    pub summary: Option<String>,
    /// HTML of a stranger.
    #[serde(default, deserialize_with = "lenient::known")]
    pub content: Option<String>,
    /// What `content` is written in; HTML when it is not said.
    #[serde(default, deserialize_with = "lenient::known")]
    pub media_type: Option<String>,
    /// The same by language.
    #[serde(default, deserialize_with = "lenient::known")]
    pub content_map: BTreeMap<String, String>,
    /// The language as Lemmy says it.
    #[serde(default, deserialize_with = "lenient::one")]
    language: Option<Language>,
    /// What `content` was made from.
    #[serde(default, deserialize_with = "lenient::one")]
    pub source: Option<Source>,
    /// The post that this one answers.
    #[serde(default, deserialize_with = "lenient::id")]
    pub in_reply_to: Option<Url>,
    /// When it was first published; an edit does not change it.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub published: Option<DateTime<Utc>>,
    /// When its author last changed it. Without it an Update is no edit.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub updated: Option<DateTime<Utc>>,
    /// Its pages for people and other representations.
    #[serde(default, deserialize_with = "lenient::list")]
    pub url: Vec<Link>,
    /// Primary addressees.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub to: Vec<Url>,
    /// Secondary addressees.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub cc: Vec<Url>,
    /// The group it was posted in (FEP-1b12).
    #[serde(default, deserialize_with = "lenient::ids")]
    pub audience: Vec<Url>,
    /// Mentions, hashtags, emoji.
    #[serde(default, deserialize_with = "lenient::list")]
    pub tag: Vec<Tag>,
    /// Files and links.
    #[serde(default, deserialize_with = "lenient::list")]
    pub attachment: Vec<Attachment>,
    /// A picture for an Article, a Page or an Event.
    #[serde(default, deserialize_with = "picture")]
    pub image: Option<Attachment>,
    /// What is shown of a Video or Audio before it is played.
    #[serde(default, deserialize_with = "lenient::list")]
    pub icon: Vec<Attachment>,
    /// How long a Video or Audio is: `xsd:duration`.
    #[serde(default, deserialize_with = "lenient::known")]
    pub duration: Option<String>,
    /// Where an Event is.
    #[serde(default, deserialize_with = "lenient::one")]
    pub location: Option<Place>,
    /// Hide the files until asked.
    #[serde(default, deserialize_with = "lenient::known")]
    pub sensitive: bool,
    /// The collection of its replies, by its address or itself.
    #[serde(default)]
    pub replies: Option<Embedded>,
    /// The collection of its whole thread (FEP-7888).
    #[serde(default, deserialize_with = "lenient::id")]
    pub context: Option<Url>,
    /// The same from servers before FEP-7888; often a `tag:` URI.
    #[serde(default, deserialize_with = "lenient::known")]
    pub conversation: Option<String>,
    /// False where a limited post is not a direct one (Mastodon).
    #[serde(default, deserialize_with = "lenient::known")]
    pub direct_message: Option<bool>,
    /// A moderator speaking as one (Lemmy).
    #[serde(default, deserialize_with = "lenient::known")]
    pub distinguished: bool,
    /// Whether replies are wanted (Lemmy, `PeerTube`).
    #[serde(default, deserialize_with = "lenient::known")]
    pub comments_enabled: Option<bool>,
    /// Choices of a poll with one answer.
    #[serde(default, deserialize_with = "lenient::list")]
    pub one_of: Vec<PollOption>,
    /// Choices of a poll with many answers.
    #[serde(default, deserialize_with = "lenient::list")]
    pub any_of: Vec<PollOption>,
    /// When an event begins.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub start_time: Option<DateTime<Utc>>,
    /// When a poll or an event ends.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub end_time: Option<DateTime<Utc>>,
    /// When a poll ended.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub closed: Option<DateTime<Utc>>,
    /// How many voted.
    #[serde(default, deserialize_with = "lenient::known")]
    pub voters_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::id")]
    quote: Option<Url>,
    #[serde(default, deserialize_with = "lenient::id")]
    quote_uri: Option<Url>,
    #[serde(default, deserialize_with = "lenient::id")]
    quote_url: Option<Url>,
    #[serde(rename = "_misskey_quote", default, deserialize_with = "lenient::id")]
    misskey_quote: Option<Url>,
    /// The quoted author's stamp (FEP-044f).
    #[serde(default, deserialize_with = "lenient::id")]
    pub quote_authorization: Option<Url>,
    /// Who may reply, boost, quote.
    #[serde(default, deserialize_with = "lenient::known")]
    pub interaction_policy: InteractionPolicy,
}

/// What a post was written as.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// The text.
    pub content: String,
    /// Such as `text/markdown`.
    #[serde(default, deserialize_with = "lenient::known")]
    pub media_type: Option<String>,
}

/// A choice of a poll and the votes for it.
#[derive(Debug, Clone, Deserialize)]
pub struct PollOption {
    /// The choice.
    pub name: String,
    #[serde(default, deserialize_with = "lenient::known")]
    replies: Votes,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Votes {
    #[serde(rename = "totalItems")]
    total_items: u64,
}

#[derive(Debug, Clone, Deserialize)]
struct Language {
    identifier: String,
}

impl Object {
    /// The page for people.
    pub fn page(&self) -> Option<&Url> {
        Link::page(&self.url)
    }

    /// The content, in whichever language there is.
    pub fn text(&self) -> Option<&str> {
        self.content
            .as_deref()
            .or_else(|| self.content_map.values().next().map(String::as_str))
    }

    /// BCP 47 tag: the one whose content is the content, else the only one, else what Lemmy says.
    pub fn language(&self) -> Option<&str> {
        let same = self
            .content_map
            .iter()
            .find(|(_, content)| Some(*content) == self.content.as_ref());
        let only = self
            .content_map
            .iter()
            .next()
            .filter(|_| self.content_map.len() == 1);
        let mapped = same.or(only).map(|(tag, _)| tag.as_str());
        mapped.or(self
            .language
            .as_ref()
            .map(|language| language.identifier.as_str()))
    }

    /// The post that this one quotes, in the property of whichever server.
    pub fn quoted(&self) -> Option<&Url> {
        self.quote
            .as_ref()
            .or(self.quote_uri.as_ref())
            .or(self.quote_url.as_ref())
            .or(self.misskey_quote.as_ref())
            .or_else(|| self.tag.iter().find_map(Tag::object))
    }

    /// Whether the quote is said as FEP-044f has it; the ways before it know no agreement.
    pub fn is_quote_of_consent(&self) -> bool {
        self.quote.is_some()
    }

    /// All whom it is addressed to.
    pub fn addressees(&self) -> impl Iterator<Item = &Url> {
        self.to.iter().chain(&self.cc).chain(&self.audience)
    }
}

impl PollOption {
    /// How many chose it.
    pub fn votes(&self) -> u64 {
        self.replies.total_items
    }
}
