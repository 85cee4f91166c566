//! `Suggestion`.

use domain::suggestion::{self, Source};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use super::account::Account;
use crate::fragment::Pieces;

/// Whom one could follow, and why.
#[derive(Serialize, JsonSchema)]
pub struct Suggestion<'a> {
    /// The word of Mastodon before 4.3.
    source: &'static str,
    sources: Vec<&'static str>,
    #[schemars(with = "Account<'static>")]
    account: &'a RawValue,
}

impl<'a> Suggestion<'a> {
    /// `None` when the account went in the meantime.
    #[must_use]
    pub fn new(suggestion: &suggestion::Suggestion, pieces: &'a Pieces) -> Option<Self> {
        let sources = suggestion.sources.iter().copied();
        Some(Self {
            source: sources.clone().next().map_or("global", former_word),
            sources: sources.map(word).collect(),
            account: pieces.account(suggestion.account.id)?,
        })
    }
}

fn word(source: Source) -> &'static str {
    match source {
        Source::Featured => "featured",
        Source::FriendsOfFriends => "friends_of_friends",
        Source::MostFollowed => "most_followed",
    }
}

fn former_word(source: Source) -> &'static str {
    match source {
        Source::Featured => "staff",
        Source::FriendsOfFriends => "past_interactions",
        Source::MostFollowed => "global",
    }
}
