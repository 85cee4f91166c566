//! Making a pseudonym. Its ids and dates are drawn from the days before, so that they say nothing of who did what when.

use std::time::Duration;

use storage::access::{self, Access};
use storage::id::{AccountId, UserId};
use storage::kinds::{AccessRole, ActorKind, QuotePolicy, UserRole, Visibility};
use storage::preference::{self, Preferences};
use storage::pseudonym::{self, Pseudonym};
use storage::user::{self, User};

use super::{MAIL_DOMAIN, mapping, standing, tend};
use crate::account::{self as accounts, Account};
use crate::account_kind::AccountKind;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential::Claims;
use crate::error::{Error, Result};
use crate::names::{check_local_username, is_reserved_username};
use crate::profile::{self, Profile};
use crate::secret::random_token;
use crate::text::clean;

/// From how long ago on a pseudonym may seem to be here.
const BEFORE: Duration = Duration::from_hours(30 * 24);

/// How a pseudonym is called.
#[derive(Clone, Debug, Default)]
pub struct NewPseudonym {
    /// What stands between the `@`s of its handle.
    pub username: String,
    /// What people read; may be empty.
    pub display_name: String,
}

/// Makes a pseudonym for the member with the login `owner`. Its credential is issued within a day, at a time drawn by
/// chance.
///
/// # Errors
/// `Forbidden` when this server has no pseudonyms or does not vouch for the member's profession, or they have as many as
/// they may; `Invalid` when the name is not acceptable.
pub async fn create(ctx: &Context, owner: UserId, new: NewPseudonym) -> Result<AccountId> {
    let claims = may(ctx, owner).await?;
    check_name(&new.username)?;
    let display_name =
        clean::display_name(&new.display_name).map_err(|it| Error::invalid("display_name", it))?;
    let key = ctx.keys.make(&ctx.secret).await?;
    let password = ctx.passwords.hash(&random_token()).await?;
    let now = ctx.clock.now();
    let since = moment(now);
    let actor = Account {
        display_name,
        hide_collections: true,
        ..accounts::new_local_as(ctx, new_actor(since), &new.username, key, since)
    };
    let login = login(ctx, password, since);
    let (id, user_id) = (actor.id, login.id);
    let tx = ctx.db.begin().await?;
    let slot = free_slot(ctx, &tx, owner).await?;
    user::insert(&*tx, login).await?;
    accounts::insert_local(&tx, actor).await?;
    access::insert(&*tx, own(user_id, id, since)).await?;
    preference::upsert(&*tx, without_mails(user_id)?).await?;
    profile::write(&tx, id, &words(claims), since).await?;
    let row = Pseudonym {
        account_id: id,
        user_id,
        owner: mapping::wrap(ctx, owner)?,
        slot,
    };
    pseudonym::insert(&*tx, row).await?;
    tend::begin(&tx, id, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// What a pseudonym of `owner` may say of them.
async fn may(ctx: &Context, owner: UserId) -> Result<Claims> {
    if ctx.config.limits.pseudonyms == 0 {
        return Err(Error::Forbidden("This server has no pseudonyms"));
    }
    let claims = standing(ctx, owner).await?;
    claims.ok_or(Error::Forbidden(
        "Only members whose profession this server verified can have a pseudonym",
    ))
}

fn check_name(name: &str) -> Result<()> {
    check_local_username(name).map_err(|error| Error::invalid("username", error))?;
    if is_reserved_username(name) {
        return Err(Error::invalid(
            "username",
            "is reserved: choose another one",
        ));
    }
    Ok(())
}

/// A slot is taken once, whatever two requests at the same time find.
async fn free_slot(ctx: &Context, tx: &storage::Transaction, owner: UserId) -> Result<String> {
    let mut slots = mapping::slots(ctx, owner);
    let taken = pseudonym::list_by_slots(&**tx, &slots).await?;
    let most = usize::try_from(ctx.config.limits.pseudonyms).unwrap_or(usize::MAX);
    slots.retain(|slot| taken.iter().all(|row| row.slot != *slot));
    let free = slots.into_iter().next();
    let free = free.filter(|_| taken.len() < most);
    free.ok_or(Error::Forbidden(
        "You have as many pseudonyms as this server allows",
    ))
}

/// Some moment of the days before.
fn moment(now: Timestamp) -> Timestamp {
    Timestamp(rand::random_range(
        now.before(BEFORE).millis()..now.millis(),
    ))
}

fn new_actor(since: Timestamp) -> (ActorKind, AccountId) {
    (ActorKind::Person, AccountId(number(since)))
}

/// An id of that moment. The counter of this process would tell between which other ids it was made.
fn number(at: Timestamp) -> i64 {
    (at.millis() << 16) | i64::from(rand::random::<u16>())
}

/// The login behind it: without an address that anybody has, and without a password that anybody knows.
fn login(ctx: &Context, password_hash: String, since: Timestamp) -> User {
    let language = ctx.config.instance.main_language();
    User {
        id: UserId(number(since)),
        email: format!("{}{MAIL_DOMAIN}", hex::encode(rand::random::<[u8; 16]>())),
        password_hash,
        role: UserRole::Member,
        is_verifier: false,
        locale: language.unwrap_or("en").to_owned(),
        reason: String::new(),
        default_visibility: Visibility::Public,
        default_sensitive: false,
        default_quote_policy: QuotePolicy::Public,
        default_language: None,
        confirmed_at: Some(since),
        approved_at: Some(since),
        disabled_at: None,
        deprovisioned_at: None,
        second_factor_at: None,
        last_active_at: None,
        application_id: None,
        created_at: since,
    }
}

fn own(user_id: UserId, account_id: AccountId, created_at: Timestamp) -> Access {
    Access {
        user_id,
        account_id,
        role: AccessRole::Owner,
        created_at,
    }
}

/// Nobody reads mails to a pseudonym, so none are written.
fn without_mails(user_id: UserId) -> Result<Preferences> {
    Ok(Preferences {
        user_id,
        expand_media: storage::kinds::ExpandMedia::Default,
        expand_spoilers: false,
        autoplay_gifs: false,
        mails: serde_json::to_string(&[(); 0])?,
        digest: false,
        request_mails: false,
    })
}

fn words(claims: Claims) -> Profile {
    Profile {
        profession: claims.profession,
        specialties: claims.specialty.into_iter().collect(),
        region: claims.jurisdiction,
        account_kind: Some(AccountKind::Pseudonym),
        ..Profile::default()
    }
}
