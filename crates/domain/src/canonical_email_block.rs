//! Addresses with which nobody signs up any more, however they are spelled. Only their hashes are kept.

use storage::canonical_email_block as rows;
pub use storage::canonical_email_block::CanonicalEmailBlock;
use storage::id::{AccountId, CanonicalEmailBlockId};
use storage::{Page, Transaction};

use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::moderation::Administrator;
use crate::names::canonical_email;
use crate::secret::hash_token;

/// A page of them, the newest first.
pub async fn index(
    ctx: &Context,
    _by: &Administrator,
    page: Page,
) -> Result<Vec<CanonicalEmailBlock>> {
    Ok(rows::list(ctx.db.read(), page).await?)
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub async fn show(
    ctx: &Context,
    _by: &Administrator,
    id: CanonicalEmailBlockId,
) -> Result<CanonicalEmailBlock> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    found.ok_or(Error::NotFound)
}

/// The one that keeps this address out, if there is one.
///
/// # Errors
/// `Invalid` when it is no address.
pub async fn test(
    ctx: &Context,
    _by: &Administrator,
    email: &str,
) -> Result<Option<CanonicalEmailBlock>> {
    matching(ctx, &address(email)?).await
}

/// The one that keeps out an address in its one spelling.
pub(crate) async fn matching(ctx: &Context, email: &str) -> Result<Option<CanonicalEmailBlock>> {
    Ok(rows::find_by_hash(ctx.db.read(), &hash(email)).await?)
}

/// Whom to keep out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Whoever has this address.
    Email(String),
    /// Whoever has the address of this SHA-256, as hex: another instance tells no more.
    Hash(String),
}

/// Keeps an address out.
///
/// # Errors
/// `Invalid` when it is none, or is kept out already.
pub async fn create(ctx: &Context, by: &Administrator, whom: Whom) -> Result<CanonicalEmailBlock> {
    let hash = match whom {
        Whom::Email(email) => hash(&address(&email)?),
        Whom::Hash(hash) => check_hash(&hash)?,
    };
    let block = row(hash, None, ctx.clock.now());
    let tx = ctx.db.begin().await?;
    if !rows::insert(&*tx, block.clone()).await? {
        let reason = "has already been taken";
        return Err(Error::invalid("canonical_email_hash", reason));
    }
    let deed = Deed::new(
        "canonical_email_block.create",
        "canonical_email_block",
        block.id,
    );
    audit::record(&tx, &by.into(), deed, block.created_at).await?;
    tx.commit().await?;
    tracing::info!(administrator = %by, canonical_email_block = %block.id, "an address was blocked");
    Ok(block)
}

/// Lets an address in again.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, by: &Administrator, id: CanonicalEmailBlockId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, id).await? {
        return Err(Error::NotFound);
    }
    let deed = Deed::new("canonical_email_block.delete", "canonical_email_block", id);
    audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
    tx.commit().await?;
    tracing::info!(administrator = %by, canonical_email_block = %id, "an address is blocked no more");
    Ok(())
}

/// Keeps out the address of somebody whose account is suspended, within that use-case.
pub(crate) async fn write_suspended(
    tx: &Transaction,
    account: AccountId,
    email: &str,
    now: Timestamp,
) -> Result<()> {
    rows::insert(&**tx, row(hash(email), Some(account), now)).await?;
    Ok(())
}

/// Takes [`write_suspended`] back.
pub(crate) async fn write_unsuspended(tx: &Transaction, account: AccountId) -> Result<()> {
    Ok(rows::delete_by_account(&**tx, account).await?)
}

fn row(hash: String, account_id: Option<AccountId>, now: Timestamp) -> CanonicalEmailBlock {
    CanonicalEmailBlock {
        id: CanonicalEmailBlockId::generate(now),
        hash,
        account_id,
        created_at: now,
    }
}

fn address(email: &str) -> Result<String> {
    canonical_email(email).map_err(|error| Error::invalid("email", error))
}

fn check_hash(hash: &str) -> Result<String> {
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash {
        Ok(hash.to_ascii_lowercase())
    } else {
        Err(Error::invalid(
            "canonical_email_hash",
            "is no SHA-256 as hex",
        ))
    }
}

/// Mastodon's hash of the mailbox behind an address: without the dots and without what stands behind a `+`, which many
/// providers ignore, and in lower case.
pub(crate) fn hash(email: &str) -> String {
    let email = email.to_lowercase();
    let (name, domain) = email.split_once('@').unwrap_or((&email, ""));
    let (name, _) = name.split_once('+').unwrap_or((name, ""));
    hash_token(&format!("{}@{domain}", name.replace('.', "")))
}

#[cfg(test)]
mod tests {
    use storage::kinds::UserRole;

    use super::*;
    use crate::moderation::Moderator;
    use crate::{testing, user};

    #[test]
    fn spellings_of_one_mailbox_have_one_hash() {
        let known = hash("ada@ok.example");
        for spelling in ["A.d.a@ok.example", "ada+news@OK.example"] {
            assert_eq!(hash(spelling), known, "{spelling}");
        }
        assert_ne!(hash("ada@ok2.example"), known);
        assert_eq!(known, hash_token("ada@ok.example"));
        assert!(check_hash(&known).is_ok());
        assert!(check_hash("abc").is_err());
    }

    #[tokio::test]
    async fn the_address_of_who_is_suspended_is_kept_out_until_they_are_restored() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let root = testing::staff(ctx, "root", UserRole::Admin).await;
        let by = Moderator::of(root.account_id, UserRole::Admin).expect("moderates");
        let by = by.administrator().expect("administers");
        let ada = testing::person(ctx, "ada").await.account_id;
        let found = async || {
            let block = super::test(ctx, &by, "A.da+2@ok.example").await;
            block.expect("reads").map(|block| block.account_id)
        };
        assert_eq!(found().await, None);
        for _ in 0..2 {
            user::suspend(ctx, ada).await.expect("suspends");
        }
        assert_eq!(found().await, Some(Some(ada)));
        user::unsuspend(ctx, ada).await.expect("restores");
        assert_eq!(found().await, None);
        let whom = Whom::Email("ada@ok.example".into());
        let block = create(ctx, &by, whom.clone()).await.expect("blocks");
        let again = create(ctx, &by, whom).await;
        assert!(matches!(again, Err(Error::Invalid { .. })));
        user::suspend(ctx, ada).await.expect("suspends");
        user::unsuspend(ctx, ada).await.expect("restores");
        assert_eq!(
            found().await,
            Some(None),
            "what was blocked by itself stays"
        );
        delete(ctx, &by, block.id).await.expect("lets in");
        assert_eq!(found().await, None);
    }
}
