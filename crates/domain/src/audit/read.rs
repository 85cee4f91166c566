//! Reading the log, and looking whether it is whole.

use std::collections::HashMap;

use storage::id::AccountId;
use storage::{Page, account, audit};

use super::{Actor, AuditEntry, Broken, Chain, Filter, Head};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Administrator;

/// Entries that are read at once.
pub(super) const BATCH: u64 = 1000;

/// An entry, with the names of accounts in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The entry.
    pub entry: AuditEntry,
    /// The handle of whoever acted, when it was an account that is still known.
    pub actor: Option<String>,
    /// The handle of the account to which it was done.
    pub subject: Option<String>,
}

/// A page of the entries that fit, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn index(
    ctx: &Context,
    _by: &Administrator,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Shown>> {
    let entries = audit::list(ctx.db.read(), filter, page).await?;
    let id_in = |text: &str| -> Option<AccountId> {
        let number = text.strip_prefix("account:")?;
        number.parse().ok().map(AccountId)
    };
    let both = |entry: &AuditEntry| [id_in(&entry.actor), id_in(&entry.subject)];
    let ids: Vec<AccountId> = entries.iter().flat_map(both).flatten().collect();
    let accounts = account::accounts_of(ctx.db.read(), &ids).await?;
    let names: HashMap<AccountId, String> = accounts
        .into_iter()
        .map(|(id, account)| (id, crate::account::acct(&account)))
        .collect();
    let name = |text: &str| id_in(text).and_then(|id| names.get(&id).cloned());
    let shown = entries.into_iter().map(|entry| Shown {
        actor: name(&entry.actor),
        subject: name(&entry.subject),
        entry,
    });
    Ok(shown.collect())
}

/// Where the log ends now, to be kept elsewhere; `None` when there are no entries.
///
/// # Errors
/// When the database refuses.
pub async fn head(ctx: &Context) -> Result<Option<Head>> {
    let last = audit::find_last(ctx.db.read()).await?;
    Ok(last.map(|last| Head {
        seq: last.seq,
        hash: last.hash,
    }))
}

/// Looks at every entry, and says where the log ends or which link is the first that does not hold. With a head that was
/// kept, it is noticed too that entries at the end are gone or that all was written anew.
///
/// # Errors
/// When the database refuses.
pub async fn verify(
    ctx: &Context,
    kept: Option<Head>,
) -> Result<std::result::Result<Option<Head>, Broken>> {
    let mut chain = Chain::new(kept);
    // Below the first number there may be, so that one that was put before it is seen.
    let mut after = i64::MIN;
    loop {
        let entries = audit::list_after(ctx.db.read(), after, None, BATCH).await?;
        let Some(last) = entries.last() else {
            return Ok(chain.end());
        };
        after = last.seq;
        for entry in &entries {
            if let Err(broken) = chain.follow(entry) {
                return Ok(Err(broken));
            }
        }
    }
}

/// How entries name whoever `text` means: `operator`, `system`, `directory:NAME` and `account:ID` are that already,
/// anything else is the handle of an account. Nobody's handle names nobody.
///
/// # Errors
/// When the database refuses.
pub async fn actor_of(ctx: &Context, text: &str) -> Result<String> {
    let text = text.trim();
    if matches!(text, "operator" | "system") || text.contains(':') {
        return Ok(text.to_owned());
    }
    match crate::account::lookup(ctx, text).await {
        Ok(account) => Ok(Actor::Account(account.id).to_string()),
        Err(Error::NotFound | Error::Invalid { .. }) => Ok(text.to_owned()),
        Err(other) => Err(other),
    }
}
