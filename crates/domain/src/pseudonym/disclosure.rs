//! Breaking the glass: two administrators together learn who stands behind a pseudonym. One asks and says why, another
//! agrees; both stand in the audit log, the member is told, and the two see the answer for a day.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::json;
use storage::account::{self, Account};
pub use storage::disclosure::Disclosure;
use storage::id::{AccountId, DisclosureId, UserId};
pub use storage::kinds::DisclosureReason as Reason;
use storage::pseudonym::{self, Pseudonym};
use storage::{Page, Transaction, access, disclosure};

use super::mapping;
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::mail_link::{self, Letter};
use crate::moderation::Administrator;

/// Every reason, in the order in which forms offer them.
pub const REASONS: [Reason; 4] = [
    Reason::PatientPrivacy,
    Reason::Danger,
    Reason::LegalOrder,
    Reason::Misconduct,
];
/// How long another administrator may take to agree.
const OPEN: Duration = Duration::from_hours(72);
/// How long the two see the answer.
const SHOWN: Duration = Duration::from_hours(24);

/// What was asked about a pseudonym, as one administrator sees it.
#[derive(Clone, Debug)]
pub struct View {
    /// The row.
    pub disclosure: Disclosure,
    /// The pseudonym.
    pub pseudonym: Account,
    /// Who asked.
    pub asked_by: Account,
    /// Who agreed.
    pub agreed_by: Option<Account>,
    /// Whose pseudonym it is: for the two alone, while its time lasts.
    pub member: Option<Account>,
}

impl View {
    /// Whether `by` may agree at `now`.
    #[must_use]
    pub fn waits_for(&self, by: &Administrator, now: Timestamp) -> bool {
        let row = &self.disclosure;
        row.agreed_at.is_none() && row.ends_at > now && row.asked_by != by.account_id()
    }
}

/// Asks who stands behind the pseudonym `id`.
///
/// # Errors
/// `NotFound` when it is no pseudonym of this server, `Conflict` while the same is asked.
pub async fn ask(
    ctx: &Context,
    by: &Administrator,
    id: AccountId,
    reason: Reason,
) -> Result<DisclosureId> {
    let now = ctx.clock.now();
    let row = Disclosure {
        id: DisclosureId::generate(now),
        account_id: id,
        asked_by: by.account_id(),
        agreed_by: None,
        reason,
        agreed_at: None,
        ends_at: now.after(OPEN),
        created_at: now,
    };
    let tx = ctx.db.begin().await?;
    let found = pseudonym::find_by_account(&*tx, id).await?;
    found.ok_or(Error::NotFound)?;
    if disclosure::is_asked(&*tx, id, now).await? {
        return Err(Error::Conflict("This was asked already"));
    }
    disclosure::insert(&*tx, row.clone()).await?;
    log(&tx, "pseudonym.ask", by, &row, now).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// Agrees to what another administrator asked. From here on both see whose the pseudonym is, and the member is told.
///
/// # Errors
/// `NotFound`, `Forbidden` for who asked, `Conflict` when it is too late or somebody agreed already.
pub async fn agree(ctx: &Context, by: &Administrator, id: DisclosureId) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let row = disclosure::find_by_id(&*tx, id).await?;
    let row = row.ok_or(Error::NotFound)?;
    if row.asked_by == by.account_id() {
        return Err(Error::Forbidden("Another administrator has to agree"));
    }
    if !disclosure::agree(&*tx, id, by.account_id(), now.after(SHOWN), now).await? {
        return Err(Error::Conflict("This was agreed to already, or too late"));
    }
    log(&tx, "pseudonym.disclose", by, &row, now).await?;
    let told = Job::MailDisclosure { disclosure_id: id };
    job::enqueue(&tx, &told, now).await?;
    Ok(tx.commit().await?)
}

async fn log(
    tx: &Transaction,
    action: &'static str,
    by: &Administrator,
    row: &Disclosure,
    now: Timestamp,
) -> Result<()> {
    let deed = Deed {
        action,
        subject: format!("account:{}", row.account_id),
        detail: json!({ "disclosure": row.id, "reason": row.reason }),
    };
    audit::record(tx, &Actor::Account(by.account_id()), deed, now).await
}

/// A page of what was asked, the newest first, as `by` may see it.
///
/// # Errors
/// When the database refuses.
pub async fn index(ctx: &Context, by: &Administrator, page: Page) -> Result<Vec<View>> {
    let rows = disclosure::list(ctx.db.read(), page).await?;
    let mut members = members(ctx, by, &rows).await?;
    let parties = rows.iter().flat_map(|row| {
        let named = [Some(row.account_id), Some(row.asked_by), row.agreed_by];
        named.into_iter().flatten()
    });
    let parties: Vec<AccountId> = parties.collect();
    let accounts = account::accounts_of(ctx.db.read(), &parties).await?;
    let view = |row: Disclosure| {
        Some(View {
            pseudonym: accounts.get(&row.account_id)?.clone(),
            asked_by: accounts.get(&row.asked_by)?.clone(),
            agreed_by: row.agreed_by.and_then(|id| accounts.get(&id)).cloned(),
            member: members.remove(&row.id),
            disclosure: row,
        })
    };
    Ok(rows.into_iter().filter_map(view).collect())
}

/// Whose the pseudonyms are of those of `rows` that `by` asked or agreed to lately enough.
async fn members(
    ctx: &Context,
    by: &Administrator,
    rows: &[Disclosure],
) -> Result<HashMap<DisclosureId, Account>> {
    let (db, now, who) = (ctx.db.read(), ctx.clock.now(), by.account_id());
    let shown = rows.iter().filter(|row| {
        let party = row.asked_by == who || row.agreed_by == Some(who);
        party && row.agreed_at.is_some() && row.ends_at > now
    });
    let shown: Vec<&Disclosure> = shown.collect();
    let ids: Vec<AccountId> = shown.iter().map(|row| row.account_id).collect();
    let pseudonyms = pseudonym::pseudonyms_of(db, &ids).await?;
    let owner = |it: &Pseudonym| Ok((it.account_id, mapping::owner(ctx, it)?));
    let owners: HashMap<AccountId, UserId> =
        pseudonyms.values().map(owner).collect::<Result<_>>()?;
    let users: Vec<UserId> = owners.values().copied().collect();
    let own = access::own_accounts_of(db, &users).await?;
    let ids: Vec<AccountId> = own.values().copied().collect();
    let accounts = account::accounts_of(db, &ids).await?;
    let member = |row: &Disclosure| {
        let account = own.get(owners.get(&row.account_id)?)?;
        Some((row.id, accounts.get(account)?.clone()))
    };
    Ok(shown.into_iter().filter_map(member).collect())
}

/// What administrators learnt about the pseudonyms of the login `owner`, for themselves: the newest first, with the
/// pseudonym.
///
/// # Errors
/// When the database refuses.
pub async fn of_member(ctx: &Context, owner: UserId) -> Result<Vec<(Disclosure, Account)>> {
    let own = super::own(ctx, owner).await?;
    let rows = disclosure::list_agreed(ctx.db.read(), &own).await?;
    let accounts = account::accounts_of(ctx.db.read(), &own).await?;
    let told = rows.into_iter();
    Ok(told
        .filter_map(|row| Some((accounts.get(&row.account_id)?.clone(), row)))
        .map(|(account, row)| (row, account))
        .collect())
}

/// Whom `Job::MailDisclosure` writes to; `None` when the pseudonym or the member is gone.
///
/// # Errors
/// When the database refuses.
pub async fn letter(ctx: &Context, id: DisclosureId) -> Result<Option<Letter>> {
    let db = ctx.db.read();
    let Some(row) = disclosure::find_by_id(db, id).await? else {
        return Ok(None);
    };
    let Some(found) = pseudonym::find_by_account(db, row.account_id).await? else {
        return Ok(None);
    };
    let owner = mapping::owner(ctx, &found)?;
    mail_link::addressed(ctx, owner, None, "/settings/pseudonyms").await
}
