//! Ed25519 keys of actors (FEP-521a): what documents, and with some servers requests, are signed with.

use http_signatures::Ed25519Key;
use storage::account::Account;
pub use storage::assertion_key::AssertionKey;
use storage::{Transaction, assertion_key};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::AccountId;
use crate::uri::Uris;

/// The key of a local actor, made when it is first needed, so that those from before there were such keys have one too.
///
/// # Errors
/// `NotFound` for an actor of another server; when the database refuses, or the machine has no randomness.
pub async fn own(ctx: &Context, account: &Account) -> Result<AssertionKey> {
    let id = Uris::assertion_key(&account.uri);
    if let Some(found) = assertion_key::find_by_id(ctx.db.read(), &id).await? {
        return Ok(found);
    }
    if account.domain.is_some() {
        return Err(Error::NotFound);
    }
    let new = ctx.keys.make_assertion_key(&ctx.secret)?;
    let key = AssertionKey {
        id,
        account_id: account.id,
        public_key: new.public,
        private_key: Some(new.wrapped),
        created_at: ctx.clock.now(),
    };
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
