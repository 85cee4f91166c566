//! What is known of other servers: whether they answer, and which signatures they understand.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::host::Model as Host;
use crate::entity::host::{ActiveModel, Column, Entity};
use crate::{Result, Sql, Timestamp};

/// What is known of these hosts; a host never spoken to is missing.
///
/// # Errors
/// When the database refuses.
pub async fn hosts_of<C: ConnectionTrait>(
    connection: &C,
    hosts: &[String],
) -> Result<HashMap<String, Host>> {
    let rows: Vec<Host> = Sql::new(connection, "SELECT * FROM hosts WHERE host")
        .in_texts(hosts)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.host.clone(), row))
        .collect())
}

/// Notes that `hosts` took what was sent: their lanes open.
///
/// # Errors
/// When the database refuses.
pub async fn succeed<C: ConnectionTrait>(
    connection: &C,
    hosts: impl IntoIterator<Item = String>,
    now: Timestamp,
) -> Result<()> {
    let rows: Vec<_> = hosts
        .into_iter()
        .map(|host| ActiveModel {
            host: Set(host),
            failures: Set(0),
            closed_until: Set(Timestamp(0)),
            last_success_at: Set(Some(now)),
            ..Default::default()
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let open = OnConflict::column(Column::Host)
        .update_columns([Column::Failures, Column::ClosedUntil, Column::LastSuccessAt])
        .to_owned();
    Entity::insert_many(rows)
        .on_conflict(open)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Notes that `host` failed, and returns how often it did in a row.
///
/// # Errors
/// When the database refuses.
pub async fn fail<C: ConnectionTrait>(
    connection: &C,
    host: &str,
    error: &str,
    now: Timestamp,
) -> Result<i32> {
    let row = ActiveModel {
        host: Set(host.to_owned()),
        failures: Set(1),
        last_failure_at: Set(Some(now)),
        last_error: Set(Some(error.to_owned())),
        ..Default::default()
    };
    let again = OnConflict::column(Column::Host)
        .update_columns([Column::LastFailureAt, Column::LastError])
        .value(
            Column::Failures,
            Expr::col((Entity, Column::Failures)).add(1),
        )
        .to_owned();
    let row = Entity::insert(row)
        .on_conflict(again)
        .exec_with_returning(connection)
        .await?;
    Ok(row.failures)
}

/// Sends nothing to `host` before `until`.
///
/// # Errors
/// When the database refuses.
pub async fn close<C: ConnectionTrait>(connection: &C, host: &str, until: Timestamp) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ClosedUntil, Expr::value(until))
        .filter(Column::Host.eq(host))
        .exec(connection)
        .await?;
    Ok(())
}

/// Remembers which signature profile `host` understands.
///
/// # Errors
/// When the database refuses.
pub async fn learn<C: ConnectionTrait>(
    connection: &C,
    host: &str,
    profile: &str,
    now: Timestamp,
) -> Result<()> {
    let row = ActiveModel {
        host: Set(host.to_owned()),
        signature_profile: Set(Some(profile.to_owned())),
        signature_learned_at: Set(Some(now)),
        ..Default::default()
    };
    let known = OnConflict::column(Column::Host)
        .update_columns([Column::SignatureProfile, Column::SignatureLearnedAt])
        .to_owned();
    Entity::insert(row)
        .on_conflict(known)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Forgets hosts that neither took nor refused anything since `time` and that nothing waits for, so that made-up names do
/// not pile up.
///
/// # Errors
/// When the database refuses.
pub async fn delete_idle<C: ConnectionTrait>(connection: &C, time: Timestamp) -> Result<u64> {
    Sql::new(
        connection,
        "DELETE FROM hosts WHERE due_at IS NULL AND coalesce(last_failure_at, 0) < ",
    )
    .bind(time)
    .push(" AND coalesce(last_success_at, last_failure_at, signature_learned_at, 0) < ")
    .bind_once(time)
    .execute(connection)
    .await
}
