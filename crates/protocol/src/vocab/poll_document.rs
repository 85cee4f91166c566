//! The poll of a `Question`, as Mastodon has it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::time;

/// What a `Question` has beyond a `Note`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PollDocument {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    one_of: Vec<OptionDocument>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any_of: Vec<OptionDocument>,
    /// When it ends.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub end_time: Option<DateTime<Utc>>,
    /// When it ended.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub closed: Option<DateTime<Utc>>,
    /// How many voted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voters_count: Option<u64>,
}

/// An option and the number of votes for it.
#[derive(Debug, Clone, Serialize)]
struct OptionDocument {
    #[serde(rename = "type")]
    kind: &'static str,
    name: String,
    replies: VotesDocument,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct VotesDocument {
    #[serde(rename = "type")]
    kind: &'static str,
    total_items: u64,
}

impl PollDocument {
    /// A poll with one answer, or with `multiple` several, that has no end yet.
    pub fn new(multiple: bool, options: impl Iterator<Item = (String, u64)>) -> Self {
        let option = |(name, total_items)| OptionDocument {
            kind: "Note",
            name,
            replies: VotesDocument {
                kind: "Collection",
                total_items,
            },
        };
        let options: Vec<OptionDocument> = options.map(option).collect();
        let (one_of, any_of) = if multiple {
            (Vec::new(), options)
        } else {
            (options, Vec::new())
        };
        Self {
            one_of,
            any_of,
            end_time: None,
            closed: None,
            voters_count: None,
        }
    }
}
