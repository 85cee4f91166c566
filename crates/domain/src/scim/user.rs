//! People whom a directory enters, changes and takes out.

use serde_json::json;
use storage::id::{AccountId, ScimUserId, UserId};
pub use storage::scim::user::ScimUser;
use storage::user::User;
use storage::{Transaction, scim, user};

use super::{Directory, TAKEN, Which, actor, key, rights, vouch};
use crate::audit::{self, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::credential::Claims;
use crate::deprovision;
use crate::error::{Error, Result};
use crate::invitation::{self, Invitee, Username};
use crate::mail_link;
use crate::names::canonical_email;
use crate::profile::{self, Change};
use crate::sign_up::{self, Verdict};
use crate::text::clean;
use crate::user::forget;

/// What a directory says of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// How it tells them apart from others.
    pub user_name: String,
    /// Its own id for them.
    pub external_id: Option<String>,
    /// Whether they still belong to the organisation.
    pub active: bool,
    /// Where mail to them goes.
    pub email: String,
    /// What they are called.
    pub display_name: String,
    /// The language they prefer, BCP 47.
    pub locale: Option<String>,
    /// What they are as a professional.
    pub profile: Change,
    /// What can be vouched for.
    pub claims: Claims,
    /// Until when.
    pub valid_until: Option<Timestamp>,
    /// All of it as a JSON object, as the directory gets it back.
    pub attributes: String,
}

impl Person {
    /// The same in the one spelling of this server.
    fn checked(mut self) -> Result<Self> {
        self.email = canonical_email(&self.email).map_err(|error| {
            let reason: crate::reason::Reason = error.into();
            Error::invalid("emails", reason)
        })?;
        let name = clean::cut(self.display_name.trim(), clean::DISPLAY_NAME);
        self.display_name = clean::display_name(name).unwrap_or_default();
        Ok(self)
    }

    fn invitee(&self) -> Invitee<'_> {
        Invitee {
            username: Username::Like(&self.user_name),
            email: &self.email,
            display_name: &self.display_name,
            locale: self.locale.as_deref(),
            profile: &self.profile,
        }
    }

    fn write(&self, row: &mut ScimUser) -> Result<()> {
        row.user_key = key(&self.user_name);
        row.external_id.clone_from(&self.external_id);
        row.active = self.active;
        row.attributes.clone_from(&self.attributes);
        row.claims = serde_json::to_string(&self.claims)?;
        row.valid_until = self.valid_until;
        Ok(())
    }
}

/// Those of the directory that `which` says.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    ctx: &Context,
    directory: &Directory,
    which: Which<'_, ScimUserId>,
) -> Result<Vec<ScimUser>> {
    Ok(scim::user::list(ctx.db.read(), directory.id, which).await?)
}

/// How many the directory has entered.
///
/// # Errors
/// When the database refuses.
pub async fn count(ctx: &Context, directory: &Directory) -> Result<u64> {
    Ok(scim::user::count(ctx.db.read(), directory.id).await?)
}

/// The one with this id.
///
/// # Errors
/// `NotFound`, also when another directory entered them.
pub async fn show(ctx: &Context, directory: &Directory, id: ScimUserId) -> Result<ScimUser> {
    let found = list(ctx, directory, Which::Id(id)).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// Enters somebody: a login that waits for them, its account and profile. A login that the same directory made once and
/// took out is taken up again; any other login with the address stays whose it is.
///
/// # Errors
/// `Conflict` when the name is taken in the directory, or the address by somebody else; `Invalid`.
pub async fn create(ctx: &Context, directory: &Directory, person: Person) -> Result<ScimUser> {
    let person = person.checked()?;
    let prepared = invitation::prepare(ctx, &person.invitee()).await?;
    check_address(ctx, &person.email).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let known = user::find_by_email(&*tx, &person.email).await?;
    let login = match known {
        Some(known) if scim::user::take_up(&*tx, directory.id, known.id).await? => known.id,
        Some(_) => return Err(TAKEN),
        None => {
            let invitee = person.invitee();
            let (login, _) = invitation::insert(&tx, ctx, &invitee, prepared, now).await?;
            login
        }
    };
    let mut row = ScimUser {
        id: ScimUserId::generate(now),
        directory_id: directory.id,
        user_id: login,
        user_key: String::new(),
        external_id: None,
        active: person.active,
        attributes: String::new(),
        version: 1,
        claims: String::new(),
        valid_until: None,
        credential_id: None,
        created_at: now,
        updated_at: now,
    };
    person.write(&mut row)?;
    scim::user::insert(&*tx, row.clone()).await.map_err(taken)?;
    record(&tx, directory, "scim.user_create", row.id, now).await?;
    let own = settle(&tx, ctx, directory, &row, now).await?;
    if person.active {
        invitation::send(&tx, ctx, &login_of(&tx, login).await?, now).await?;
    }
    tx.commit().await?;
    forget(ctx, own, Some(login));
    Ok(row)
}

/// Puts `after` in the place of what the directory said `before`, which `row` holds. What it says anew is written to login
/// and account, what it only repeats leaves alone what the person has changed since. `None` when somebody else was faster.
///
/// # Errors
/// As [`create`].
pub async fn replace(
    ctx: &Context,
    directory: &Directory,
    mut row: ScimUser,
    (before, after): (Person, Person),
) -> Result<Option<ScimUser>> {
    let (before, after) = (before.checked()?, after.checked()?);
    if before.email != after.email {
        check_address(ctx, &after.email).await?;
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let was_active = row.active;
    after.write(&mut row)?;
    row.version += 1;
    row.updated_at = now;
    if !scim::user::update(&*tx, &row).await.map_err(taken)? {
        return Ok(None);
    }
    let own = settle(&tx, ctx, directory, &row, now).await?;
    write_address(&tx, row.user_id, &before, &after).await?;
    write_account(&tx, own, &before, &after, now).await?;
    if row.active && (!was_active || before.email != after.email) {
        invitation::send(&tx, ctx, &login_of(&tx, row.user_id).await?, now).await?;
    }
    tx.commit().await?;
    forget(ctx, own, Some(row.user_id));
    Ok(Some(row))
}

/// Takes somebody out of the directory. Their login is closed as when they leave; what they wrote stays.
///
/// # Errors
/// `NotFound`.
pub async fn delete(ctx: &Context, directory: &Directory, id: ScimUserId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let found = scim::user::list(&*tx, directory.id, Which::Id(id)).await?;
    let mut row = found.into_iter().next().ok_or(Error::NotFound)?;
    row.active = false;
    let own = settle(&tx, ctx, directory, &row, now).await?;
    let groups = scim::group::groups_of(&*tx, &[id]).await?;
    for group in groups {
        scim::group::remove(&*tx, group.id, &[id]).await?;
    }
    rights::write_granted(&tx, directory, &[id], now).await?;
    scim::user::delete(&*tx, &row).await?;
    record(&tx, directory, "scim.user_delete", id, now).await?;
    tx.commit().await?;
    forget(ctx, own, Some(row.user_id));
    Ok(())
}

/// Closes or opens the login as `row` says, and issues or revokes what is vouched for.
async fn settle(
    tx: &Transaction,
    ctx: &Context,
    directory: &Directory,
    row: &ScimUser,
    now: Timestamp,
) -> Result<AccountId> {
    let by = actor(directory);
    let own = if row.active {
        deprovision::undo(tx, row.user_id, &by, now).await?
    } else {
        deprovision::write(tx, ctx, row.user_id, &by, now).await?
    };
    vouch::settle(tx, ctx, directory, row).await?;
    Ok(own)
}

/// Somebody suspended does not come back under another name.
async fn check_address(ctx: &Context, email: &str) -> Result<()> {
    match sign_up::on_email(ctx, email).await? {
        Verdict::Refused(_) => Err(TAKEN),
        Verdict::Free | Verdict::MustWait => Ok(()),
    }
}

async fn write_address(
    tx: &Transaction,
    id: UserId,
    before: &Person,
    after: &Person,
) -> Result<()> {
    if before.email == after.email {
        return Ok(());
    }
    let holder = user::find_by_email(&**tx, &after.email).await?;
    if holder.is_some_and(|holder| holder.id != id) {
        return Err(TAKEN);
    }
    mail_link::forget_all(tx, id).await?;
    Ok(user::replace_email(&**tx, id, after.email.clone()).await?)
}

async fn write_account(
    tx: &Transaction,
    own: AccountId,
    before: &Person,
    after: &Person,
    now: Timestamp,
) -> Result<()> {
    let is_named = before.display_name != after.display_name;
    let name = is_named.then(|| after.display_name.clone());
    let news = news(&before.profile, &after.profile);
    profile::enter(tx, own, name, news, now).await
}

/// What is said differently than before.
fn news(before: &Change, after: &Change) -> Change {
    fn anew<T: Clone + PartialEq>(before: Option<&T>, after: Option<&T>) -> Option<T> {
        after.filter(|_| before != after).cloned()
    }
    Change {
        profession: anew(before.profession.as_ref(), after.profession.as_ref()),
        specialties: anew(before.specialties.as_ref(), after.specialties.as_ref()),
        workplace: anew(before.workplace.as_ref(), after.workplace.as_ref()),
        ..Change::default()
    }
}

async fn login_of(tx: &Transaction, id: UserId) -> Result<User> {
    user::find_by_id(&**tx, id).await?.ok_or(Error::NotFound)
}

fn taken(error: storage::Error) -> Error {
    match error {
        storage::Error::Conflict => TAKEN,
        other => other.into(),
    }
}

async fn record(
    tx: &Transaction,
    directory: &Directory,
    action: &'static str,
    id: ScimUserId,
    now: Timestamp,
) -> Result<()> {
    let deed = Deed {
        action,
        subject: format!("scim_user:{id}"),
        detail: json!({}),
    };
    audit::record(tx, &actor(directory), deed, now).await
}
