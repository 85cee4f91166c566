//! Files that members bring along: whom and what their lines name is looked up, then `domain::import` does what they say.

use std::time::Duration;

use domain::id::ImportId;
use domain::import::{self, Entry, Outcome, Subject, Target};
use domain::kinds::ImportProblem;
use domain::names::Acct;
use futures::future::join_all;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::resolve;

/// How long a step waits for other servers.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does some lines of a file. Look-ups run together, what follows from them one after the other.
///
/// # Errors
/// When the database refuses; the step can be done again.
pub async fn step(federation: &Federation, id: ImportId) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let Some(batch) = import::next(ctx, id).await? else {
        return Ok(());
    };
    let lookups = batch.entries.iter().map(|entry| look_up(federation, entry));
    let mut outcomes = Vec::new();
    for (entry, found) in batch.entries.iter().zip(join_all(lookups).await) {
        outcomes.push(match found {
            Ok(target) => Outcome::of(import::apply(ctx, batch.account_id, entry, target).await)?,
            Err(outcome) => outcome,
        });
    }
    Ok(import::settle(ctx, &batch, &outcomes).await?)
}

/// What stands behind the line, or why nothing does.
async fn look_up(federation: &Federation, entry: &Entry) -> Result<Target, Outcome> {
    let found = tokio::time::timeout(PATIENCE, find(federation, &entry.subject())).await;
    match found {
        Ok(Ok(target)) => Ok(target),
        Ok(Err(error)) if !error.is_transient() => Err(Outcome::Failed(ImportProblem::NotFound)),
        Ok(Err(_)) | Err(_) => Err(Outcome::Later),
    }
}

async fn find(federation: &Federation, subject: &Subject<'_>) -> Result<Target, Error> {
    let mut budget = Budget::default();
    match subject {
        Subject::Account(handle) => {
            let handle: Acct = handle.parse().map_err(|_| domain::Error::NotFound)?;
            let found = Box::pin(resolve::acct(federation, &handle, &mut budget)).await?;
            Ok(Target::Account(found.id))
        }
        Subject::Status(uri) => {
            let uri = Url::parse(uri).map_err(|_| domain::Error::NotFound)?;
            let found = Box::pin(resolve::status(federation, &uri, &mut budget)).await?;
            Ok(Target::Status(found.id))
        }
        Subject::Domain(_) => Ok(Target::None),
    }
}
