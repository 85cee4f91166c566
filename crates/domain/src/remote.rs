//! Actors of other servers: what they say of themselves, bounded and made harmless before it is kept.

mod collections;
mod row;

use std::collections::HashMap;

use storage::account::{self, Account, Address, Change};
use storage::assertion_key::AssertionKey;
use storage::entry::AccountRef;
use storage::kinds::{ActorKind, MediaPurpose};
use storage::status::Status;
use storage::{Transaction, assertion_key, mention};

pub use collections::{Collections, due, keep, look};

use crate::account::{acct, is_admitted};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential;
use crate::custom_emoji::{self, RemoteEmoji};
use crate::domain_block;
use crate::error::{Error, Result};
use crate::group_member;
use crate::id::{AccountId, StatusId};
use crate::job::{self, Job};
use crate::media::{RemoteMedia, replace_remote_picture};
use crate::names::Acct;
use crate::profile::{self, Claim};

/// A remote account is asked for again when what is known of it is older.
const STALE: std::time::Duration = std::time::Duration::from_hours(24);

/// What another server says of one of its actors. That it may say so (its origin, its handle) was checked before.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one property of an actor document"
)]
pub struct RemoteActor {
    /// Its id.
    pub uri: String,
    /// Its type.
    pub kind: ActorKind,
    /// The handle before the `@`.
    pub username: String,
    /// The handle behind the `@`, canonical.
    pub domain: String,
    /// Its page for people.
    pub url: Option<String>,
    /// Plain text.
    pub display_name: String,
    /// HTML of a stranger.
    pub note: String,
    /// Names and values, HTML of a stranger.
    pub fields: Vec<(String, String)>,
    /// Follows wait for approval.
    pub locked: bool,
    /// Wants to be recommended.
    pub discoverable: bool,
    /// Its public statuses may be searched.
    pub indexable: bool,
    /// In memory of someone.
    pub memorial: bool,
    /// Where it receives.
    pub inbox_url: String,
    /// Where all actors of its server receive.
    pub shared_inbox_url: Option<String>,
    /// What it published.
    pub outbox_url: Option<String>,
    /// Its followers, as an addressee.
    pub followers_url: Option<String>,
    /// Whom it follows.
    pub following_url: Option<String>,
    /// Its pins.
    pub featured_url: Option<String>,
    /// Hashtags that it features.
    pub featured_tags_url: Option<String>,
    /// Credentials that it shows.
    pub credentials_url: Option<String>,
    /// A group's moderators.
    pub moderators_url: Option<String>,
    /// Id and PEM of the key it signs with.
    pub key: Option<(String, String)>,
    /// Ids and 32 bytes each of its Ed25519 keys.
    pub assertion_keys: Vec<(String, Vec<u8>)>,
    /// Its other addresses.
    pub also_known_as: Vec<String>,
    /// Where it moved, if that account names it as an alias.
    pub moved_to_id: Option<AccountId>,
    /// Websites that may name it as an author, as it writes them.
    pub attribution_domains: Vec<String>,
    /// Its own server shut it out.
    pub suspended: bool,
    /// Its picture.
    pub avatar: Option<RemoteMedia>,
    /// Its banner.
    pub header: Option<RemoteMedia>,
    /// When it joined its server.
    pub published: Option<Timestamp>,
    /// What it says of itself as a professional.
    pub professional: Claim,
    /// Custom emoji of its name and biography.
    pub emojis: Vec<RemoteEmoji>,
}

/// Keeps what `actor` says of itself: a new row, or the known one brought up to date.
///
/// # Errors
/// `Conflict` when its handle or its key belongs to another actor, `Forbidden` when it claims to be one of ours.
pub async fn upsert(ctx: &Context, actor: RemoteActor) -> Result<Account> {
    if ctx.uris.is_local(&actor.uri) || actor.domain == ctx.uris.domain() {
        return Err(Error::Forbidden("This actor is one of ours"));
    }
    let now = ctx.clock.now();
    let profile = profile::recognise(&actor.professional);
    let block = domain_block::covering(ctx, &actor.domain).await?;
    let suspended = actor.suspended;
    let shown = !block.as_ref().is_some_and(domain_block::refuses_media);
    let picture = |file: &Option<RemoteMedia>| file.clone().filter(|_| shown);
    let pictures = (picture(&actor.avatar), picture(&actor.header));
    let keys = actor.assertion_keys.clone();
    let credentials = actor.credentials_url.clone();
    let emojis = custom_emoji::receive(ctx, &actor.domain, &actor.emojis).await?;
    let mut row = Account {
        emojis,
        ..row::of(actor, now)
    };
    domain_block::mark_newcomer(&mut row, block.as_ref());
    let tx = ctx.db.begin().await?;
    let before = account::find_by_uri(&*tx, &row.uri).await?;
    let kept = account::upsert_remote(&*tx, row).await?;
    let kept = keep_pictures(&tx, kept, pictures, now).await?;
    let kept = keep_suspension(&tx, kept, suspended, now).await?;
    keep_keys(&tx, kept.id, keys, now).await?;
    if before.is_some_and(|before| is_named_otherwise(&before, &kept)) {
        mention::touch(&*tx, kept.id).await?;
    }
    profile::keep(&tx, kept.id, &profile, now).await?;
    ask_for_credentials(&tx, kept.id, credentials, now).await?;
    crate::account::changed(&tx, kept.id, now).await?;
    tx.commit().await?;
    Ok(kept)
}

/// Has those read that it shows now. Who shows none any more may have shown some.
async fn ask_for_credentials(
    tx: &Transaction,
    account_id: AccountId,
    url: Option<String>,
    now: Timestamp,
) -> Result<()> {
    if url.is_none() {
        let known = storage::credential::credentials_of(&**tx, &[account_id]).await?;
        if known.is_empty() {
            return Ok(());
        }
    }
    let key = format!("fetch_credentials:{account_id}");
    let fetch = Job::FetchCredentials { account_id, url };
    job::enqueue_at(tx, &fetch, Some(key), now, now).await
}

/// The Ed25519 keys that it lists now.
async fn keep_keys(
    tx: &Transaction,
    account_id: AccountId,
    keys: Vec<(String, Vec<u8>)>,
    now: Timestamp,
) -> Result<()> {
    let row = |(id, public_key)| AssertionKey {
        id,
        account_id,
        public_key,
        private_key: None,
        created_at: now,
    };
    let rows = keys.into_iter().map(row).collect();
    Ok(assertion_key::replace(&**tx, account_id, rows).await?)
}

/// Hides an actor that its own server shut out, until that is taken back. What was decided here stays.
async fn keep_suspension(
    tx: &Transaction,
    kept: Account,
    suspended: bool,
    now: Timestamp,
) -> Result<Account> {
    let here = kept.suspended_at.is_some() && !kept.suspended_elsewhere;
    if here || kept.suspended_elsewhere == suspended {
        return Ok(kept);
    }
    account::set_suspended_elsewhere(&**tx, kept.id, suspended.then_some(now)).await?;
    let found = account::find_by_id(&**tx, kept.id).await?;
    found.ok_or(Error::NotFound)
}

/// Its picture and its banner, which stay where they are until somebody looks.
async fn keep_pictures(
    tx: &Transaction,
    kept: Account,
    (avatar, header): (Option<RemoteMedia>, Option<RemoteMedia>),
    now: Timestamp,
) -> Result<Account> {
    let (id, old) = (kept.id, (kept.avatar_id, kept.header_id));
    let purpose = MediaPurpose::Avatar;
    let avatar_id = replace_remote_picture(tx, id, purpose, old.0, avatar.as_ref(), now).await?;
    let purpose = MediaPurpose::Header;
    let header_id = replace_remote_picture(tx, id, purpose, old.1, header.as_ref(), now).await?;
    if (avatar_id, header_id) == old {
        return Ok(kept);
    }
    let change = Change {
        avatar_id: Some(avatar_id),
        header_id: Some(header_id),
        ..Change::default()
    };
    account::change(&**tx, id, change, now).await?;
    account::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)
}

/// Whether statuses that name the account show it in another way now.
fn is_named_otherwise(before: &Account, now: &Account) -> bool {
    let shown = |account: &Account| (acct(account), account.url.clone());
    shown(before) != shown(now)
}

/// The actor with this id, ours or another server's, whatever was decided about it since it was let in.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_uri(ctx: &Context, uri: &str) -> Result<Option<Account>> {
    let found = account::find_by_uri(ctx.db.read(), uri).await?;
    Ok(found.filter(is_admitted))
}

/// The actor with this row, ours or another server's, whatever was decided about it.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id(ctx: &Context, id: AccountId) -> Result<Option<Account>> {
    let found = account::find_by_id(ctx.db.read(), id).await?;
    Ok(found.filter(is_admitted))
}

/// The actors with these rows, ours or another server's, whatever was decided about them.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_of(ctx: &Context, ids: &[AccountId]) -> Result<HashMap<AccountId, Account>> {
    let mut found = account::accounts_of(ctx.db.read(), ids).await?;
    found.retain(|_, account| is_admitted(account));
    Ok(found)
}

/// The version of one of our own actors; nothing when it is suspended or gone.
///
/// # Errors
/// When the database refuses.
pub async fn find_local_ref(ctx: &Context, id: AccountId) -> Result<Option<AccountRef>> {
    Ok(account::find_local_ref(ctx.db.read(), id).await?)
}

/// Where our actor of this name is found.
///
/// # Errors
/// When the database refuses.
pub async fn find_local_address(ctx: &Context, username: &str) -> Result<Option<Address>> {
    Ok(account::find_local_address(ctx.db.read(), username).await?)
}

/// The actor that signs with this key, of either kind, whatever was decided about it.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_key_id(ctx: &Context, key_id: &str) -> Result<Option<Account>> {
    let db = ctx.db.read();
    if let Some(found) = account::find_by_key_id(db, key_id).await? {
        return Ok(Some(found));
    }
    match assertion_key::find_by_id(db, key_id).await? {
        Some(key) => Ok(account::find_by_id(db, key.account_id).await?),
        None => Ok(None),
    }
}

/// The actor with this handle; without a domain, or with ours, one of our own.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_acct(ctx: &Context, acct: &Acct) -> Result<Option<Account>> {
    let domain = acct.domain.as_deref();
    let domain = domain.filter(|domain| *domain != ctx.uris.domain());
    let found = account::find_by_acct(ctx.db.read(), &acct.username, domain).await?;
    Ok(found.filter(is_admitted))
}

/// The actors with these ids, as far as they are known here.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_uris(ctx: &Context, uris: &[String]) -> Result<Vec<Account>> {
    let found = account::list_by_uris(ctx.db.read(), uris).await?;
    Ok(found.into_iter().filter(is_admitted).collect())
}

/// The `ActivityPub` ids of `ids`, in their order.
///
/// # Errors
/// When the database refuses.
pub async fn uris_of(ctx: &Context, ids: &[AccountId]) -> Result<Vec<String>> {
    let mut known = account::accounts_of(ctx.db.read(), ids).await?;
    Ok(ids
        .iter()
        .filter_map(|id| Some(known.remove(id)?.uri))
        .collect())
}

/// The status with this id, ours or another server's, whoever may see it: what may be done with it is asked elsewhere.
///
/// # Errors
/// When the database refuses.
pub async fn find_status(ctx: &Context, uri: &str) -> Result<Option<Status>> {
    Ok(storage::status::find_by_uri(ctx.db.read(), uri).await?)
}

/// Who wrote or boosted a status that is here.
///
/// # Errors
/// When the database refuses.
pub async fn find_author(ctx: &Context, id: StatusId) -> Result<Option<AccountId>> {
    let found = storage::status::find_by_id(ctx.db.read(), id).await?;
    Ok(found.map(|status| status.account_id))
}

/// A remote actor says that it is gone for good: it is shown no more at once, and what it leaves behind is removed later.
///
/// # Errors
/// When the database refuses.
pub async fn receive_delete(ctx: &Context, id: AccountId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    group_member::leave_all(&tx, id, now).await?;
    credential::remove_all_of(&tx, id, now).await?;
    account::set_deleted(&*tx, id, now).await?;
    crate::account::changed(&tx, id, now).await?;
    job::enqueue(&tx, &Job::PurgeAccount { account_id: id }, now).await?;
    Ok(tx.commit().await?)
}

/// Remembers that the home of a remote actor was asked in vain: it is asked again in a day.
///
/// # Errors
/// When the database refuses.
pub async fn asked(ctx: &Context, id: AccountId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    account::touch(&*tx, id, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Whether what is known of a remote actor is old enough to ask again.
#[must_use]
pub fn is_stale(account: &Account, now: Timestamp) -> bool {
    account.domain.is_some()
        && account
            .fetched_at
            .is_none_or(|fetched| fetched.after(STALE) < now)
}

#[cfg(test)]
pub(crate) mod tests;
