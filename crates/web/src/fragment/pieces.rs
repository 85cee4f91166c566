//! The pieces of an answer, put together.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use domain::filter::{self, Match};
use domain::id::{AccountId, PollId, StatusId};
use domain::kinds::FilterContext;
use domain::poll;
use domain::quote::{self, Quoted, Ties};
use domain::timeline::{Entry, Marks, StatusRef};
use domain::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::entity::Json;
use crate::entity::filter::FilterResult;
use crate::entity::poll::Poll;
use crate::entity::quote::{QuoteApproval, State};

use super::beside::{Beside, Quoting};

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

/// How much is shown of what a status quotes.
#[derive(Clone, Copy)]
enum Depth {
    /// The status itself.
    Whole,
    /// Only which it is: what is shown is quoted already.
    Shallow,
}

/// What an answer is put together from.
#[derive(Default)]
pub struct Pieces {
    pub(super) statuses: HashMap<StatusId, Arc<str>>,
    pub(super) accounts: HashMap<AccountId, Arc<str>>,
    /// What stands beside the statuses.
    beside: HashMap<StatusId, Arc<Beside>>,
    /// Who may be shown of those who wrote what is linked to.
    pub(super) authors: HashSet<AccountId>,
    /// Which of the accounts moved, and where to.
    moved: HashMap<AccountId, AccountId>,
    /// What they ask as the viewer sees it now.
    polls: HashMap<StatusId, String>,
    /// What the viewer may see of what they quote, and of what that quotes in turn.
    pub(super) quoted: HashMap<StatusId, Quoted>,
    /// The viewer's ties with authors, as far as it depends on them who may quote.
    ties: HashMap<AccountId, Ties>,
    /// Why a status or boost is not to the viewer's liking.
    filtered: HashMap<StatusId, Vec<Match>>,
}

impl Pieces {
    /// Looks at all of `entries` as the viewer does: what they do not want to read, what they chose and what they may quote.
    pub(super) async fn look(
        &mut self,
        ctx: &Context,
        viewer: Option<AccountId>,
        entries: &[Entry],
    ) -> Result<()> {
        self.filtered = filter::apply(ctx, entries).await?;
        let choices = self.choices(ctx, viewer).await?;
        self.render_polls(ctx, viewer, &choices)?;
        if let Some(viewer) = viewer {
            let beside = self.beside.values().map(|beside| &beside.quotable);
            let asking = beside.filter(|quotable| quotable.asks_for_ties(viewer));
            let authors: BTreeSet<AccountId> = asking.map(|quotable| quotable.author).collect();
            let authors: Vec<AccountId> = authors.into_iter().collect();
            self.ties = quote::ties(ctx, viewer, &authors).await?;
        }
        Ok(())
    }

    /// Which statuses are quoted with their authors' consent.
    pub(super) fn quoted_ids(&self) -> Vec<StatusId> {
        let quoting = self.beside.values().filter_map(|beside| beside.quote);
        let ids: BTreeSet<StatusId> = quoting.filter_map(|quote| quote.accepted).collect();
        ids.into_iter().collect()
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
        self.write(out, entry, Depth::Whole)
    }

    fn write(&self, out: &mut Vec<u8>, entry: &Entry, depth: Depth) -> Option<()> {
        let filtered = self.filtered(entry);
        self.write_open(out, entry.status, entry.viewer, depth)?;
        out.extend_from_slice(b",\"reblog\":");
        match entry.reblog {
            Some(boosted) => {
                self.write_open(out, boosted, entry.viewer, depth)?;
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

    /// Adds a status up to its account, and what stands beside it.
    pub(super) fn add_status(&mut self, id: StatusId, json: Arc<str>, beside: Option<Arc<Beside>>) {
        self.statuses.insert(id, json);
        self.beside.extend(beside.map(|beside| (id, beside)));
    }

    /// Who wrote what the statuses link to.
    pub(super) fn linked_authors(&self) -> Vec<AccountId> {
        let cards = self
            .beside
            .values()
            .filter_map(|beside| beside.card.as_ref());
        let authors: BTreeSet<AccountId> = cards.filter_map(|card| card.author).collect();
        authors.into_iter().collect()
    }

    /// Adds an account, and where it moved.
    pub(super) fn add_account(&mut self, id: AccountId, json: Arc<str>, to: Option<AccountId>) {
        self.accounts.insert(id, json);
        self.moved.extend(to.map(|to| (id, to)));
    }

    /// The accounts that others moved to.
    pub(super) fn moved_ids(&self) -> Vec<AccountId> {
        self.moved.values().copied().collect()
    }

    /// Writes into the accounts that moved where they went, as far as that may be shown.
    pub(super) fn write_moved(&mut self) {
        let whole = self.moved.iter().filter_map(|(id, to)| {
            let target = self
                .accounts
                .get(to)
                .filter(|_| !self.moved.contains_key(to))?;
            let open = self.accounts.get(id)?.strip_suffix('}')?;
            let json: Arc<str> = format!("{open},\"moved\":{target}}}").into();
            Some((*id, json))
        });
        let whole: Vec<_> = whole.collect();
        self.accounts.extend(whole);
    }

    /// What the viewer chose in the polls: one query for all of them.
    pub(super) async fn choices(
        &self,
        ctx: &Context,
        viewer: Option<AccountId>,
    ) -> Result<HashMap<PollId, Vec<i32>>> {
        let polls = self
            .beside
            .values()
            .filter_map(|beside| beside.poll.as_ref());
        let ids: Vec<PollId> = polls.map(|poll| poll.id).collect();
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
        for beside in self.beside.values() {
            let Some(poll) = &beside.poll else { continue };
            let chosen = choices.get(&poll.id).map_or(&[][..], Vec::as_slice);
            let own = viewer.map(|viewer| (chosen, viewer == beside.quotable.author));
            let json = serde_json::to_string(&Poll::new(poll, now, own))?;
            self.polls.insert(poll.status_id, json);
        }
        Ok(())
    }

    /// An account, to be a part of other JSON; `None` when it went in the meantime.
    pub fn account(&self, id: AccountId) -> Option<&RawValue> {
        serde_json::from_str(self.accounts.get(&id)?).ok()
    }

    fn write_open(
        &self,
        out: &mut Vec<u8>,
        status: StatusRef,
        viewer: Option<AccountId>,
        depth: Depth,
    ) -> Option<()> {
        out.extend_from_slice(self.statuses.get(&status.id)?.as_bytes());
        self.write_account(out, status.author.id)?;
        let beside = self.beside.get(&status.id)?;
        out.extend_from_slice(b",\"card\":");
        match &beside.card {
            Some(card) => {
                let author = card.author.filter(|author| self.authors.contains(author));
                let author = author.and_then(|author| self.accounts.get(&author));
                card.write(out, author.map(AsRef::as_ref));
            }
            None => out.extend_from_slice(b"null"),
        }
        let poll = self.polls.get(&status.id);
        out.extend_from_slice(b",\"poll\":");
        out.extend_from_slice(poll.map_or(b"null", |json| json.as_bytes()));
        out.extend_from_slice(b",\"quote\":");
        match beside.quote {
            Some(quoting) => self.write_quote(out, quoting, depth),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(b",\"quote_approval\":");
        let ties = self.ties.get(&beside.quotable.author).copied();
        let approval = QuoteApproval::new(&beside.quotable, viewer, ties.unwrap_or_default());
        serde_json::to_writer(out, &approval).expect("words are JSON, and memory takes them");
        Some(())
    }

    /// Writes what is quoted, as far as the viewer may see it: at first with the whole status, below with its id.
    fn write_quote(&self, out: &mut Vec<u8>, quoting: Quoting, depth: Depth) {
        let quoted = quoting.accepted.and_then(|id| self.quoted.get(&id));
        let start = out.len();
        open_quote(out, State::new(quoting.state, quoted));
        match (depth, quoted) {
            (Depth::Whole, Some(quoted)) => {
                out.extend_from_slice(b",\"quoted_status\":");
                if self.write(out, &quoted.entry, Depth::Shallow).is_none() {
                    // It went in the meantime.
                    out.truncate(start);
                    open_quote(out, State::Deleted);
                    out.extend_from_slice(b",\"quoted_status\":null");
                }
            }
            (Depth::Whole, None) => out.extend_from_slice(b",\"quoted_status\":null"),
            (Depth::Shallow, Some(quoted)) => {
                let id = quoted.entry.status.id;
                out.extend_from_slice(format!(",\"quoted_status_id\":\"{id}\"").as_bytes());
            }
            (Depth::Shallow, None) => out.extend_from_slice(b",\"quoted_status_id\":null"),
        }
        out.push(b'}');
    }

    /// Writes an account; `None` when it went in the meantime.
    pub fn write_account(&self, out: &mut Vec<u8>, id: AccountId) -> Option<()> {
        out.extend_from_slice(self.accounts.get(&id)?.as_bytes());
        Some(())
    }
}

fn open_quote(out: &mut Vec<u8>, state: State) {
    out.extend_from_slice(b"{\"state\":");
    serde_json::to_writer(out, &state).expect("a word is JSON, and memory takes it");
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
