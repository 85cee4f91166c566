//! What a directory or a list says of somebody, in whose place it speaks.

use storage::id::AccountId;
use storage::{Transaction, account};

use super::{Change, Profile, write};
use crate::account as accounts;
use crate::clock::Timestamp;
use crate::error::Result;
use crate::outgoing::{self, Outgoing};

/// Writes a name and what is new in a profile with the transaction of a use-case, and tells of it. Nothing new is nothing
/// done.
///
/// # Errors
/// `Invalid` as [`super::update`].
pub(crate) async fn enter(
    tx: &Transaction,
    own: AccountId,
    display_name: Option<String>,
    news: Change,
    now: Timestamp,
) -> Result<()> {
    let says_more = news != Change::default();
    if display_name.is_none() && !says_more {
        return Ok(());
    }
    if says_more {
        let row = account::profiles_of(&**tx, &[own]).await?.remove(&own);
        let profile = news.apply(row.map(Profile::read).unwrap_or_default())?;
        write(tx, own, &profile, now).await?;
    }
    let change = account::Change {
        display_name,
        ..account::Change::default()
    };
    account::change(&**tx, own, change, now).await?;
    accounts::changed(tx, own, now).await?;
    outgoing::send(tx, Outgoing::UpdateActor { account_id: own }, now).await
}
