//! Moves: an actor went to another server, or to another account of the same one.

use domain::account::Account;
use domain::names::Acct;
use domain::{account_move, remote};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::Budget;
use crate::inbox::Authenticated;
use crate::resolve;

/// The actor moves: itself and nobody else, to an account that is asked anew whether it knows of that.
pub(crate) async fn on_move(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    let activity = &received.activity;
    if activity.object_id().as_ref() != Some(&activity.actor) {
        return Err(Error::Refused(format!(
            "{} moves someone else",
            activity.actor
        )));
    }
    let ctx = &federation.ctx;
    let Some(uri) = &activity.target else {
        return Ok(());
    };
    if account_move::is_cooling(&received.actor, ctx.clock.now()) {
        return Err(Error::Refused(format!(
            "{} moves too often",
            activity.actor
        )));
    }
    let target = asked_anew(federation, uri).await?;
    Ok(account_move::receive(ctx, received.actor.id, target.id).await?)
}

/// The account with this handle, which someone here names as a destination or an alias, as its home describes it now.
pub async fn look_up(federation: &Federation, handle: &Acct) -> Result<Account, Error> {
    let known = resolve::acct(federation, handle, &mut Budget::default()).await?;
    match Url::parse(&known.uri) {
        Ok(uri) => asked_anew(federation, &uri).await,
        Err(_) => Ok(known),
    }
}

/// One of ours as it is, one of another server from its home: whom it names must be what it says now.
async fn asked_anew(federation: &Federation, uri: &Url) -> Result<Account, Error> {
    let ctx = &federation.ctx;
    if ctx.uris.is_local(uri.as_str()) {
        let found = remote::find_by_uri(ctx, uri.as_str()).await?;
        return found.ok_or(domain::Error::NotFound.into());
    }
    resolve::refresh(federation, uri, None, &mut Budget::default()).await
}
