//! Groups: a `Group` actor without a login of its own (FEP-1b12), founded here, followed from anywhere.
//!
//! Belonging is apart from following: whoever follows a group gets its posts, whoever is a member has a part in it.

#[cfg(test)]
mod tests;

use storage::account::{Account, Change};
use storage::group::{self, Group};
use storage::id::AccountId;
use storage::kinds::{ActorKind, MembershipRole};
use storage::{Page, account};

use crate::account as accounts;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::follow;
use crate::group_decision::{Decision, tell};
use crate::group_member::{self, RUNS, appoint, require};
use crate::names::{check_local_username, is_reserved_username};
use crate::outgoing::{self, Outgoing};
use crate::text::clean;

/// Posts of one author that a group announces in an hour; more wait for a moderator.
const POSTS_PER_AUTHOR_HOUR: i32 = 10;
/// Posts that a group announces in an hour; more wait for a moderator.
const POSTS_PER_HOUR: i32 = 100;

/// What the founder of a group says.
#[derive(Clone, Debug)]
pub struct NewGroup {
    /// What stands between the `@`s of its handle.
    pub name: String,
    /// What people read.
    pub title: String,
    /// What it is about and what is expected of those who post; plain text.
    pub description: String,
}

/// A local group.
#[derive(Clone, Debug)]
pub struct GroupView {
    /// Its actor.
    pub account: Account,
    /// Its rules.
    pub rules: Group,
    /// Who runs it, owners first.
    pub moderators: Vec<(Account, MembershipRole)>,
}

/// Founds a group. The founder becomes its first owner and follows it.
///
/// # Errors
/// `Invalid` when the name is taken or a field is not acceptable.
pub async fn create(ctx: &Context, founder: AccountId, new: NewGroup) -> Result<AccountId> {
    let founder = accounts::show(ctx, founder).await?;
    check_name(&new.name)?;
    let title = check_title(&new.title)?;
    let (note, note_source) = check_description(ctx, &new.description)?;
    let key = ctx.keys.make(&ctx.secret).await?;
    let now = ctx.clock.now();
    let actor = Account {
        display_name: title,
        note,
        note_source,
        discoverable: true,
        indexable: true,
        ..accounts::new_local(ctx, ActorKind::Group, &new.name, key, now)
    };
    let rules = Group {
        account_id: actor.id,
        posts_per_author_hour: POSTS_PER_AUTHOR_HOUR,
        posts_per_hour: POSTS_PER_HOUR,
        frozen_at: None,
        restricted: false,
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    accounts::insert_local(&tx, actor.clone())
        .await
        .map_err(about("name"))?;
    group::insert(&*tx, rules).await?;
    appoint(&tx, actor.id, founder.id, MembershipRole::Owner, now).await?;
    follow::begin(&tx, &founder, &actor, &follow::Options::default(), now).await?;
    tx.commit().await?;
    Ok(actor.id)
}

/// A local group by its id.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Context, id: AccountId) -> Result<GroupView> {
    let account = accounts::show(ctx, id).await?;
    let rules = group::find_by_id(ctx.db.read(), id)
        .await?
        .ok_or(Error::NotFound)?;
    let moderators = group_member::moderators(ctx, id).await?;
    Ok(GroupView {
        account,
        rules,
        moderators,
    })
}

/// Whether only those who run the local group `id` start threads in it.
///
/// # Errors
/// When the database refuses.
pub async fn is_restricted(ctx: &Context, id: AccountId) -> Result<bool> {
    let rules = group::find_by_id(ctx.db.read(), id).await?;
    Ok(rules.is_some_and(|rules| rules.restricted))
}

/// Local groups, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context, page: Page) -> Result<Vec<Account>> {
    let ids = group::list(ctx.db.read(), page).await?;
    let mut found = account::accounts_of(ctx.db.read(), &ids).await?;
    let present = ids
        .iter()
        .filter_map(|id| found.remove(id))
        .filter(accounts::is_present);
    Ok(present.collect())
}

/// What is to be changed of a group; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct ChangeGroup {
    /// What people read.
    pub title: Option<String>,
    /// Plain text.
    pub description: Option<String>,
    /// Whether owners and moderators decide on each follower.
    pub locked: Option<bool>,
    /// Whether only they start threads.
    pub restricted: Option<bool>,
}

/// Changes what a group says of itself. Those who run it may.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `Invalid`.
pub async fn update(
    ctx: &Context,
    id: AccountId,
    who: AccountId,
    change: ChangeGroup,
) -> Result<()> {
    require(ctx, id, who, RUNS).await?;
    let before = accounts::show(ctx, id).await?;
    let check = |text: &String| check_description(ctx, text);
    let restricted = change.restricted;
    let change = Change {
        display_name: change.title.as_deref().map(check_title).transpose()?,
        note: change.description.as_ref().map(check).transpose()?,
        locked: change.locked,
        ..Change::default()
    };
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    account::change(&*tx, id, change, now).await?;
    if let Some(restricted) = restricted {
        group::set_restricted(&*tx, id, restricted).await?;
    }
    accounts::changed(&tx, id, now).await?;
    outgoing::send(&tx, Outgoing::UpdateActor { account_id: id }, now).await?;
    tell(&tx, id, who.into(), Decision::Update, now).await?;
    tx.commit().await?;
    if before.locked && !accounts::show(ctx, id).await?.locked {
        follow::authorize_all(ctx, id).await?;
    }
    Ok(())
}

fn check_name(name: &str) -> Result<()> {
    check_local_username(name).map_err(|error| Error::invalid("name", error))?;
    if is_reserved_username(name) {
        return Err(Error::invalid("name", "is reserved: choose another one"));
    }
    Ok(())
}

fn check_title(title: &str) -> Result<String> {
    let title = clean::display_name(title).and_then(clean::required);
    title.map_err(|error| Error::invalid("title", error))
}

/// HTML, and the text as it was written.
fn check_description(ctx: &Context, description: &str) -> Result<(String, String)> {
    accounts::biography(ctx, description).map_err(about("description"))
}

/// Calls a field what the person called it.
fn about(field: &'static str) -> impl Fn(Error) -> Error {
    move |error| match error {
        Error::Invalid { reason, .. } => Error::Invalid { field, reason },
        other => other,
    }
}
