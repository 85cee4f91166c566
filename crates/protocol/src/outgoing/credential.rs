//! What this instance vouches for, told to the server of whom it is about and to those that asked for it.

use domain::delivery::Reach;
use domain::id::{AccountId, CredentialId};
use domain::{credential, remote};
use serde::Serialize;

use super::Letter;
use super::activity::Document;
use crate::credential::document;
use crate::error::Error;
use crate::federation::Federation;
use crate::vocab::ActivityDocument;

type Built = Result<Option<Letter>, Error>;

/// A Create or an Update with the whole credential, whose status lists are to be asked anew.
pub(super) async fn news(federation: &Federation, kind: &'static str, id: CredentialId) -> Built {
    let ctx = &federation.ctx;
    let row = match credential::find_issued(ctx, id).await {
        Ok(found) => found,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let signed = document(federation, &row).await?;
    let readers = credential::readers(ctx, id).await?;
    let now = ctx.clock.now().millis();
    let activity = format!("{}#{}s/{now}", row.uri, kind.to_lowercase());
    letter(
        federation,
        (kind, activity),
        &*signed,
        (row.account_id, readers),
    )
    .await
}

/// The credential is gone.
pub(super) async fn deleted(
    federation: &Federation,
    uri: String,
    subject: AccountId,
    readers: Vec<AccountId>,
) -> Built {
    let activity = format!("{uri}#delete");
    letter(federation, ("Delete", activity), uri, (subject, readers)).await
}

/// Addressed to the subject alone: none of those that asked is told of the others.
async fn letter<T: Serialize>(
    federation: &Federation,
    (kind, id): (&'static str, String),
    object: T,
    (subject, readers): (AccountId, Vec<AccountId>),
) -> Built {
    let Some(to) = remote::find_by_id(&federation.ctx, subject).await? else {
        return Ok(None);
    };
    let issuer = federation.instance_actor().await?;
    let activity = ActivityDocument {
        to: vec![to.uri],
        ..ActivityDocument::new(id, kind, issuer.uri.clone(), object)
    };
    Ok(Some(Letter {
        document: Document::plain(activity),
        reach: Reach::accounts(readers.into_iter().chain([subject])),
        sender: issuer,
    }))
}
