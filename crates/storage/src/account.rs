//! Rows of actors and their professional profiles.

mod address;
mod blank;
mod change;
mod counts;
mod domain;
mod moved;
mod state;

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryResult,
};

pub use address::{Address, find_local_address};
pub use blank::blank;
pub use change::{Change, change};
pub use counts::{Counts, set_collections_fetched, set_counts};
pub use domain::{Mark, list_domains, mark, unmark};
pub use moved::{set_aliases, set_moved};
pub use state::{
    admit, delete_pending, raise_revision, set_deleted, set_key, set_memorial, set_sensitized,
    set_silenced, set_suspended, set_suspended_elsewhere,
};

pub use crate::entity::account::Model as Account;
use crate::entity::account::{ActiveModel, Column, Entity};
use crate::entity::profile;
pub use crate::entity::profile::Model as Profile;
use crate::entry::AccountRef;
use crate::id::AccountId;
use crate::{Result, Sql, Timestamp, row};

/// Of the account `a`: it may be shown. `domain::account::is_present` in SQL.
pub(crate) const PRESENT: &str =
    "a.suspended_at IS NULL AND a.deleted_at IS NULL AND NOT a.pending";

/// The actor with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
) -> Result<Option<Account>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The version of a local actor that is neither suspended nor gone, without its long row.
pub async fn find_local_ref<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
) -> Result<Option<AccountRef>> {
    let rows = Sql::new(connection, "SELECT revision FROM accounts WHERE id = ")
        .bind(id)
        .push(" AND domain IS NULL AND suspended_at IS NULL AND deleted_at IS NULL AND NOT pending")
        .rows(connection)
        .await?;
    let version = |row: &QueryResult| {
        Ok(AccountRef {
            id,
            revision: row.try_get_by_index(0)?,
        })
    };
    rows.first().map(version).transpose()
}

/// The actor with this `ActivityPub` id.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_uri<C: ConnectionTrait>(connection: &C, uri: &str) -> Result<Option<Account>> {
    Ok(Entity::find()
        .filter(Column::Uri.eq(uri))
        .one(connection)
        .await?)
}

/// The actor that signs with this key.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_key_id<C: ConnectionTrait>(
    connection: &C,
    key_id: &str,
) -> Result<Option<Account>> {
    Ok(Entity::find()
        .filter(Column::KeyId.eq(key_id))
        .one(connection)
        .await?)
}

/// The actor `username@domain`, or the local one when there is no domain. Case does not matter.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_acct<C: ConnectionTrait>(
    connection: &C,
    username: &str,
    domain: Option<&str>,
) -> Result<Option<Account>> {
    // `coalesce` is what the unique index is over.
    Sql::new(connection, "SELECT * FROM accounts WHERE username_lower = ")
        .bind(username.to_lowercase())
        .push(" AND coalesce(domain, '') = ")
        .bind(domain.unwrap_or_default().to_lowercase())
        .one(connection)
        .await
}

/// The actors with these names (lower case) and domains; unknown ones are missing.
pub async fn list_by_accts<C: ConnectionTrait>(
    connection: &C,
    accts: &[(String, Option<String>)],
) -> Result<Vec<Account>> {
    if accts.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(connection, "SELECT * FROM accounts WHERE ");
    for (index, (username, domain)) in accts.iter().enumerate() {
        sql = sql
            .push(if index == 0 { "" } else { " OR " })
            .push("(username_lower = ")
            .bind(username.as_str())
            .push(" AND coalesce(domain, '') = ")
            .bind(domain.as_deref().unwrap_or_default())
            .push(")");
    }
    sql.all(connection).await
}

/// The actors with these ids; unknown ids are missing.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Account>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Account> = Sql::new(connection, "SELECT * FROM accounts WHERE id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|account| (account.id, account))
        .collect())
}

/// The actors with these `ActivityPub` ids; unknown ones are missing.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_uris<C: ConnectionTrait>(
    connection: &C,
    uris: &[String],
) -> Result<Vec<Account>> {
    if uris.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(connection, "SELECT * FROM accounts WHERE uri")
        .in_texts(uris)
        .all(connection)
        .await
}

/// Adds an actor.
///
/// # Errors
/// `Conflict` when its uri, name or id is taken.
pub async fn insert<C: ConnectionTrait>(connection: &C, account: Account) -> Result<()> {
    row::insert(connection, account).await
}

/// Writes the columns that are set in `change`, and raises the revision.
///
/// # Errors
/// When the database refuses.
pub async fn update<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    change: ActiveModel,
) -> Result<()> {
    Entity::update_many()
        .set(change)
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Adds a remote actor, or brings what its server says of it up to date and raises the revision. Counts, images and what
/// was decided here stay. Returns the row.
///
/// # Errors
/// `Conflict` when its handle or its key is another actor's.
pub async fn upsert_remote<C: ConnectionTrait>(
    connection: &C,
    account: Account,
) -> Result<Account> {
    let said = [
        Column::Kind,
        Column::Username,
        Column::UsernameLower,
        Column::Domain,
        Column::Url,
        Column::DisplayName,
        Column::Note,
        Column::Fields,
        Column::Emojis,
        Column::Locked,
        Column::Bot,
        Column::Discoverable,
        Column::Indexable,
        Column::Memorial,
        Column::InboxUrl,
        Column::SharedInboxUrl,
        Column::OutboxUrl,
        Column::FollowersUrl,
        Column::FollowingUrl,
        Column::FeaturedUrl,
        Column::FeaturedTagsUrl,
        Column::AttributionDomains,
        Column::MovedToId,
        Column::ModeratorsUrl,
        Column::KeyId,
        Column::PublicKey,
        Column::AlsoKnownAs,
        Column::UpdatedAt,
        Column::FetchedAt,
    ];
    let known = OnConflict::column(Column::Uri)
        .update_columns(said)
        .value(
            Column::Revision,
            Expr::col((Entity, Column::Revision)).add(1),
        )
        .to_owned();
    Ok(Entity::insert(account.into_active_model())
        .on_conflict(known)
        .exec_with_returning(connection)
        .await?)
}

/// A count that an actor's page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Accepted followers.
    Followers,
    /// Accepted follows.
    Following,
    /// Statuses and boosts.
    Statuses,
}

/// Adds `by` to a count of an actor and raises the revision.
pub async fn add<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    count: Count,
    by: i64,
) -> Result<()> {
    add_to_each(connection, &[id], count, by).await
}

/// Adds `by` to a count of each of these actors and raises their revisions.
pub async fn add_to_each<C: ConnectionTrait>(
    connection: &C,
    ids: &[AccountId],
    count: Count,
    by: i64,
) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let column = match count {
        Count::Followers => "followers_count",
        Count::Following => "following_count",
        Count::Statuses => "statuses_count",
    };
    Sql::new(
        connection,
        &format!("UPDATE accounts SET revision = revision + 1, {column} = {column} + "),
    )
    .bind(by)
    .push(" WHERE id")
    .in_ids(ids.iter().copied())
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that an actor posted or boosted at `at`: one more status, and the day that its page shows. Returns the row.
pub async fn posted<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    at: Timestamp,
) -> Result<Option<Account>> {
    Sql::new(
        connection,
        "UPDATE accounts SET statuses_count = statuses_count + 1, revision = revision + 1, \
         last_status_at = CASE WHEN last_status_at > ",
    )
    .bind(at)
    .push(" THEN last_status_at ELSE ")
    .bind(at)
    .push(" END WHERE id = ")
    .bind(id)
    .push(" RETURNING *")
    .one(connection)
    .await
}

/// The professional profiles of these actors; those without one are missing.
///
/// # Errors
/// When the database refuses.
pub async fn profiles_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Profile>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Profile> = Sql::new(connection, "SELECT * FROM profiles WHERE account_id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|profile| (profile.account_id, profile))
        .collect())
}

/// Writes an actor's professional profile, whole, and raises the actor's revision.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_profile<C: ConnectionTrait>(connection: &C, profile: Profile) -> Result<()> {
    use profile::Column as P;
    let id = profile.account_id;
    let rest = [
        P::Profession,
        P::Specialties,
        P::Workplace,
        P::Region,
        P::Languages,
        P::AccountKind,
        P::Interests,
        P::UpdatedAt,
    ];
    let replace = sea_orm::sea_query::OnConflict::column(P::AccountId)
        .update_columns(rest)
        .to_owned();
    profile::Entity::insert(profile.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    update(connection, id, ActiveModel::default()).await
}

/// Sets the time at which a remote actor was last fetched; shows nowhere, so the revision stays.
///
/// # Errors
/// When the database refuses.
pub async fn touch<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    now: Timestamp,
) -> Result<()> {
    let change = ActiveModel {
        fetched_at: Set(Some(now)),
        ..Default::default()
    };
    update_unseen(connection, id, change).await
}

/// Writes what is shown nowhere, so that the revision stays.
async fn update_unseen<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
    change: ActiveModel,
) -> Result<()> {
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}
