//! What follows when a credential of this instance came, changed or went.

use storage::Transaction;
use storage::account::{self, Account};

use crate::account as accounts;
use crate::clock::Timestamp;
use crate::error::Result;
use crate::outgoing::{self, Outgoing};

/// What is shown of `subject` is made anew, here and, as its actor names its credentials, with its followers; `news` goes to
/// its server and to those that asked for the credential.
pub(super) async fn changed(
    tx: &Transaction,
    subject: &Account,
    news: Outgoing,
    now: Timestamp,
) -> Result<()> {
    shown_anew(tx, subject, now).await?;
    outgoing::send(tx, news, now).await
}

/// What is shown of `subject` is made anew.
pub(super) async fn shown_anew(tx: &Transaction, subject: &Account, now: Timestamp) -> Result<()> {
    account::raise_revision(&**tx, subject.id).await?;
    accounts::changed(tx, subject.id, now).await?;
    if subject.domain.is_some() {
        return Ok(());
    }
    let account_id = subject.id;
    outgoing::send(tx, Outgoing::UpdateActor { account_id }, now).await
}
