//! `Translation`.

use domain::id::{MediaId, PollId};
use protocol::translation::Translated;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::Id;

/// A status in another language.
#[derive(Serialize, JsonSchema)]
pub struct Translation<'a> {
    content: &'a str,
    spoiler_text: &'a str,
    language: &'a str,
    media_attachments: Vec<TranslationAttachment<'a>>,
    detected_source_language: &'a str,
    provider: &'static str,
    #[schemars(with = "TranslationPoll<'static>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    poll: Option<TranslationPoll<'a>>,
}

/// The alt text of a file.
#[derive(Serialize, JsonSchema)]
struct TranslationAttachment<'a> {
    #[schemars(with = "Id")]
    id: String,
    description: &'a str,
}

/// What can be chosen.
#[derive(Serialize, JsonSchema)]
struct TranslationPoll<'a> {
    #[schemars(with = "Id")]
    id: String,
    options: Vec<TranslationOption<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct TranslationOption<'a> {
    title: &'a str,
}

impl<'a> From<&'a Translated> for Translation<'a> {
    fn from(translated: &'a Translated) -> Self {
        let texts = &translated.texts;
        Self {
            content: &texts.content,
            spoiler_text: &texts.spoiler_text,
            language: &translated.language,
            media_attachments: texts.descriptions.iter().map(Into::into).collect(),
            detected_source_language: &translated.source_language,
            provider: "LibreTranslate",
            poll: texts.poll.as_ref().map(Into::into),
        }
    }
}

impl<'a> From<&'a (MediaId, String)> for TranslationAttachment<'a> {
    fn from((id, description): &'a (MediaId, String)) -> Self {
        Self {
            id: id.to_string(),
            description,
        }
    }
}

impl<'a> From<&'a (PollId, Vec<String>)> for TranslationPoll<'a> {
    fn from((id, titles): &'a (PollId, Vec<String>)) -> Self {
        let titles = titles.iter();
        Self {
            id: id.to_string(),
            options: titles.map(|title| TranslationOption { title }).collect(),
        }
    }
}
