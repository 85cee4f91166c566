//! The login of somebody whom a directory entered. It waits for the person, who chooses a password by a mailed link.

use storage::id::UserId;
use storage::kinds::{AccessRole, ActorKind, MailLinkPurpose, UserRole};
use storage::user::User;
use storage::{Transaction, access, user};

use super::name;
use super::user::Person;
use crate::account::{insert_local, new_local};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::keys::NewKey;
use crate::profile::{self, Profile};
use crate::secret::random_token;
use crate::sign_up::{self, By, SignUp};
use crate::{language, mail_link};

/// What is made before the transaction, for it takes time.
pub(super) struct Prepared {
    hash: String,
    key: NewKey,
    profile: Profile,
}

/// Prepares the login of `person`. Nobody knows its password.
pub(super) async fn prepare(ctx: &Context, person: &Person) -> Result<Prepared> {
    Ok(Prepared {
        profile: person.profile.clone().apply(Profile::default())?,
        hash: ctx.passwords.hash(&random_token()).await?,
        key: ctx.keys.make(&ctx.secret).await?,
    })
}

/// Adds the login and its account, which nobody sees before the person has opened the link.
pub(super) async fn insert(
    tx: &Transaction,
    ctx: &Context,
    person: &Person,
    prepared: Prepared,
    now: Timestamp,
) -> Result<UserId> {
    let username = name::free(tx, &person.user_name).await?;
    let by = By::Operator {
        role: UserRole::Member,
        confirmed: false,
        locked: false,
    };
    let new = SignUp {
        username: username.clone(),
        locale: locale(ctx, person),
        ..SignUp::default()
    };
    let login = sign_up::new_user(ctx, new, person.email.clone(), prepared.hash, by, now);
    let mut account = new_local(ctx, ActorKind::Person, &username, prepared.key, now);
    account.display_name.clone_from(&person.display_name);
    account.pending = true;
    let owner = access::Access {
        user_id: login.id,
        account_id: account.id,
        role: AccessRole::Owner,
        created_at: now,
    };
    let (id, own) = (login.id, account.id);
    user::insert(&**tx, login).await?;
    insert_local(tx, account).await?;
    access::insert(&**tx, owner).await?;
    profile::write(tx, own, &prepared.profile, now).await?;
    Ok(id)
}

fn locale(ctx: &Context, person: &Person) -> String {
    let main = ctx.config.instance.main_language().unwrap_or("en");
    let wished = person.locale.as_deref().and_then(language::canonical);
    wished.unwrap_or_else(|| main.to_owned())
}

/// Sends the link, unless the person has been here already.
pub(super) async fn send(
    tx: &Transaction,
    ctx: &Context,
    login: &User,
    now: Timestamp,
) -> Result<()> {
    if login.confirmed_at.is_some() {
        return Ok(());
    }
    let (purpose, email) = (MailLinkPurpose::Invitation, login.email.clone());
    mail_link::create(ctx, tx, login.id, purpose, email, now).await
}
