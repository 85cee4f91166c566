//! Logins of people whom somebody entered for them: a directory, or an association's list of members. Such a login waits
//! for its person, who chooses a password by a mailed link.

mod name;

use storage::id::{AccountId, UserId};
use storage::kinds::{AccessRole, ActorKind, MailLinkPurpose, UserRole};
use storage::user::User;
use storage::{Transaction, access, user};

use crate::account::{insert_local, new_local};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::Result;
use crate::keys::NewKey;
use crate::profile::{self, Change, Profile};
use crate::secret::random_token;
use crate::sign_up::{self, By, SignUp};
use crate::{language, mail_link};

/// Who is invited.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Invitee<'a> {
    /// What their account is to be called.
    pub(crate) username: Username<'a>,
    /// Where the link goes, in its one spelling.
    pub(crate) email: &'a str,
    /// What they are called.
    pub(crate) display_name: &'a str,
    /// The language they prefer, BCP 47; the instance's when nobody says.
    pub(crate) locale: Option<&'a str>,
    /// What they are as a professional.
    pub(crate) profile: &'a Change,
}

/// The name of a new account.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Username<'a> {
    /// This one, which was checked.
    Given(&'a str),
    /// A free one that looks like this, or what stands before its `@`.
    Like(&'a str),
}

/// What is made before the transaction, for it takes time.
pub(crate) struct Prepared {
    hash: String,
    key: NewKey,
    profile: Profile,
}

/// Prepares the login of `invitee`. Nobody knows its password.
pub(crate) async fn prepare(ctx: &Context, invitee: &Invitee<'_>) -> Result<Prepared> {
    Ok(Prepared {
        profile: invitee.profile.clone().apply(Profile::default())?,
        hash: ctx.passwords.hash(&random_token()).await?,
        key: ctx.keys.make(&ctx.secret).await?,
    })
}

/// Adds the login and its account, which nobody sees before the person has opened the link.
pub(crate) async fn insert(
    tx: &Transaction,
    ctx: &Context,
    invitee: &Invitee<'_>,
    prepared: Prepared,
    now: Timestamp,
) -> Result<(UserId, AccountId)> {
    let username = match invitee.username {
        Username::Given(name) => name.to_owned(),
        Username::Like(name) => name::free(tx, name).await?,
    };
    let by = By::Operator {
        role: UserRole::Member,
        confirmed: false,
        locked: false,
    };
    let new = SignUp {
        username: username.clone(),
        locale: locale(ctx, invitee),
        ..SignUp::default()
    };
    let login = sign_up::new_user(ctx, new, invitee.email.to_owned(), prepared.hash, by, now);
    let mut account = new_local(ctx, ActorKind::Person, &username, prepared.key, now);
    invitee.display_name.clone_into(&mut account.display_name);
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
    Ok((id, own))
}

fn locale(ctx: &Context, invitee: &Invitee<'_>) -> String {
    let main = ctx.config.instance.main_language().unwrap_or("en");
    let wished = invitee.locale.and_then(language::canonical);
    wished.unwrap_or_else(|| main.to_owned())
}

/// Sends the link, unless the person has been here already.
pub(crate) async fn send(
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
