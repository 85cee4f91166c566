//! Finding statuses by what they say.

#[cfg(test)]
mod tests;

use storage::id::{AccountId, StatusId};
use storage::status_search::{self, Condition, Query};
use storage::{Page, Transaction};

use super::query::{self, Typed};
use super::{QUERY, Slice, is_address};
use crate::context::Context;
use crate::error::Result;
use crate::mention;
use crate::names::Acct;
use crate::policy::{Place, audience};
use crate::text::clean;
use crate::text::words::words;
use crate::timeline::Entry;
use crate::viewer::Viewer;

/// To what the results are narrowed, beside the words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrow {
    /// Only those of one author.
    pub author: Option<AccountId>,
    /// Only older ones.
    pub max_id: Option<i64>,
    /// Only newer ones.
    pub min_id: Option<i64>,
}

/// Statuses that say what is looked for, the newest first: those that `viewer` wrote or had to do with, and public ones of
/// authors who agree to be found. Someone unknown finds none.
///
/// # Errors
/// `Invalid` when an operator cannot take the value behind it.
pub async fn statuses(
    ctx: &Context,
    viewer: Viewer,
    text: &str,
    narrow: Narrow,
    slice: Slice,
) -> Result<Vec<Entry>> {
    let Some(account) = viewer.account() else {
        return Ok(Vec::new());
    };
    if is_address(text) {
        return Ok(Vec::new());
    }
    let typed = query::read(clean::cut(text.trim(), QUERY))?;
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = resolved(ctx, account, typed).await?;
    query.conditions.extend(
        narrow
            .author
            .map(|author| (Condition::Author(author), true)),
    );
    let page = Page {
        max_id: narrow.max_id,
        since_id: narrow.min_id,
        ..Page::first(slice.limit)
    };
    let audiences = (
        &audience(viewer, Place::Offered),
        &audience(viewer, Place::Listed),
    );
    let rows = (page, slice.offset);
    Ok(status_search::list(ctx.db.read(), &query, account, audiences, rows).await?)
}

/// Says which accounts the names are: one query for all of them.
async fn resolved(ctx: &Context, viewer: AccountId, typed: Typed) -> Result<Query> {
    let named = typed
        .authors
        .iter()
        .filter_map(|(name, _)| name.parse().ok());
    let named: Vec<Acct> = named.collect();
    let known = mention::resolve(ctx, &named).await?;
    let account = |name: &str| match name {
        "me" => Some(viewer),
        _ => known.get(&name.parse().ok()?).map(|account| account.id),
    };
    let authors = typed.authors.iter().map(|(name, wanted)| {
        let condition = account(name).map_or(Condition::Never, Condition::Author);
        (condition, *wanted)
    });
    let conditions = authors.chain(typed.conditions).collect();
    Ok(Query {
        phrases: typed.phrases,
        without: typed.without,
        scope: typed.scope,
        conditions,
    })
}

/// Lets a status be found by these texts, and no more by those from before.
pub(crate) async fn index<'a>(
    tx: &Transaction,
    id: StatusId,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let text = texts.into_iter().collect::<Vec<_>>().join("\n");
    Ok(status_search::upsert(&**tx, id, &words(&text)).await?)
}
