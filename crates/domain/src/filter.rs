//! What people do not want to read: words and single statuses, looked for wherever they are shown a status.
//!
//! A filter is kept as rows, compiled once ([`compiled`]) and looked for when a status is shown ([`apply`]). Nothing that
//! others see depends on it.

mod apply;
mod cache;
mod compiled;
mod edit;
mod status;
#[cfg(test)]
mod tests;

use std::time::Duration;

use storage::filter;
pub use storage::filter::{Keyword, NamedStatus};
use storage::id::{AccountId, FilterId, FilterKeywordId};
use storage::kinds::{FilterAction, FilterContext};

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};

pub use apply::{Match, apply, apply_for_each, hides};
pub use cache::Filters;
pub use edit::{create, delete, delete_keyword, update};
pub use status::{add_status, remove_status, show_status};

/// A filter as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Its id.
    pub id: FilterId,
    /// What the owner calls it.
    pub title: String,
    /// Where it is applied.
    pub contexts: Vec<FilterContext>,
    /// What happens to what it matches.
    pub action: FilterAction,
    /// When it ends, if ever.
    pub expires_at: Option<Timestamp>,
    /// The words that it looks for.
    pub keywords: Vec<Keyword>,
    /// The statuses that it names.
    pub statuses: Vec<NamedStatus>,
}

impl Filter {
    fn read(whole: filter::Whole) -> Result<Self> {
        let row = whole.filter;
        Ok(Self {
            id: row.id,
            title: row.title,
            contexts: serde_json::from_str(&row.contexts)?,
            action: row.action,
            expires_at: row.expires_at,
            keywords: whole.keywords,
            statuses: whole.statuses,
        })
    }

    /// Whether it is still applied.
    #[must_use]
    pub fn is_active(&self, now: Timestamp) -> bool {
        self.expires_at.is_none_or(|end| end > now)
    }
}

/// What a filter shall be; what is `None` stays, or is the default of a new one.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What the owner calls it.
    pub title: Option<String>,
    /// Where it is applied.
    pub contexts: Option<Vec<FilterContext>>,
    /// What happens to what it matches; at first they are warned.
    pub action: Option<FilterAction>,
    /// How long it is applied from now on; at first for ever.
    pub expiry: Option<Expiry>,
    /// Changes to its keywords.
    pub keywords: Vec<KeywordChange>,
}

/// How long a filter is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// For ever.
    Never,
    /// For this time from now on.
    After(Duration),
}

/// A keyword to be added, or with an `id` to be changed or removed.
#[derive(Clone, Debug, Default)]
pub struct KeywordChange {
    /// Which; a new one when `None`.
    pub id: Option<FilterKeywordId>,
    /// The words.
    pub keyword: Option<String>,
    /// Whether it must stand alone: a new one must, unless this says otherwise.
    pub whole_word: Option<bool>,
    /// Remove it.
    pub remove: bool,
}

/// The filters of `who`, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, who: AccountId) -> Result<Vec<Filter>> {
    let rows = filter::list(ctx.db.read(), &[who]).await?;
    rows.into_iter().map(Filter::read).collect()
}

/// One filter of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, who: AccountId, id: FilterId) -> Result<Filter> {
    let found = filter::find(ctx.db.read(), who, id).await?;
    Filter::read(found.ok_or(Error::NotFound)?)
}

/// One keyword of a filter of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn show_keyword(ctx: &Context, who: AccountId, id: FilterKeywordId) -> Result<Keyword> {
    let found = filter::find_keyword(ctx.db.read(), who, id).await?;
    found.ok_or(Error::NotFound)
}
