//! `/api/v2/suggestions`: whom one could follow, and why.

use axum::extract::State as FromState;
use domain::suggestion::{self, Source, Suggestion};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::entity::Json;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::fragment::Pieces;
use crate::state::State;

/// `Suggestion`.
#[derive(Serialize)]
struct Entity<'a> {
    /// The word of Mastodon before 4.3.
    source: &'static str,
    sources: Vec<&'static str>,
    account: &'a RawValue,
}

impl<'a> Entity<'a> {
    /// `None` when the account went in the meantime.
    fn new(suggestion: &Suggestion, pieces: &'a Pieces) -> Option<Self> {
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

/// `GET /api/v2/suggestions`.
pub async fn index(FromState(state): FromState<State>, user: User, paging: Paging) -> Result<Json> {
    user.require("read")?;
    let limit = paging.page(40, 80).limit;
    let found = suggestion::list(&state.ctx, user.account_id, limit).await?;
    let refs = found.iter().map(|suggestion| suggestion.account);
    let pieces = state.fragments.load(&state.ctx, &[], refs).await?;
    let entities = found.iter().filter_map(|one| Entity::new(one, &pieces));
    let json = serde_json::to_vec(&entities.collect::<Vec<_>>());
    Ok(Json(json.map_err(domain::Error::from)?))
}
