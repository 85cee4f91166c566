//! `Poll`.

use domain::Timestamp;
use domain::poll::PollView;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Time};
use domain::custom_emoji::Shown as CustomEmoji;

/// A poll at some time, as somebody sees it.
#[derive(Serialize, JsonSchema)]
pub struct Poll<'a> {
    #[schemars(with = "Id")]
    id: String,
    #[schemars(with = "Option<Time>")]
    expires_at: Option<String>,
    expired: bool,
    multiple: bool,
    votes_count: i64,
    voters_count: Option<i64>,
    options: Vec<PollOption<'a>>,
    #[schemars(with = "Vec<CustomEmoji>")]
    emojis: [(); 0],
    #[serde(flatten)]
    own: Option<Own<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PollOption<'a> {
    title: &'a str,
    votes_count: Option<i64>,
}

/// What a known viewer did.
#[derive(Serialize, JsonSchema)]
struct Own<'a> {
    voted: bool,
    own_votes: &'a [i32],
}

impl<'a> Poll<'a> {
    /// Shows `poll` at `now`; `own` is what the viewer chose, if they are known, and whether they asked it themselves.
    #[must_use]
    pub fn new(poll: &'a PollView, now: Timestamp, own: Option<(&'a [i32], bool)>) -> Self {
        let shown = poll.shows_totals(now);
        let option = |option: &'a domain::poll::PollOption| PollOption {
            title: &option.title,
            votes_count: shown.then_some(option.votes_count),
        };
        Self {
            id: poll.id.to_string(),
            expires_at: poll.expires_at.map(Timestamp::to_rfc3339),
            expired: poll.is_over(now),
            multiple: poll.multiple,
            votes_count: poll.options.iter().map(|option| option.votes_count).sum(),
            voters_count: poll.voters_count,
            options: poll.options.iter().map(option).collect(),
            emojis: [],
            own: own.map(|(choices, is_author)| Own {
                voted: is_author || !choices.is_empty(),
                own_votes: choices,
            }),
        }
    }
}
