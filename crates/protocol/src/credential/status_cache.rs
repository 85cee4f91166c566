//! Status lists of other issuers that were asked for lately, each for as long as it may be kept.

use std::sync::Arc;
use std::time::Duration;

use domain::Timestamp;
use domain::credential::Refusal;
use moka::sync::Cache;
use serde_json::Value;
use url::Url;

use super::presented::{address, members};
use super::status::{Entry, StatusList};
use super::verify::{Fault, prove};
use crate::document;
use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect};

/// Bytes of all lists together.
const CAPACITY: u64 = 64 * 1024 * 1024;
/// What an answer weighs beside its bits.
const OVERHEAD: u32 = 4096;
/// How long a list that was not had or not believed is not asked for again.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was found at the address of a list.
#[derive(Clone)]
struct Kept {
    found: Result<Arc<StatusList>, Refusal>,
    asked_at: Timestamp,
}

/// The lists by their addresses. Cheap to clone.
#[derive(Clone)]
pub(crate) struct StatusLists(Cache<Url, Kept>);

impl Default for StatusLists {
    fn default() -> Self {
        let cache = Cache::builder()
            .max_capacity(CAPACITY)
            .weigher(|_: &Url, kept: &Kept| {
                let bytes = kept.found.as_ref().map_or(0, |list| list.bytes());
                OVERHEAD.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX))
            });
        Self(cache.build())
    }
}

impl StatusLists {
    /// Forgets the lists that `document` names, for their issuer says that there is news.
    pub(super) fn forget_those_of(&self, document: &Value) {
        for entry in members(&document["credentialStatus"]) {
            if let Some(list) = address(&entry["statusListCredential"]) {
                self.0.invalidate(&list);
            }
        }
    }
}

impl Kept {
    fn is_fresh(&self, now: Timestamp) -> bool {
        let lifetime = self.found.as_ref().map_or(PATIENCE, |list| list.ttl());
        self.asked_at.after(lifetime) > now
    }
}

/// What the list that `entry` names, which must be `issuer`'s, says of it, and when that was asked.
///
/// # Errors
/// When the database refuses.
pub(super) async fn ask(
    federation: &Federation,
    entry: &Entry,
    issuer: &Url,
    budget: &mut Budget,
) -> Result<(Result<(), Refusal>, Timestamp), Fault> {
    let now = federation.ctx.clock.now();
    let lists = &federation.status_lists.0;
    let known = lists.get(&entry.list).filter(|kept| kept.is_fresh(now));
    let kept = if let Some(kept) = known {
        kept
    } else {
        let kept = Kept {
            found: fetch(federation, &entry.list, issuer, budget).await?,
            asked_at: now,
        };
        lists.insert(entry.list.clone(), kept.clone());
        kept
    };
    let said = kept.found.and_then(|list| {
        list.check(&entry.list, issuer, now)?;
        list.look_up(entry)
    });
    Ok((said, kept.asked_at))
}

/// The list at `address`, if `issuer` signed it.
async fn fetch(
    federation: &Federation,
    address: &Url,
    issuer: &Url,
    budget: &mut Budget,
) -> Result<Result<Arc<StatusList>, Refusal>, Fault> {
    let asked = document::fetch_as(federation, address, Expect::Credential, budget).await;
    let document: Value = match asked.and_then(|document| document.parse()) {
        Ok(document) => document,
        Err(Error::Domain(error)) if error.is_ours() => return Err(Error::Domain(error).into()),
        Err(error) if is_refusal(&error) => return Ok(Err(Refusal::StatusMalformed)),
        Err(_) => return Ok(Err(Refusal::StatusUnknown)),
    };
    let list = match StatusList::read(&document) {
        Ok(list) => list,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let now = federation.ctx.clock.now();
    if let Err(refusal) = list.check(address, issuer, now) {
        return Ok(Err(refusal));
    }
    match prove(federation, list.signed(), issuer).await {
        Ok(()) => Ok(Ok(Arc::new(list))),
        Err(Fault::Refused(_)) => Ok(Err(Refusal::StatusReplaced)),
        Err(Fault::Failed(error)) if error.is_transient() => Ok(Err(Refusal::StatusUnknown)),
        Err(failed) => Err(failed),
    }
}

/// Whether something was had that is no list, rather than nothing.
fn is_refusal(error: &Error) -> bool {
    matches!(error, Error::Malformed(_) | Error::Refused(_))
}
