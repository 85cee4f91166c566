//! What an app sends to post or edit a status.

use std::time::Duration;

use domain::Timestamp;
use domain::id::{MediaId, StatusId};
use domain::kinds::{Circle, QuotePolicy, Visibility};
use domain::media_file::Focus;
use domain::poll::NewPoll;
use domain::status::{EditStatus, MediaChange, NewStatus};
use domain::user::User;
use serde::Deserialize;

use crate::api::v1::scheduled_statuses::time;
use crate::error::{Error, Result};
use crate::extract::params::lenient;

/// The parameters of a new status, and of an edit.
#[derive(Deserialize)]
pub struct Draft {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    spoiler_text: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    sensitive: Option<bool>,
    visibility: Option<String>,
    language: Option<String>,
    #[serde(default, deserialize_with = "lenient::id")]
    in_reply_to_id: Option<i64>,
    #[serde(default, deserialize_with = "lenient::every_id")]
    media_ids: Vec<i64>,
    media_attributes: Option<Vec<MediaAttributes>>,
    #[serde(default)]
    poll: Option<PollDraft>,
    #[serde(default, deserialize_with = "lenient::id")]
    quoted_status_id: Option<i64>,
    quote_approval_policy: Option<String>,
    #[serde(default)]
    interaction_policy: Option<PolicyDraft>,
    #[serde(default)]
    scheduled_at: Option<String>,
}

/// What others may do with a status, as `GoToSocial` is told: only who may reply is read.
#[derive(Deserialize)]
pub struct PolicyDraft {
    #[serde(default)]
    can_reply: Option<RuleDraft>,
}

/// Who may at once, under its name since 0.20 and before.
#[derive(Deserialize)]
struct RuleDraft {
    #[serde(default, deserialize_with = "lenient::texts")]
    automatic_approval: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient::texts")]
    always: Option<Vec<String>>,
}

impl PolicyDraft {
    /// Who may reply; `None` when the app does not say. The author and those whom the status names may anyway.
    pub fn repliers(self) -> Result<Option<Vec<Circle>>> {
        let rule = self.can_reply;
        let Some(words) = rule.and_then(|rule| rule.automatic_approval.or(rule.always)) else {
            return Ok(None);
        };
        let others = words.iter().map(String::as_str);
        let others = others.filter(|word| !matches!(*word, "" | "author" | "me" | "mentioned"));
        let known =
            others.map(|word| Circle::parse(word).filter(|circle| *circle != Circle::Unsupported));
        let known: Option<Vec<Circle>> = known.collect();
        known.map(Some).ok_or_else(|| {
            let words = "must be public, followers, following or mentioned";
            Error::invalid("interaction_policy", words)
        })
    }
}

/// What shall be asked.
#[derive(Deserialize)]
struct PollDraft {
    #[serde(default, deserialize_with = "lenient::texts")]
    options: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient::id")]
    expires_in: Option<i64>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    multiple: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    hide_totals: Option<bool>,
}

impl PollDraft {
    /// A poll without options is none: apps send an empty one.
    fn into_new(self) -> Option<NewPoll> {
        let options = self.options.filter(|options| !options.is_empty())?;
        let seconds = self.expires_in.and_then(|time| u64::try_from(time).ok());
        Some(NewPoll {
            options,
            expires_in: Duration::from_secs(seconds.unwrap_or_default()),
            multiple: self.multiple == Some(true),
            hide_totals: self.hide_totals == Some(true),
        })
    }
}

/// What an edit says about a file.
#[derive(Deserialize)]
struct MediaAttributes {
    #[serde(default, deserialize_with = "lenient::id")]
    id: Option<i64>,
    description: Option<String>,
    focus: Option<String>,
}

/// What an author writes in when the app does not say, as in Mastodon: their choice, or the language of their pages.
fn posting_language(author: &User) -> String {
    let chosen = author.default_language.as_ref();
    chosen.unwrap_or(&author.locale).clone()
}

impl Draft {
    /// The new status; what the app left open is as its author chose in the settings.
    pub fn into_new(self, author: &User) -> Result<NewStatus> {
        let visibility = match self.visibility.as_deref().filter(|word| !word.is_empty()) {
            Some(word) => read_visibility(word)?,
            None => author.default_visibility,
        };
        let policy = quote_policy(self.quote_approval_policy.as_deref())?;
        Ok(NewStatus {
            text: self.status.unwrap_or_default(),
            spoiler_text: self.spoiler_text.unwrap_or_default(),
            sensitive: self.sensitive.unwrap_or(author.default_sensitive),
            visibility,
            language: language(self.language)?.or_else(|| Some(posting_language(author))),
            in_reply_to_id: self.in_reply_to_id.map(StatusId),
            media_ids: self.media_ids.into_iter().map(MediaId).collect(),
            poll: self.poll.and_then(PollDraft::into_new),
            quoted_id: self.quoted_status_id.map(StatusId),
            quote_policy: Some(policy.unwrap_or(author.default_quote_policy)),
            repliers: match self.interaction_policy {
                Some(policy) => policy.repliers()?,
                None => None,
            },
            application_id: None,
            idempotency_key: None,
            scheduled_id: None,
        })
    }

    /// The edit.
    pub fn into_edit(self) -> Result<EditStatus> {
        Ok(EditStatus {
            quote_policy: quote_policy(self.quote_approval_policy.as_deref())?,
            text: self.status.unwrap_or_default(),
            spoiler_text: self.spoiler_text.unwrap_or_default(),
            sensitive: self.sensitive.unwrap_or_default(),
            language: language(self.language)?,
            media_ids: self.media_ids.into_iter().map(MediaId).collect(),
            media_changes: changes(self.media_attributes.unwrap_or_default())?,
            poll: self.poll.and_then(PollDraft::into_new),
        })
    }

    /// The text as it was typed.
    pub fn text(&self) -> &str {
        self.status.as_deref().unwrap_or_default()
    }

    /// When it shall be posted; `None` for at once.
    pub fn scheduled_at(&self) -> Result<Option<Timestamp>> {
        let written = self.scheduled_at.as_deref().filter(|at| !at.is_empty());
        written.map(time).transpose()
    }
}

fn read_visibility(word: &str) -> Result<Visibility> {
    Visibility::parse(word)
        .filter(|visibility| *visibility != Visibility::Group)
        .ok_or_else(|| Error::invalid("visibility", "must be public, unlisted, private or direct"))
}

/// Who may quote; `None` when the app does not say.
pub fn quote_policy(word: Option<&str>) -> Result<Option<QuotePolicy>> {
    let Some(word) = word.filter(|word| !word.is_empty()) else {
        return Ok(None);
    };
    let known = QuotePolicy::parse(word).map(Some);
    known.ok_or_else(|| {
        Error::invalid(
            "quote_approval_policy",
            "must be public, followers or nobody",
        )
    })
}

fn language(sent: Option<String>) -> Result<Option<String>> {
    let Some(tag) = sent.filter(|tag| !tag.is_empty()) else {
        return Ok(None);
    };
    let known = domain::language::canonical(&tag);
    known
        .map(Some)
        .ok_or_else(|| Error::invalid("language", "is no language tag such as en or pt-BR"))
}

fn changes(sent: Vec<MediaAttributes>) -> Result<Vec<MediaChange>> {
    let change = |attributes: MediaAttributes| {
        let id = attributes.id.map(MediaId)?;
        let focus = attributes
            .focus
            .map(|focus| focus.parse::<Focus>())
            .transpose();
        Some(focus.map(|focus| MediaChange {
            id,
            description: attributes.description,
            focus: focus.map(|focus| (focus.x(), focus.y())),
        }))
    };
    sent.into_iter()
        .filter_map(change)
        .collect::<std::result::Result<_, _>>()
        .map_err(|error| Error::invalid("media_attributes", error.to_string()))
}
