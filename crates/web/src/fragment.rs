//! Statuses and accounts as JSON, rendered once a version.
//!
//! A query tells which statuses are on a page, in which revision, by whom, and what the viewer did with each. What no viewer
//! changes is kept here under its id, with its revision; the revision rises in the transaction of every change that it
//! shows, so whatever is older is rendered anew. An answer is put together from such pieces:
//!
//! `{"id":…,…,"account":` + the account + `,"card":` + its link's card + `,"poll":` + the poll + `,"quote":` + what it quotes, put together alike +
//! `,"quote_approval":` + who may quote it + `,"reblog":` + `null` or a status + what the viewer did + `}`
//!
//! What the viewer does not want to read is looked for each time, behind the fragments, and is a part of the last piece.

mod beside;
mod pieces;

use std::collections::HashMap;
use std::sync::Arc;

use domain::account_view::{self, AccountRef, AccountView};
use domain::id::{AccountId, StatusId};
use domain::kinds::FilterContext;
use domain::quote;
use domain::status::Fresh;
use domain::status_view::{self, StatusView};
use domain::timeline::{Entry, StatusRef};
use domain::{Context, Result, Viewer};
use moka::sync::Cache;
use serde_json::value::RawValue;

use crate::entity::{Json, account, status};

use beside::Beside;
#[cfg(feature = "testing")]
pub(crate) use pieces::Attributes;
pub use pieces::{Pieces, list};

/// Bytes of rendered statuses that are kept.
const STATUS_BYTES: u64 = 64 * 1024 * 1024;
/// Bytes of rendered accounts that are kept.
const ACCOUNT_BYTES: u64 = 16 * 1024 * 1024;

/// JSON of one version of something.
#[derive(Clone)]
struct Fragment {
    revision: i64,
    json: Arc<str>,
    /// Of a status.
    beside: Option<Arc<Beside>>,
    /// Of an account that moved: where to. The other account has a version of its own, and so is written behind this one.
    moved_to: Option<AccountId>,
}

/// The kept fragments of this process. Cheap to clone.
#[derive(Clone)]
pub struct Fragments {
    /// A status up to its account, which is still to be written: `{"id":…,"account":`; and what stands beside it.
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
        let mut pieces = Pieces::default();
        self.take(ctx, entries, accounts, &mut pieces).await?;
        let viewer = entries.iter().find_map(|entry| entry.viewer);
        let quoted = self.load_quoted(ctx, viewer, &mut pieces).await?;
        self.load_authors(ctx, &mut pieces).await?;
        self.load_moved(ctx, &mut pieces).await?;
        let all = [entries, &quoted[..]].concat();
        pieces.look(ctx, viewer, &all).await?;
        Ok(pieces)
    }

    /// What the statuses of `pieces` quote, as far as the viewer may see it.
    async fn load_quoted(
        &self,
        ctx: &Context,
        viewer: Option<AccountId>,
        pieces: &mut Pieces,
    ) -> Result<Vec<Entry>> {
        let ids = pieces.quoted_ids();
        let viewer = viewer.map_or(Viewer::Anonymous, Viewer::Account);
        let quoted = quote::shown(ctx, viewer, &ids).await?;
        let direct = ids.iter().filter_map(|id| quoted.get(id));
        let direct: Vec<Entry> = direct.map(|quoted| quoted.entry).collect();
        self.take(ctx, &direct, [], pieces).await?;
        pieces.quoted = quoted;
        Ok(direct)
    }

    /// The accounts of those who wrote what the statuses of `pieces` link to.
    async fn load_authors(&self, ctx: &Context, pieces: &mut Pieces) -> Result<()> {
        let authors = pieces.linked_authors();
        if authors.is_empty() {
            return Ok(());
        }
        let shown = account_view::refs(ctx, &authors).await?;
        self.take(ctx, &[], shown.values().copied(), pieces).await?;
        pieces.authors = shown.into_keys().collect();
        Ok(())
    }

    /// Writes behind the accounts of `pieces` that moved where they went.
    async fn load_moved(&self, ctx: &Context, pieces: &mut Pieces) -> Result<()> {
        let targets = pieces.moved_ids();
        if targets.is_empty() {
            return Ok(());
        }
        let targets = account_view::destinations(ctx, &targets).await?;
        self.take(ctx, &[], targets.into_values(), pieces).await?;
        pieces.write_moved();
        Ok(())
    }

    /// Adds the pieces of `entries` and `accounts`; what is not kept in its version is loaded, all together.
    async fn take(
        &self,
        ctx: &Context,
        entries: &[Entry],
        accounts: impl IntoIterator<Item = AccountRef>,
        pieces: &mut Pieces,
    ) -> Result<()> {
        let mut missing = Missing::default();
        for entry in entries {
            for status in [Some(entry.status), entry.reblog].into_iter().flatten() {
                self.take_status(status, pieces, &mut missing);
                self.take_account(status.author, pieces, &mut missing);
            }
        }
        for account in accounts {
            self.take_account(account, pieces, &mut missing);
        }
        self.render_statuses(ctx, &missing.statuses, pieces).await?;
        self.render_accounts(ctx, &missing.accounts, pieces).await
    }

    fn take_status(&self, status: StatusRef, pieces: &mut Pieces, missing: &mut Missing) {
        if pieces.statuses.contains_key(&status.id) {
            return;
        }
        match self.statuses.get(&status.id) {
            Some(kept) if kept.revision >= status.revision => {
                pieces.add_status(status.id, kept.json, kept.beside);
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
                pieces.add_account(account.id, kept.json, kept.moved_to);
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
        for view in status_view::load(ctx, missing).await?.into_values() {
            self.keep_status(ctx, &view, pieces)?;
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
            let json = self.keep_account(ctx, &view)?;
            pieces.add_account(id, json, view.account.moved_to_id);
        }
        Ok(())
    }

    fn keep_status(&self, ctx: &Context, view: &StatusView, pieces: &mut Pieces) -> Result<()> {
        let whole = serde_json::to_string(&status::Status::new(ctx, view)?)?;
        let open = whole.strip_suffix('}').unwrap_or(&whole);
        let json: Arc<str> = format!("{open},\"account\":").into();
        let beside = Some(Arc::new(Beside::of(ctx, view)?));
        let fragment = Fragment {
            revision: view.status.revision,
            json: json.clone(),
            beside: beside.clone(),
            moved_to: None,
        };
        let status = &view.status;
        self.statuses.insert(status.id, fragment);
        pieces.add_status(status.id, json, beside);
        Ok(())
    }

    fn keep_account(&self, ctx: &Context, view: &AccountView) -> Result<Arc<str>> {
        let json: Arc<str> = serde_json::to_string(&account::Account::new(ctx, view)?)?.into();
        let fragment = Fragment {
            revision: view.account.revision,
            json: json.clone(),
            beside: None,
            moved_to: view.account.moved_to_id,
        };
        self.accounts.insert(view.account.id, fragment);
        Ok(json)
    }

    /// A status that was just posted, for its author. Its pieces are kept for everyone who reads it next.
    pub async fn fresh(&self, ctx: &Context, fresh: &Fresh) -> Result<Json> {
        let mut pieces = Pieces::default();
        let author = fresh.entry.status.author.id;
        self.keep_status(ctx, &fresh.status, &mut pieces)?;
        pieces
            .accounts
            .insert(author, self.keep_account(ctx, &fresh.author)?);
        if fresh.status.quote.is_some() || fresh.status.card.is_some() {
            return self.status(ctx, &fresh.entry).await;
        }
        pieces.render_polls(ctx, Some(author), &HashMap::new())?;
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

    /// Statuses by their ids, to be parts of other JSON. Those that went in the meantime are missing.
    pub async fn statuses_of(
        &self,
        ctx: &Context,
        entries: &[Entry],
    ) -> Result<HashMap<StatusId, Box<RawValue>>> {
        let pieces = self.load(ctx, entries, []).await?;
        let mut shown = HashMap::new();
        for entry in entries {
            if let Ok(Json(json)) = pieces.whole(entry) {
                shown.insert(entry.status.id, serde_json::from_slice(&json)?);
            }
        }
        Ok(shown)
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
