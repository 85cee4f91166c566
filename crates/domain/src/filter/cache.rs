//! The filters and the texts that this process looked at lately.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use moka::sync::Cache;
use storage::entry::StatusRef;
use storage::filter;
use storage::id::{AccountId, StatusId};

use super::Filter;
use super::compiled::Compiled;
use crate::context::Context;
use crate::error::Result;
use crate::event::Event;
use crate::status_view::{self, StatusView};
use crate::text::plain;

/// Accounts whose filters are kept.
const ACCOUNTS: u64 = 20_000;
/// After this filters are read again, so that an event that was missed does not matter for long.
const LIFETIME: Duration = Duration::from_mins(1);
/// Bytes of texts that are kept.
const TEXT_BYTES: u64 = 16 * 1024 * 1024;

/// All filters of an account; most have none.
pub(super) type OfAccount = Arc<Vec<Compiled>>;

/// Keeps compiled filters until they change, and what they look through in its version. Cheap to clone.
#[derive(Clone)]
pub struct Filters {
    accounts: Cache<AccountId, OfAccount>,
    texts: Cache<StatusId, (i64, Arc<str>)>,
    /// Rises with each forgetting, so that what was read before it is not kept after it.
    revision: Arc<AtomicU64>,
}

impl Default for Filters {
    fn default() -> Self {
        Self {
            accounts: Cache::builder()
                .max_capacity(ACCOUNTS)
                .time_to_live(LIFETIME)
                .build(),
            texts: Cache::builder()
                .weigher(|_, (_, text): &(i64, Arc<str>)| {
                    u32::try_from(text.len()).unwrap_or(u32::MAX)
                })
                .max_capacity(TEXT_BYTES)
                .build(),
            revision: Arc::default(),
        }
    }
}

impl Filters {
    /// Forgets what an event makes stale.
    pub fn hear(&self, event: &Event) {
        if let Event::FiltersChanged { account_id } = event {
            self.forget(*account_id);
        }
    }

    /// Forgets the filters of an account.
    pub(super) fn forget(&self, id: AccountId) {
        self.revision.fetch_add(1, Ordering::SeqCst);
        self.accounts.invalidate(&id);
    }

    /// Keeps what was read when the revision was `seen`.
    fn keep(&self, id: AccountId, filters: OfAccount, seen: u64) {
        self.accounts.insert(id, filters);
        // Whoever forgets from here on finds it.
        if self.revision.load(Ordering::SeqCst) != seen {
            self.accounts.invalidate(&id);
        }
    }
}

/// The filters of each of `accounts`, those that are not kept in one reading.
pub(super) async fn filters_of(
    ctx: &Context,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, OfAccount>> {
    let kept = |id: &AccountId| Some((*id, ctx.filters.accounts.get(id)?));
    let mut known: HashMap<AccountId, OfAccount> = accounts.iter().filter_map(kept).collect();
    let missing = accounts.iter().filter(|id| !known.contains_key(id));
    let missing: Vec<AccountId> = missing.copied().collect();
    if missing.is_empty() {
        return Ok(known);
    }
    let seen = ctx.filters.revision.load(Ordering::SeqCst);
    let mut read: HashMap<AccountId, Vec<Compiled>> = HashMap::new();
    for whole in filter::list(ctx.db.read(), &missing).await? {
        let owner = whole.filter.account_id;
        let compiled = Compiled::new(Filter::read(whole)?)?;
        read.entry(owner).or_default().push(compiled);
    }
    for id in missing {
        let filters = Arc::new(read.remove(&id).unwrap_or_default());
        ctx.filters.keep(id, filters.clone(), seen);
        known.insert(id, filters);
    }
    Ok(known)
}

/// What keywords are looked for in, by status.
pub(super) async fn texts(
    ctx: &Context,
    statuses: &[StatusRef],
) -> Result<HashMap<StatusId, Arc<str>>> {
    let mut known = HashMap::new();
    let mut missing = Vec::new();
    for status in statuses {
        match ctx.filters.texts.get(&status.id) {
            Some((revision, text)) if revision >= status.revision => {
                known.insert(status.id, text);
            }
            _ => missing.push(*status),
        }
    }
    if !missing.is_empty() {
        for (id, view) in status_view::load(ctx, &missing).await? {
            let text: Arc<str> = text(&view).into();
            let version = (view.status.revision, text.clone());
            ctx.filters.texts.insert(id, version);
            known.insert(id, text);
        }
    }
    Ok(known)
}

/// Everything of a status that is read: words of its own, and what its attachments say.
fn text(view: &StatusView) -> String {
    let status = &view.status;
    let content = plain::to_plain(&status.content);
    let own = [&status.spoiler_text, &status.title, &content];
    let described = view.media.iter().map(|file| &file.description);
    let options = view.poll.iter().flat_map(|poll| &poll.options);
    let parts: Vec<&str> = own
        .into_iter()
        .chain(described)
        .chain(options.map(|option| &option.title))
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("\n\n")
}
