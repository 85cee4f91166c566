//! Statuses and accounts as JSON, rendered once a version.
//!
//! A query tells which statuses are on a page, in which revision, by whom, and what the viewer did with each. What no viewer
//! changes is kept here under its id, with its revision; the revision rises in the transaction of every change that it
//! shows, so whatever is older is rendered anew. An answer is put together from such pieces:
//!
//! `{"id":…,…,"account":` + the account + `,"reblog":` + `null` or a status + what the viewer did + `}`
//!
//! What the viewer does not want to read is looked for each time, behind the fragments, and is a part of the last piece.

use std::collections::HashMap;
use std::sync::Arc;

use domain::account_view::{self, AccountRef, AccountView};
use domain::filter::{self, Match};
use domain::id::{AccountId, StatusId};
use domain::kinds::FilterContext;
use domain::status::Fresh;
use domain::status_view::{self, StatusView};
use domain::timeline::{Entry, Marks, StatusRef};
use domain::{Context, Result};
use moka::sync::Cache;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::entity::filter::FilterResult;
use crate::entity::{Json, account, status};

/// Bytes of rendered statuses that are kept.
const STATUS_BYTES: u64 = 64 * 1024 * 1024;
/// Bytes of rendered accounts that are kept.
const ACCOUNT_BYTES: u64 = 16 * 1024 * 1024;

/// JSON of one version of something.
#[derive(Clone)]
struct Fragment {
    revision: i64,
    json: Arc<str>,
}

/// The kept fragments of this process. Cheap to clone.
#[derive(Clone)]
pub struct Fragments {
    /// A status up to its account, which is still to be written: `{"id":…,"account":`.
    statuses: Cache<StatusId, Fragment>,
    /// A whole account.
    accounts: Cache<AccountId, Fragment>,
}

impl Default for Fragments {
    fn default() -> Self {
        Self {
            statuses: cache(STATUS_BYTES),
            accounts: cache(ACCOUNT_BYTES),
        }
    }
}

fn cache<K: std::hash::Hash + Eq + Send + Sync + 'static>(bytes: u64) -> Cache<K, Fragment> {
    Cache::builder()
        .weigher(|_, fragment: &Fragment| u32::try_from(fragment.json.len()).unwrap_or(u32::MAX))
        .max_capacity(bytes)
        .build()
}

impl Fragments {
    /// The pieces of `entries` and `accounts`; what is not kept in its version is loaded, all together.
    pub async fn load(
        &self,
        ctx: &Context,
        entries: &[Entry],
        accounts: impl IntoIterator<Item = AccountRef>,
    ) -> Result<Pieces> {
        let mut pieces = Pieces {
            filtered: filter::apply(ctx, entries).await?,
            ..Pieces::default()
        };
        let mut missing = Missing::default();
        for entry in entries {
            for status in [Some(entry.status), entry.reblog].into_iter().flatten() {
                self.take_status(status, &mut pieces, &mut missing);
                self.take_account(status.author, &mut pieces, &mut missing);
            }
        }
        for account in accounts {
            self.take_account(account, &mut pieces, &mut missing);
        }
        self.render_statuses(ctx, &missing.statuses, &mut pieces)
            .await?;
        self.render_accounts(ctx, &missing.accounts, &mut pieces)
            .await?;
        Ok(pieces)
    }

    fn take_status(&self, status: StatusRef, pieces: &mut Pieces, missing: &mut Missing) {
        match self.statuses.get(&status.id) {
            Some(kept) if kept.revision >= status.revision => {
                pieces.statuses.insert(status.id, kept.json);
            }
            _ => missing.statuses.push(status),
        }
    }

    fn take_account(&self, account: AccountRef, pieces: &mut Pieces, missing: &mut Missing) {
        if pieces.accounts.contains_key(&account.id) {
            return;
        }
        match self.accounts.get(&account.id) {
            Some(kept) if kept.revision >= account.revision => {
                pieces.accounts.insert(account.id, kept.json);
            }
            _ => missing.accounts.push(account),
        }
    }

    async fn render_statuses(
        &self,
        ctx: &Context,
        missing: &[StatusRef],
        pieces: &mut Pieces,
    ) -> Result<()> {
        if missing.is_empty() {
            return Ok(());
        }
        for (id, view) in status_view::load(ctx, missing).await? {
            pieces.statuses.insert(id, self.keep_status(ctx, &view)?);
        }
        Ok(())
    }

    async fn render_accounts(
        &self,
        ctx: &Context,
        missing: &[AccountRef],
        pieces: &mut Pieces,
    ) -> Result<()> {
        if missing.is_empty() {
            return Ok(());
        }
        for (id, view) in account_view::load(ctx, missing).await? {
            pieces.accounts.insert(id, self.keep_account(ctx, &view)?);
        }
        Ok(())
    }

    fn keep_status(&self, ctx: &Context, view: &StatusView) -> Result<Arc<str>> {
        let whole = serde_json::to_string(&status::Status::new(ctx, view)?)?;
        let open = whole.strip_suffix('}').unwrap_or(&whole);
        let json: Arc<str> = format!("{open},\"account\":").into();
        let fragment = Fragment {
            revision: view.status.revision,
            json: json.clone(),
        };
        self.statuses.insert(view.status.id, fragment);
        Ok(json)
    }

    fn keep_account(&self, ctx: &Context, view: &AccountView) -> Result<Arc<str>> {
        let json: Arc<str> = serde_json::to_string(&account::Account::new(ctx, view)?)?.into();
        let fragment = Fragment {
            revision: view.account.revision,
            json: json.clone(),
        };
        self.accounts.insert(view.account.id, fragment);
        Ok(json)
    }

    /// A status that was just posted, for its author. Its pieces are kept for everyone who reads it next.
    pub fn fresh(&self, ctx: &Context, fresh: &Fresh) -> Result<Json> {
        let mut pieces = Pieces::default();
        let (status, author) = (fresh.entry.status.id, fresh.entry.status.author.id);
        pieces
            .statuses
            .insert(status, self.keep_status(ctx, &fresh.status)?);
        pieces
            .accounts
            .insert(author, self.keep_account(ctx, &fresh.author)?);
        pieces.whole(&fresh.entry)
    }

    /// A page of statuses: a JSON array.
    pub async fn statuses(&self, ctx: &Context, entries: &[Entry]) -> Result<Json> {
        let pieces = self.load(ctx, entries, []).await?;
        Ok(list(entries, |out, entry| pieces.write_status(out, entry)))
    }

    /// A page of statuses, without those that the viewer's filters hide in this place.
    pub async fn timeline(
        &self,
        ctx: &Context,
        entries: &[Entry],
        place: FilterContext,
    ) -> Result<Json> {
        let pieces = self.load(ctx, entries, []).await?;
        Ok(list(entries, |out, entry| {
            pieces.write_unless_hidden(out, entry, place)
        }))
    }

    /// One status.
    ///
    /// # Errors
    /// `NotFound` when it went in the meantime.
    pub async fn status(&self, ctx: &Context, entry: &Entry) -> Result<Json> {
        let pieces = self.load(ctx, std::slice::from_ref(entry), []).await?;
        pieces.whole(entry)
    }

    /// A page of accounts: a JSON array.
    pub async fn accounts(&self, ctx: &Context, accounts: &[AccountRef]) -> Result<Json> {
        let pieces = self.load(ctx, &[], accounts.iter().copied()).await?;
        Ok(list(accounts, |out, account| {
            pieces.write_account(out, account.id)
        }))
    }

    /// One account.
    ///
    /// # Errors
    /// `NotFound` when it went in the meantime.
    pub async fn account(&self, ctx: &Context, account: AccountRef) -> Result<Json> {
        let pieces = self.load(ctx, &[], [account]).await?;
        let mut out = Vec::new();
        pieces
            .write_account(&mut out, account.id)
            .ok_or(domain::Error::NotFound)?;
        Ok(Json(out))
    }
}

#[derive(Default)]
struct Missing {
    statuses: Vec<StatusRef>,
    accounts: Vec<AccountRef>,
}

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
    statuses: HashMap<StatusId, Arc<str>>,
    accounts: HashMap<AccountId, Arc<str>>,
    /// Why a status or boost is not to the viewer's liking.
    filtered: HashMap<StatusId, Vec<Match>>,
}

impl Pieces {
    /// One status as a whole answer.
    fn whole(&self, entry: &Entry) -> Result<Json> {
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
        let hidden = entry
            .viewer
            .is_some_and(|viewer| filter::hides(self.filtered(entry), entry, viewer, place));
        if hidden {
            return None;
        }
        self.write_status(out, entry)
    }

    fn filtered(&self, entry: &Entry) -> &[Match] {
        self.filtered
            .get(&entry.status.id)
            .map_or(&[], Vec::as_slice)
    }

    /// An account, to be a part of other JSON; `None` when it went in the meantime.
    pub fn account(&self, id: AccountId) -> Option<&RawValue> {
        serde_json::from_str(self.accounts.get(&id)?).ok()
    }

    fn write_open(&self, out: &mut Vec<u8>, status: StatusRef) -> Option<()> {
        out.extend_from_slice(self.statuses.get(&status.id)?.as_bytes());
        self.write_account(out, status.author.id)
    }

    /// Writes an account; `None` when it went in the meantime.
    pub fn write_account(&self, out: &mut Vec<u8>, id: AccountId) -> Option<()> {
        out.extend_from_slice(self.accounts.get(&id)?.as_bytes());
        Some(())
    }
}

/// The attributes that a known viewer gets, and the end of the status. Streams show it to many without their marks.
fn write_marks(out: &mut Vec<u8>, marks: Option<Marks>, filtered: &[Match]) {
    #[derive(Serialize)]
    struct Attributes<'a> {
        #[serde(flatten)]
        done: Option<Done>,
        filtered: Vec<FilterResult<'a>>,
    }
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

/// What the viewer did with a status.
#[derive(Serialize)]
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
            muted: false,
            bookmarked: marks.bookmarked,
            pinned: marks.pinned,
        }
    }
}
