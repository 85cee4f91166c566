//! Their owners make and change filters.

use storage::filter::{self, Keyword, KeywordChange as Row};
use storage::id::{AccountId, FilterId, FilterKeywordId};
use storage::kinds::{FilterAction, FilterContext};
use storage::{Set, Transaction};

use super::compiled::expression;
use super::{Change, Expiry, Filter, KeywordChange};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::reason::Reason;
use crate::text::clean;

/// Characters of a title, Mastodon's limit.
const TITLE: usize = 256;
/// Characters of a keyword, Mastodon's limit.
const KEYWORD: usize = 512;
/// Filters of an account: each is looked for in everything that it is shown.
const FILTERS: u64 = 200;
/// Keywords of a filter.
const KEYWORDS: usize = 500;

/// Makes a filter of `who`.
///
/// # Errors
/// `Invalid` when it has no title or no context, or is too large.
pub async fn create(ctx: &Context, who: AccountId, change: Change) -> Result<Filter> {
    let now = ctx.clock.now();
    let blank = || Error::invalid("title", "can't be blank");
    let row = filter::Filter {
        id: FilterId::generate(now),
        account_id: who,
        title: title(change.title.as_deref().ok_or_else(blank)?)?,
        contexts: contexts(change.contexts.as_deref().unwrap_or_default())?,
        action: change.action.unwrap_or(FilterAction::Warn),
        expires_at: change.expiry.and_then(|expiry| end(expiry, now)),
        created_at: now,
    };
    let id = row.id;
    let tx = ctx.db.begin().await?;
    if filter::count(&*tx, who).await? >= FILTERS {
        let reason =
            Reason::new("are too many: remove one first (maximum is {most})").with("most", FILTERS);
        return Err(Error::invalid("filters", reason));
    }
    filter::insert(&*tx, row).await?;
    change_keywords(&tx, id, &[], &change.keywords, now).await?;
    keep(ctx, tx, who, id).await
}

/// Changes a filter of `who`.
///
/// # Errors
/// `NotFound`, also when a keyword is not the filter's; `Invalid` when it would be too large.
pub async fn update(ctx: &Context, who: AccountId, id: FilterId, change: Change) -> Result<Filter> {
    let now = ctx.clock.now();
    let mut row = filter::Change::default();
    if let Some(text) = &change.title {
        row.title = Set(title(text)?);
    }
    if let Some(places) = &change.contexts {
        row.contexts = Set(contexts(places)?);
    }
    if let Some(action) = change.action {
        row.action = Set(action);
    }
    if let Some(expiry) = change.expiry {
        row.expires_at = Set(end(expiry, now));
    }
    let tx = ctx.db.begin().await?;
    let old = filter::find(&*tx, who, id).await?.ok_or(Error::NotFound)?;
    filter::update(&*tx, id, row).await?;
    change_keywords(&tx, id, &old.keywords, &change.keywords, now).await?;
    keep(ctx, tx, who, id).await
}

/// Removes a filter of `who`.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, who: AccountId, id: FilterId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !filter::delete(&*tx, who, id).await? {
        return Err(Error::NotFound);
    }
    changed(ctx, tx, who).await
}

/// Removes a keyword, and its filter if that looks for nothing else: in the first version of the API they are one.
///
/// # Errors
/// `NotFound`.
pub async fn delete_keyword(ctx: &Context, who: AccountId, id: FilterKeywordId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let keyword = filter::find_keyword(&*tx, who, id).await?;
    let of = keyword.ok_or(Error::NotFound)?.filter_id;
    filter::delete_keyword(&*tx, id).await?;
    let left = filter::find(&*tx, who, of).await?;
    if left.is_some_and(|left| left.keywords.is_empty() && left.statuses.is_empty()) {
        filter::delete(&*tx, who, of).await?;
    }
    changed(ctx, tx, who).await
}

/// Commits a filter as it stands now, if it can be looked for.
async fn keep(ctx: &Context, tx: Transaction, who: AccountId, id: FilterId) -> Result<Filter> {
    let whole = filter::find(&*tx, who, id).await?.ok_or(Error::NotFound)?;
    if whole.keywords.len() > KEYWORDS {
        let reason = Reason::new("are too many: make several filters (maximum is {most})")
            .with("most", KEYWORDS);
        return Err(Error::invalid("keywords", reason));
    }
    expression(&whole.keywords)?;
    changed(ctx, tx, who).await?;
    Filter::read(whole)
}

/// Tells apps and other processes with the transaction, and forgets here what was known.
pub(super) async fn changed(ctx: &Context, tx: Transaction, who: AccountId) -> Result<()> {
    let event = Event::FiltersChanged { account_id: who };
    event::announce(&tx, &event, ctx.clock.now()).await?;
    tx.commit().await?;
    ctx.filters.forget(who);
    Ok(())
}

async fn change_keywords(
    tx: &Transaction,
    of: FilterId,
    old: &[Keyword],
    changes: &[KeywordChange],
    now: Timestamp,
) -> Result<()> {
    for change in changes {
        match change.id {
            None if change.remove => {}
            None => insert_keyword(tx, of, change, now).await?,
            Some(id) if old.iter().all(|known| known.id != id) => return Err(Error::NotFound),
            Some(id) if change.remove => filter::delete_keyword(&**tx, id).await?,
            Some(id) => {
                let mut row = Row::default();
                if let Some(words) = &change.keyword {
                    row.keyword = Set(keyword(words)?);
                }
                if let Some(whole_word) = change.whole_word {
                    row.whole_word = Set(whole_word);
                }
                filter::update_keyword(&**tx, id, row).await?;
            }
        }
    }
    Ok(())
}

async fn insert_keyword(
    tx: &Transaction,
    of: FilterId,
    change: &KeywordChange,
    now: Timestamp,
) -> Result<()> {
    let row = Keyword {
        id: FilterKeywordId::generate(now),
        filter_id: of,
        keyword: keyword(change.keyword.as_deref().unwrap_or_default())?,
        whole_word: change.whole_word.unwrap_or(true),
    };
    Ok(filter::insert_keyword(&**tx, row).await?)
}

fn title(text: &str) -> Result<String> {
    let checked = clean::line(text, TITLE).and_then(clean::required);
    checked.map_err(|error| Error::invalid("title", error))
}

fn keyword(text: &str) -> Result<String> {
    let checked = clean::line(text, KEYWORD).and_then(clean::required);
    checked.map_err(|error| Error::invalid("keyword", error))
}

fn contexts(places: &[FilterContext]) -> Result<String> {
    if places.is_empty() {
        let reason = "must name one of home, notifications, public, thread, account";
        return Err(Error::invalid("context", reason));
    }
    Ok(serde_json::to_string(places)?)
}

fn end(expiry: Expiry, now: Timestamp) -> Option<Timestamp> {
    match expiry {
        Expiry::Never => None,
        Expiry::After(time) => Some(now.after(time)),
    }
}
