//! The pieces of an answer, put together.

use std::collections::HashMap;
use std::sync::Arc;

use domain::filter::{self, Match};
use domain::id::{AccountId, PollId, StatusId};
use domain::kinds::FilterContext;
use domain::poll::{self, PollView};
use domain::timeline::{Entry, Marks, StatusRef};
use domain::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::entity::Json;
use crate::entity::filter::FilterResult;
use crate::entity::poll::Poll;

/// Writes a JSON array; a row of which `write` writes nothing is left out.
pub fn list<T>(rows: &[T], write: impl Fn(&mut Vec<u8>, &T) -> Option<()>) -> Json {
    let mut out = Vec::with_capacity(rows.len() * 2048 + 2);
    out.push(b'[');
    for row in rows {
        let end = out.len();
        if end > 1 {
            out.push(b',');
        }
        if write(&mut out, row).is_none() {
            out.truncate(end);
        }
    }
    out.push(b']');
    Json(out)
}

/// What an answer is put together from.
#[derive(Default)]
pub struct Pieces {
    pub(super) statuses: HashMap<StatusId, Arc<str>>,
    pub(super) accounts: HashMap<AccountId, Arc<str>>,
    /// What statuses ask, and who does.
    asking: Vec<(AccountId, Arc<PollView>)>,
    /// The same as the viewer sees it now.
    polls: HashMap<StatusId, String>,
    /// Why a status or boost is not to the viewer's liking.
    filtered: HashMap<StatusId, Vec<Match>>,
}

impl Pieces {
    /// Nothing yet but why statuses are not to the viewer's liking.
    pub(super) fn new(filtered: HashMap<StatusId, Vec<Match>>) -> Self {
        Self {
            filtered,
            ..Self::default()
        }
    }

    /// One status as a whole answer.
    pub(super) fn whole(&self, entry: &Entry) -> Result<Json> {
        let mut out = Vec::new();
        self.write_status(&mut out, entry)
            .ok_or(domain::Error::NotFound)?;
        Ok(Json(out))
    }

    /// Writes a status with its account, what it boosts and what the viewer did with it. `None`, with `out` in disorder,
    /// when a part of it went in the meantime.
    pub fn write_status(&self, out: &mut Vec<u8>, entry: &Entry) -> Option<()> {
        let filtered = self.filtered(entry);
        self.write_open(out, entry.status)?;
        out.extend_from_slice(b",\"reblog\":");
        match entry.reblog {
            Some(boosted) => {
                self.write_open(out, boosted)?;
                out.extend_from_slice(b",\"reblog\":null");
                write_marks(out, entry.marks, filtered);
            }
            None => out.extend_from_slice(b"null"),
        }
        write_marks(out, entry.marks, filtered);
        Some(())
    }

    /// As [`Pieces::write_status`]; nothing when the viewer's filters hide it in this place.
    pub fn write_unless_hidden(
        &self,
        out: &mut Vec<u8>,
        entry: &Entry,
        place: FilterContext,
    ) -> Option<()> {
        if self.hides(entry, place) {
            return None;
        }
        self.write_status(out, entry)
    }

    /// Whether the viewer's filters hide a status in this place.
    pub fn hides(&self, entry: &Entry, place: FilterContext) -> bool {
        let hides = |viewer| filter::hides(self.filtered(entry), entry, viewer, place);
        entry.viewer.is_some_and(hides)
    }

    fn filtered(&self, entry: &Entry) -> &[Match] {
        self.filtered
            .get(&entry.status.id)
            .map_or(&[], Vec::as_slice)
    }

    /// Adds a status up to its account, and what it asks.
    pub(super) fn add_status(
        &mut self,
        id: StatusId,
        author: AccountId,
        json: Arc<str>,
        poll: Option<Arc<PollView>>,
    ) {
        self.statuses.insert(id, json);
        self.asking.extend(poll.map(|poll| (author, poll)));
    }

    /// What the viewer chose in the polls: one query for all of them.
    pub(super) async fn choices(
        &self,
        ctx: &Context,
        viewer: Option<AccountId>,
    ) -> Result<HashMap<PollId, Vec<i32>>> {
        let ids: Vec<PollId> = self.asking.iter().map(|(_, poll)| poll.id).collect();
        match viewer {
            Some(viewer) => poll::choices_of(ctx, &ids, viewer).await,
            None => Ok(HashMap::new()),
        }
    }

    /// Renders the polls as the viewer sees them now.
    pub(super) fn render_polls(
        &mut self,
        ctx: &Context,
        viewer: Option<AccountId>,
        choices: &HashMap<PollId, Vec<i32>>,
    ) -> Result<()> {
        let now = ctx.clock.now();
        for (author, poll) in &self.asking {
            let chosen = choices.get(&poll.id).map_or(&[][..], Vec::as_slice);
            let own = viewer.map(|viewer| (chosen, viewer == *author));
            let json = serde_json::to_string(&Poll::new(poll, now, own))?;
            self.polls.insert(poll.status_id, json);
        }
        Ok(())
    }

    /// An account, to be a part of other JSON; `None` when it went in the meantime.
    pub fn account(&self, id: AccountId) -> Option<&RawValue> {
        serde_json::from_str(self.accounts.get(&id)?).ok()
    }

    fn write_open(&self, out: &mut Vec<u8>, status: StatusRef) -> Option<()> {
        out.extend_from_slice(self.statuses.get(&status.id)?.as_bytes());
        self.write_account(out, status.author.id)?;
        let poll = self.polls.get(&status.id);
        out.extend_from_slice(b",\"poll\":");
        out.extend_from_slice(poll.map_or(b"null", |json| json.as_bytes()));
        Some(())
    }

    /// Writes an account; `None` when it went in the meantime.
    pub fn write_account(&self, out: &mut Vec<u8>, id: AccountId) -> Option<()> {
        out.extend_from_slice(self.accounts.get(&id)?.as_bytes());
        Some(())
    }
}

/// The attributes that a known viewer gets, and the end of the status. Streams show it to many without their marks.
fn write_marks(out: &mut Vec<u8>, marks: Option<Marks>, filtered: &[Match]) {
    if marks.is_none() && filtered.is_empty() {
        out.push(b'}');
        return;
    }
    let attributes = Attributes {
        done: marks.map(Done::from),
        filtered: filtered.iter().map(Into::into).collect(),
    };
    let start = out.len();
    serde_json::to_writer(&mut *out, &attributes)
        .expect("booleans and texts are JSON, and memory takes them");
    // The object goes on with these: its opening bracket becomes a comma, its closing one closes the status.
    out[start] = b',';
}

/// What a known viewer is told of a status beside what everyone is.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Attributes<'a> {
    #[serde(flatten)]
    done: Option<Done>,
    filtered: Vec<FilterResult<'a>>,
}

/// What the viewer did with a status.
#[derive(Serialize, JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of the API"
)]
struct Done {
    favourited: bool,
    reblogged: bool,
    muted: bool,
    bookmarked: bool,
    pinned: bool,
}

impl From<Marks> for Done {
    fn from(marks: Marks) -> Self {
        Self {
            favourited: marks.favourited,
            reblogged: marks.reblogged,
            muted: marks.muted,
            bookmarked: marks.bookmarked,
            pinned: marks.pinned,
        }
    }
}
