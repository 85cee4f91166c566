//! Names in a text, and whose they are.

use std::collections::HashMap;

use storage::account::{self, Account};

use crate::account::is_present;
use crate::context::Context;
use crate::error::Result;
use crate::names::Acct;
use crate::text::scan;

/// The accounts that are known here by these names. The suspended and the gone are not among them.
pub async fn resolve(ctx: &Context, accts: &[Acct]) -> Result<HashMap<Acct, Account>> {
    let keys: Vec<_> = accts.iter().map(|acct| key(ctx, acct)).collect();
    let found: HashMap<_, Account> = account::list_by_accts(ctx.db.read(), &keys)
        .await?
        .into_iter()
        .filter(is_present)
        .map(|account| {
            (
                (account.username_lower.clone(), account.domain.clone()),
                account,
            )
        })
        .collect();
    Ok(accts
        .iter()
        .zip(&keys)
        .filter_map(|(acct, key)| Some((acct.clone(), found.get(key)?.clone())))
        .collect())
}

/// Names in `text` of accounts of other instances that are not known here yet: to be looked up before it is published.
pub async fn unknown(ctx: &Context, text: &str) -> Result<Vec<Acct>> {
    let accts = scan::mentions(&scan::scan(text));
    let known = resolve(ctx, &accts).await?;
    Ok(accts
        .into_iter()
        .filter(|acct| !known.contains_key(acct) && key(ctx, acct).1.is_some())
        .collect())
}

/// What the accounts table is searched by: our own domain is written as none.
fn key(ctx: &Context, acct: &Acct) -> (String, Option<String>) {
    let domain = acct
        .domain
        .clone()
        .filter(|domain| domain != ctx.uris.domain());
    (acct.username.to_lowercase(), domain)
}
