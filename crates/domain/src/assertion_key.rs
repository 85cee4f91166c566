//! Ed25519 keys of actors (FEP-521a): what documents, and with some servers requests, are signed with.

use http_signatures::Ed25519Key;
use serde_json::json;
use storage::account::{self, Account};
pub use storage::assertion_key::AssertionKey;
use storage::{Transaction, assertion_key, issued_credential};

use crate::account as accounts;
use crate::audit::{self, Actor, Deed};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::AccountId;
use crate::outgoing::{self, Outgoing};
use crate::uri::Uris;

/// The key of a local actor, made when it is first needed, so that those from before there were such keys have one too.
///
/// # Errors
/// `NotFound` for an actor of another server; when the database refuses, or the machine has no randomness.
pub async fn own(ctx: &Context, account: &Account) -> Result<AssertionKey> {
    if let Some(found) = assertion_key::find_signing(ctx.db.read(), account.id).await? {
        return Ok(found);
    }
    if account.domain.is_some() {
        return Err(Error::NotFound);
    }
    let key = make(ctx, account, Uris::assertion_key(&account.uri))?;
    let tx = ctx.db.begin().await?;
    // Another process may have been faster.
    let kept = if assertion_key::insert_once(&*tx, key.clone()).await? {
        Some(key)
    } else {
        assertion_key::find_by_id(&*tx, &key.id).await?
    };
    tx.commit().await?;
    kept.ok_or(Error::NotFound)
}

fn make(ctx: &Context, account: &Account, id: String) -> Result<AssertionKey> {
    let new = ctx.keys.make_assertion_key(&ctx.secret)?;
    Ok(AssertionKey {
        id,
        account_id: account.id,
        public_key: new.public,
        private_key: Some(new.wrapped),
        created_at: ctx.clock.now(),
    })
}

/// The keys that a local actor lists: the one it signs with, and those that it signed with before and nobody else had.
///
/// # Errors
/// As [`own`].
pub async fn listed(ctx: &Context, account: &Account) -> Result<Vec<AssertionKey>> {
    let current = own(ctx, account).await?;
    let mut keys = assertion_key::list(ctx.db.read(), account.id).await?;
    keys.retain(|key| key.id != current.id);
    keys.insert(0, current);
    Ok(keys)
}

/// The keys of an actor that are known here, whoever's it is.
///
/// # Errors
/// When the database refuses.
pub async fn known(ctx: &Context, account: AccountId) -> Result<Vec<AssertionKey>> {
    Ok(assertion_key::list(ctx.db.read(), account).await?)
}

/// Gives the instance another key to vouch with. The public half of the former one stays listed, so that the copies that
/// people have can be checked, unless it is `compromised`: then whoever may have such a copy is sent another.
///
/// # Errors
/// `Conflict` when the key is not a millisecond old; when the machine has no randomness, or the database refuses.
pub async fn rotate(ctx: &Context, compromised: bool, by: &Actor) -> Result<AssertionKey> {
    let issuer = accounts::instance_actor(ctx).await?;
    let former = own(ctx, &issuer).await?;
    let now = ctx.clock.now();
    let id = Uris::later_assertion_key(&issuer.uri, now);
    if id == former.id {
        return Err(Error::Conflict("The key was replaced a moment ago"));
    }
    let key = make(ctx, &issuer, id)?;
    let tx = ctx.db.begin().await?;
    if compromised {
        assertion_key::delete_by_id(&*tx, &former.id).await?;
        for credential_id in issued_credential::list_known_elsewhere(&*tx).await? {
            outgoing::send(&tx, Outgoing::UpdateCredential { credential_id }, now).await?;
        }
    } else {
        assertion_key::retire(&*tx, &former.id).await?;
    }
    if !assertion_key::insert_once(&*tx, key.clone()).await? {
        return Err(Error::Conflict("The key was replaced a moment ago"));
    }
    account::raise_revision(&*tx, issuer.id).await?;
    accounts::changed(&tx, issuer.id, now).await?;
    let deed = Deed {
        action: "issuer.rotate_key",
        subject: format!("account:{}", issuer.id),
        detail: json!({"former": former.id, "key": key.id, "compromised": compromised}),
    };
    audit::record(&tx, by, deed, now).await?;
    tx.commit().await?;
    Ok(key)
}

/// Address and private half of the key of a local actor.
///
/// # Errors
/// As [`own`]; when the row was written with another instance secret.
pub async fn signing(ctx: &Context, account: &Account) -> Result<(String, Ed25519Key)> {
    let key = own(ctx, account).await?;
    let wrapped = key.private_key.ok_or(Error::NotFound)?;
    let private = ctx.keys.parsed_assertion_key(&wrapped, &ctx.secret)?;
    Ok((key.id, private))
}

/// The key with this address, of whichever actor listed it.
///
/// # Errors
/// When the database refuses.
pub async fn find(ctx: &Context, id: &str) -> Result<Option<AssertionKey>> {
    Ok(assertion_key::find_by_id(ctx.db.read(), id).await?)
}

/// Takes the key of a local actor away; the next one is made when it is needed, under the same address. For whatever
/// replaces an actor's keys, in the same transaction.
///
/// # Errors
/// When the database refuses.
pub async fn retire(tx: &Transaction, account: AccountId) -> Result<()> {
    Ok(assertion_key::delete(&**tx, account).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::remote::{self, tests::actor};
    use crate::testing;

    #[tokio::test]
    async fn a_local_actor_gets_its_key_once_and_another_after_it_was_retired() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = testing::local_account(ctx, "anna").await;
        let first = own(ctx, &anna).await.expect("is made");
        assert_eq!(own(ctx, &anna).await.expect("is found"), first);
        assert_eq!(first.id, format!("{}#ed25519-key", anna.uri));
        let (id, private) = signing(ctx, &anna).await.expect("unwraps");
        assert_eq!(
            (id, private.public_bytes()),
            (first.id, first.public_key.clone())
        );
        let wrapped = first.private_key.expect("ours has a private half");
        assert!(!wrapped.windows(32).any(|bytes| bytes == private.seed()));
        let tx = ctx.db.begin().await.expect("begins");
        retire(&tx, anna.id).await.expect("is taken away");
        tx.commit().await.expect("commits");
        let next = own(ctx, &anna).await.expect("is made");
        assert_ne!(next.public_key, first.public_key);
    }

    #[tokio::test]
    async fn the_issuer_gets_another_key_and_lists_the_former_unless_others_had_it() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let issuer = accounts::instance_actor(ctx).await.expect("is made");
        let first = own(ctx, &issuer).await.expect("is made");
        let mut known = vec![first.id.clone()];
        for compromised in [false, true] {
            ctx.clock.advance(std::time::Duration::from_secs(1));
            let by = Actor::Operator;
            let former = own(ctx, &issuer).await.expect("is there").id;
            let key = rotate(ctx, compromised, &by).await.expect("rotates");
            let again = rotate(ctx, compromised, &by).await;
            assert!(matches!(again, Err(Error::Conflict(_))), "at once");
            assert_eq!(own(ctx, &issuer).await.expect("is there"), key);
            let (id, private) = signing(ctx, &issuer).await.expect("unwraps");
            assert_eq!((&id, private.public_bytes()), (&key.id, key.public_key));
            if compromised {
                known.retain(|id| *id != former);
            }
            known.insert(0, id);
            let listed = listed(ctx, &issuer).await.expect("lists");
            let ids: Vec<&String> = listed.iter().map(|key| &key.id).collect();
            assert_eq!(ids, known.iter().collect::<Vec<_>>());
            let private = listed.iter().filter(|key| key.private_key.is_some());
            assert_eq!(private.count(), 1, "nothing signs with a former key");
            let last = storage::audit::hold_last(ctx.db.read()).await;
            let last = last.expect("answers").expect("was recorded");
            assert_eq!(last.action, "issuer.rotate_key");
        }
        assert_eq!(known.len(), 2);
        assert!(known.contains(&first.id));
    }

    #[tokio::test]
    async fn the_keys_of_a_remote_actor_are_those_that_it_listed_last() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let mut bob = actor("https://b.example/bob", "bob");
        for keys in [&["1", "2"][..], &["2"], &[]] {
            bob.assertion_keys = keys
                .iter()
                .map(|id| ((*id).to_owned(), vec![7; 32]))
                .collect();
            let kept = remote::upsert(ctx, bob.clone()).await.expect("is kept");
            for id in ["1", "2"] {
                let found = find(ctx, id).await.expect("answers");
                let owner = found.map(|key| key.account_id);
                assert_eq!(
                    owner,
                    keys.contains(&id).then_some(kept.id),
                    "{id} of {keys:?}"
                );
            }
        }
    }
}
