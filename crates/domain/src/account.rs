//! Actors: making local ones, keeping remote ones up to date, looking them up.

#[cfg(test)]
mod tests;
mod update;

use storage::id::AccountId;
use storage::kinds::ActorKind;
use storage::{Transaction, account};

use crate::assertion_key;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::directory;
use crate::domain_block::host;
use crate::error::{Error, Result};
use crate::event::{self, Event};
use crate::keys::NewKey;
use crate::names::Acct;
use crate::outgoing::{self, Outgoing};
use crate::uri::Uris;
use crate::user::operated;

pub use storage::account::{Account, Address};
pub(crate) use update::biography;
pub use update::{Picture, PostingDefaults, Update, update};

/// A field of a profile, as `accounts.fields` holds them in a JSON array.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Field {
    /// Plain text.
    pub name: String,
    /// Harmless HTML.
    pub value: String,
    /// When the link in it was seen to link back.
    pub verified_at: Option<Timestamp>,
}

/// The row of a new local actor, before anything is said about it.
#[must_use]
pub fn new_local(
    ctx: &Context,
    kind: ActorKind,
    username: &str,
    key: NewKey,
    now: Timestamp,
) -> Account {
    new_local_as(ctx, (kind, AccountId::generate(now)), username, key, now)
}

/// [`new_local`] with an id that says another time than the clock.
pub(crate) fn new_local_as(
    ctx: &Context,
    (kind, id): (ActorKind, AccountId),
    username: &str,
    key: NewKey,
    now: Timestamp,
) -> Account {
    let (uri, page) = if kind == ActorKind::Application {
        (ctx.uris.instance_actor(), ctx.uris.about_page())
    } else {
        (ctx.uris.actor(id), ctx.uris.profile_page(username))
    };
    let of = |what: &str| format!("{uri}/{what}");
    Account {
        id,
        url: Some(page),
        shared_inbox_url: Some(ctx.uris.shared_inbox()),
        outbox_url: Some(of("outbox")),
        followers_url: Some(of("followers")),
        following_url: Some(of("following")),
        featured_url: Some(of("collections/featured")),
        moderators_url: (kind == ActorKind::Group).then(|| of("moderators")),
        key_id: Some(Uris::key(&uri)),
        public_key: Some(key.public_pem),
        private_key: Some(key.wrapped),
        ..account::blank(kind, username, uri, now)
    }
}

/// Adds a local actor within a use-case that also says who owns it.
///
/// # Errors
/// `Invalid` when the name is taken.
pub async fn insert_local(tx: &Transaction, account: Account) -> Result<()> {
    account::insert(&**tx, account)
        .await
        .map_err(|error| match error {
            storage::Error::Conflict => Error::invalid("username", "is taken: choose another one"),
            other => other.into(),
        })
}

/// The instance actor, made when it is first needed. Its document is served unsigned, its key signs our GETs.
///
/// # Errors
/// When the database refuses.
pub async fn instance_actor(ctx: &Context) -> Result<Account> {
    let uri = ctx.uris.instance_actor();
    if let Some(found) = account::find_by_uri(ctx.db.read(), &uri).await? {
        return Ok(found);
    }
    let key = ctx.keys.make(&ctx.secret).await?;
    let now = ctx.clock.now();
    // In development the domain has a port, which no username may have.
    let name = host(ctx.uris.domain());
    let actor = new_local(ctx, ActorKind::Application, name, key, now);
    let tx = ctx.db.begin().await?;
    match account::insert(&*tx, actor.clone()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(actor)
        }
        // Another process of this instance was faster.
        Err(storage::Error::Conflict) => {
            drop(tx);
            account::find_by_uri(ctx.db.read(), &uri)
                .await?
                .ok_or(Error::NotFound)
        }
        Err(other) => Err(other.into()),
    }
}

/// Gives a local actor a new key, on the operator's word. The old one signs nothing from here on, what is under way is signed anew at its next
/// attempt, and followers are told with the new one, which their servers fetch to check that.
///
/// # Errors
/// `NotFound` when it is of another server or gone.
pub async fn rotate_key(ctx: &Context, id: AccountId) -> Result<()> {
    let key = ctx.keys.make(&ctx.secret).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = account::find_by_id(&*tx, id).await?;
    let local = found.filter(|account| account.domain.is_none() && account.deleted_at.is_none());
    let local = local.ok_or(Error::NotFound)?;
    account::set_key(&*tx, id, key.public_pem, key.wrapped).await?;
    // What the instance vouches for is to be checked with its key for ever (`assertion_key::rotate`).
    if local.kind != ActorKind::Application {
        assertion_key::retire(&tx, id).await?;
    }
    changed(&tx, id, now).await?;
    outgoing::send(&tx, Outgoing::UpdateActor { account_id: id }, now).await?;
    operated(&tx, "account.rotate_key", id, now).await?;
    Ok(tx.commit().await?)
}

/// Says, with the transaction, that an account changed, and brings its entry in the directory up to date.
///
/// # Errors
/// When the database refuses.
pub async fn changed(tx: &Transaction, id: AccountId, now: Timestamp) -> Result<()> {
    directory::refresh(tx, id).await?;
    event::announce(tx, &Event::AccountChanged { account_id: id }, now).await
}

/// Whether the actor exists for anybody but its owner and the moderators: who was not let in yet cannot be told from
/// who never was here.
#[must_use]
pub fn is_admitted(account: &Account) -> bool {
    !account.pending
}

/// Whether the actor is here and may be shown: let in, neither suspended nor deleted.
#[must_use]
pub fn is_present(account: &Account) -> bool {
    is_admitted(account) && account.suspended_at.is_none() && account.deleted_at.is_none()
}

/// Whether nobody in particular acts as it: it says so itself, or its type does.
#[must_use]
pub fn is_bot(account: &Account) -> bool {
    account.bot || matches!(account.kind, ActorKind::Service | ActorKind::Application)
}

/// An actor by its id; the suspended and the gone are not found.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, id: AccountId) -> Result<Account> {
    account::find_by_id(ctx.db.read(), id)
        .await?
        .filter(is_present)
        .ok_or(Error::NotFound)
}

/// The actors with these ids that may be shown, in this order.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, ids: &[AccountId]) -> Result<Vec<Account>> {
    let mut found = account::accounts_of(ctx.db.read(), ids).await?;
    let shown = ids.iter().filter_map(|id| found.remove(id));
    Ok(shown.filter(is_present).collect())
}

/// An actor by its handle, `user` or `user@domain`, with or without the first `@`.
///
/// # Errors
/// `NotFound`.
pub async fn lookup(ctx: &Context, handle: &str) -> Result<Account> {
    let acct: Acct = handle.parse().map_err(|_| Error::NotFound)?;
    let domain = acct
        .domain
        .as_deref()
        .filter(|domain| *domain != ctx.uris.domain());
    account::find_by_acct(ctx.db.read(), &acct.username, domain)
        .await?
        .filter(is_present)
        .ok_or(Error::NotFound)
}

/// An actor by its id on the wire, or a local one by its page.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_address(ctx: &Context, address: &str) -> Result<Option<Account>> {
    let page = ctx.uris.profile_page("");
    let found = match address.strip_prefix(&page) {
        Some(name) => account::find_by_acct(ctx.db.read(), name, None).await?,
        None => account::find_by_uri(ctx.db.read(), address).await?,
    };
    Ok(found.filter(is_present))
}

/// Two actors that something happens between, whatever became of them since they were let in.
///
/// # Errors
/// `NotFound` when one is unknown.
pub(crate) async fn pair(
    ctx: &Context,
    one: AccountId,
    other: AccountId,
) -> Result<(Account, Account)> {
    pair_on(ctx.db.read(), one, other).await
}

/// [`pair`] within a transaction.
pub(crate) async fn pair_on<C: storage::transaction::Connection>(
    connection: &C,
    one: AccountId,
    other: AccountId,
) -> Result<(Account, Account)> {
    let found = account::accounts_of(connection, &[one, other]).await?;
    let get = |id| {
        let account = found.get(&id).filter(|account| is_admitted(account));
        account.cloned().ok_or(Error::NotFound)
    };
    Ok((get(one)?, get(other)?))
}

/// `user` for a local actor, `user@domain` for a remote one (the `acct` of the Mastodon API).
#[must_use]
pub fn acct(account: &Account) -> String {
    match &account.domain {
        Some(domain) => format!("{}@{domain}", account.username),
        None => account.username.clone(),
    }
}
