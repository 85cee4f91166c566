//! The list of members as a file, as an import reads it.

use storage::account::Account;
use storage::id::UserId;
use storage::kinds::ListedMembership;
use storage::member_list::{self as rows, ListedMember};
use storage::user::User;
use storage::{Timestamp, access, account};

use super::{Cells, Column};
use crate::audit;
use crate::context::Context;
use crate::error::Result;
use crate::moderation::Authority;
use crate::profile::Profile;

/// Logins that are read at a time.
const AT_ONCE: u64 = 500;

/// Everyone who may log in and everyone who was invited from a list, the oldest login first. That somebody took the list
/// along is written down.
///
/// # Errors
/// When the database refuses.
pub async fn export(ctx: &Context, by: Authority) -> Result<Vec<Cells>> {
    audit::record_export(ctx, &by.into(), "member_list.export").await?;
    let mut lines = Vec::new();
    let mut after = UserId(0);
    loop {
        let logins = rows::page(ctx.db.read(), after, AT_ONCE).await?;
        let Some(last) = logins.last() else {
            return Ok(lines);
        };
        after = last.id;
        lines.extend(some(ctx, logins).await?);
    }
}

async fn some(ctx: &Context, logins: Vec<User>) -> Result<Vec<Cells>> {
    let db = ctx.db.read();
    let users: Vec<UserId> = logins.iter().map(|login| login.id).collect();
    let own = access::own_accounts_of(db, &users).await?;
    let ids: Vec<_> = own.values().copied().collect();
    let accounts = account::accounts_of(db, &ids).await?;
    let mut profiles = account::profiles_of(db, &ids).await?;
    let listed = rows::list_by_users(db, &users).await?;
    let line = |login: User| {
        let account = accounts.get(own.get(&login.id)?)?;
        let profile = profiles.remove(&account.id).map(Profile::read);
        let listed = listed.iter().find(|row| row.user_id == Some(login.id));
        let here = account.suspended_at.is_none() && account.deleted_at.is_none();
        here.then(|| cells(login, account, profile.unwrap_or_default(), listed))
    };
    Ok(logins.into_iter().filter_map(line).collect())
}

fn cells(login: User, account: &Account, profile: Profile, row: Option<&ListedMember>) -> Cells {
    let active = row.filter(|row| row.membership == Some(ListedMembership::Active));
    let until = active.and_then(|row| row.member_until);
    let state = row.and_then(|row| row.membership);
    Cells::from([
        (Column::Email, login.email),
        (Column::Username, account.username.clone()),
        (Column::Name, account.display_name.clone()),
        (Column::Profession, profile.profession.unwrap_or_default()),
        (Column::Specialties, profile.specialties.join("|")),
        (Column::Region, profile.region.unwrap_or_default()),
        (Column::Languages, profile.languages.join("|")),
        (Column::Workplace, profile.workplace.unwrap_or_default()),
        (
            Column::MemberUntil,
            until.map_or_else(String::new, Timestamp::to_date),
        ),
        (
            Column::State,
            state.map_or("none", ListedMembership::as_str).to_owned(),
        ),
    ])
}
