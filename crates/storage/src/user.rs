//! Rows of logins.

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter,
};

pub use crate::entity::user::Model as User;
use crate::entity::user::{ActiveModel, Column, Entity};
use crate::id::{AccountId, UserId};
use crate::kinds::{QuotePolicy, UserRole, Visibility};
use crate::{Result, Sql, Timestamp, row};

/// The login with this id.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: UserId) -> Result<Option<User>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The login with this address, spelled as `domain::names::canonical_email` spells it.
pub async fn find_by_email<C: ConnectionTrait>(
    connection: &C,
    email: &str,
) -> Result<Option<User>> {
    Ok(Entity::find()
        .filter(Column::Email.eq(email))
        .one(connection)
        .await?)
}

/// The login that owns an account; with several the one that came first.
pub async fn find_by_account<C: ConnectionTrait>(
    connection: &C,
    id: AccountId,
) -> Result<Option<User>> {
    Sql::new(
        connection,
        "SELECT u.* FROM users u JOIN access x ON x.user_id = u.id WHERE x.role = 'owner' AND x.account_id = ",
    )
    .bind(id)
    .push(" ORDER BY x.created_at, u.id LIMIT 1")
    .one(connection)
    .await
}

/// The accounts in whose name moderators and administrators act, for telling them something.
pub async fn list_staff_accounts<C: ConnectionTrait>(connection: &C) -> Result<Vec<AccountId>> {
    Sql::new(
        connection,
        "SELECT x.account_id FROM users u JOIN access x ON x.user_id = u.id AND x.role = 'owner' \
         JOIN accounts a ON a.id = x.account_id AND a.kind = 'Person' \
         WHERE u.role IN ('moderator', 'admin') AND u.disabled_at IS NULL",
    )
    .column(connection)
    .await
}

/// Someone who moderates, administers or verifies.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Staff {
    /// Their own account.
    pub account_id: AccountId,
    /// Its name.
    pub username: String,
    /// Since when they have a second factor.
    pub second_factor_at: Option<Timestamp>,
    /// What they may do.
    pub role: UserRole,
    /// Whether they decide on requests for verification.
    pub is_verifier: bool,
}

/// Everyone who may do more than members, by name.
pub async fn list_staff<C: ConnectionTrait>(connection: &C) -> Result<Vec<Staff>> {
    Sql::new(
        connection,
        "SELECT a.id AS account_id, a.username, u.role, u.is_verifier, u.second_factor_at FROM users u \
         JOIN access x ON x.user_id = u.id AND x.role = 'owner' \
         JOIN accounts a ON a.id = x.account_id AND a.kind = 'Person' \
         WHERE u.role <> 'member' OR u.is_verifier ORDER BY a.username",
    )
    .all(connection)
    .await
}

/// Who decides on requests for verification, and can log in.
///
/// # Errors
/// When the database refuses.
pub async fn list_verifiers<C: ConnectionTrait>(connection: &C) -> Result<Vec<UserId>> {
    let sql = "SELECT id FROM users WHERE is_verifier AND disabled_at IS NULL ORDER BY id";
    Sql::new(connection, sql).column(connection).await
}

/// Gives the login a role.
pub async fn set_role<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    role: UserRole,
) -> Result<()> {
    let change = ActiveModel {
        role: Set(role),
        ..Default::default()
    };
    set(connection, id, change).await
}

/// Gives the login the duty of a verifier, or takes it away.
pub async fn set_verifier<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    is_verifier: bool,
) -> Result<()> {
    let change = ActiveModel {
        is_verifier: Set(is_verifier),
        ..Default::default()
    };
    set(connection, id, change).await
}

/// Whether anyone administers who may log in.
pub async fn has_administrator<C: ConnectionTrait>(connection: &C) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::Role.eq(UserRole::Admin))
        .filter(Column::DisabledAt.is_null());
    Ok(found.one(connection).await?.is_some())
}

/// Adds a login. `Conflict` when its address is taken.
pub async fn insert<C: ConnectionTrait>(connection: &C, user: User) -> Result<()> {
    row::insert(connection, user).await
}

/// Puts another password in the place of the old one.
pub async fn set_password<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    hash: String,
) -> Result<()> {
    set(
        connection,
        id,
        ActiveModel {
            password_hash: Set(hash),
            ..Default::default()
        },
    )
    .await
}

/// Gives the login a confirmed address. `Conflict` when another login has it.
pub async fn set_email<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    email: String,
    confirmed_at: Timestamp,
) -> Result<()> {
    let change = ActiveModel {
        email: Set(email),
        confirmed_at: Set(Some(confirmed_at)),
        ..Default::default()
    };
    set(connection, id, change).await
}

/// Sets the language that pages and mails speak to the login.
pub async fn set_locale<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    locale: String,
) -> Result<()> {
    set(
        connection,
        id,
        ActiveModel {
            locale: Set(locale),
            ..Default::default()
        },
    )
    .await
}

/// Notes since when the login has a second factor; `None` when it has none.
pub async fn set_second_factor<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    at: Option<Timestamp>,
) -> Result<()> {
    let change = ActiveModel {
        second_factor_at: Set(at),
        ..Default::default()
    };
    set(connection, id, change).await
}

/// Lets the login in.
pub async fn set_approved<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    now: Timestamp,
) -> Result<()> {
    set(
        connection,
        id,
        ActiveModel {
            approved_at: Set(Some(now)),
            ..Default::default()
        },
    )
    .await
}

/// Shuts the login out, or lets it in again with `None`.
pub async fn set_disabled<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    at: Option<Timestamp>,
) -> Result<()> {
    set(
        connection,
        id,
        ActiveModel {
            disabled_at: Set(at),
            ..Default::default()
        },
    )
    .await
}

/// Notes that the person left the organisation, or with `None` that they are back.
pub async fn set_deprovisioned<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    at: Option<Timestamp>,
) -> Result<()> {
    let change = ActiveModel {
        deprovisioned_at: Set(at),
        ..Default::default()
    };
    set(connection, id, change).await
}

/// Gives the login another address, confirmed or not as the one before. `Conflict` when another login has it.
pub async fn replace_email<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    email: String,
) -> Result<()> {
    let change = ActiveModel {
        email: Set(email),
        ..Default::default()
    };
    set(connection, id, change).await
}

/// How the posts of a login are meant when an app does not say; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostingDefaults {
    /// Who may see them.
    pub visibility: Option<Visibility>,
    /// Whether their media are hidden at first.
    pub sensitive: Option<bool>,
    /// Their language; `Some(None)` for none.
    pub language: Option<Option<String>>,
    /// Who may quote them.
    pub quote_policy: Option<QuotePolicy>,
}

/// Writes what is set in `defaults`.
pub async fn set_posting_defaults<C: ConnectionTrait>(
    connection: &C,
    id: UserId,
    defaults: PostingDefaults,
) -> Result<()> {
    let change = ActiveModel {
        default_visibility: defaults.visibility.map_or(NotSet, Set),
        default_sensitive: defaults.sensitive.map_or(NotSet, Set),
        default_language: defaults.language.map_or(NotSet, Set),
        default_quote_policy: defaults.quote_policy.map_or(NotSet, Set),
        ..Default::default()
    };
    set(connection, id, change).await
}

/// Remembers that the login was used.
pub async fn touch<C: ConnectionTrait>(connection: &C, id: UserId, now: Timestamp) -> Result<()> {
    set(
        connection,
        id,
        ActiveModel {
            last_active_at: Set(Some(now)),
            ..Default::default()
        },
    )
    .await
}

async fn set<C: ConnectionTrait>(connection: &C, id: UserId, change: ActiveModel) -> Result<()> {
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a login with its sessions, tokens and links.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: UserId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}
