//! Rows of the lists of members that administrators bring, and of their lines.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

pub use crate::entity::member_import::Model as MemberImport;
use crate::entity::member_import::{Column, Entity};
use crate::entity::member_import_line as line;
pub use crate::entity::member_import_line::Model as MemberImportLine;
use crate::id::{AccountId, MemberImportId};
use crate::kinds::MemberOutcome;
use crate::{Result, Sql, Timestamp, row};

/// Lines that one statement adds: a database takes so many values at a time.
const CHUNK: usize = 500;

/// How many lines of a file have this outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Count {
    /// Which outcome.
    pub outcome: MemberOutcome,
    /// Whether nothing more is done about them.
    pub done: bool,
    /// How many.
    pub lines: i64,
}

/// Adds a file with its lines.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    import: MemberImport,
    lines: Vec<MemberImportLine>,
) -> Result<()> {
    row::insert(connection, import).await?;
    let mut lines = lines.into_iter().map(IntoActiveModel::into_active_model);
    loop {
        let chunk: Vec<_> = lines.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        line::Entity::insert_many(chunk)
            .exec_without_returning(connection)
            .await?;
    }
}

/// The file with this id, whoever brought it.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: MemberImportId,
) -> Result<Option<MemberImport>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The newest files of `account` that were confirmed.
///
/// # Errors
/// When the database refuses.
pub async fn list_started<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    limit: u64,
) -> Result<Vec<MemberImport>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::StartedAt.is_not_null())
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?)
}

/// How many lines of a file have which outcome.
///
/// # Errors
/// When the database refuses.
pub async fn counts<C: ConnectionTrait>(connection: &C, id: MemberImportId) -> Result<Vec<Count>> {
    Sql::new(
        connection,
        "SELECT outcome, done, count(*) AS lines FROM member_import_lines WHERE import_id = ",
    )
    .bind(id)
    .push(" GROUP BY outcome, done")
    .all(connection)
    .await
}

/// The lines of a file in its order.
///
/// # Errors
/// When the database refuses.
pub async fn lines<C: ConnectionTrait>(
    connection: &C,
    id: MemberImportId,
) -> Result<Vec<MemberImportLine>> {
    Ok(line::Entity::find()
        .filter(line::Column::ImportId.eq(id))
        .order_by_asc(line::Column::Position)
        .all(connection)
        .await?)
}

/// The next lines that are to be done, in the order of the file.
///
/// # Errors
/// When the database refuses.
pub async fn list_waiting<C: ConnectionTrait>(
    connection: &C,
    id: MemberImportId,
    limit: u64,
) -> Result<Vec<MemberImportLine>> {
    Ok(line::Entity::find()
        .filter(line::Column::ImportId.eq(id))
        .filter(line::Column::Done.eq(false))
        .order_by_asc(line::Column::Position)
        .limit(limit)
        .all(connection)
        .await?)
}

/// Takes a line that is to be done, with the transaction that does it; says whether nobody else had.
///
/// # Errors
/// When the database refuses.
pub async fn take<C: ConnectionTrait>(
    connection: &C,
    (id, position): (MemberImportId, i64),
) -> Result<bool> {
    let taken = line::Entity::update_many()
        .col_expr(line::Column::Done, Expr::value(true))
        .filter(line::Column::ImportId.eq(id))
        .filter(line::Column::Position.eq(position))
        .filter(line::Column::Done.eq(false))
        .exec(connection)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Writes what came of a line, of which no more is kept than its report.
///
/// # Errors
/// When the database refuses.
pub async fn set_report<C: ConnectionTrait>(
    connection: &C,
    (id, position): (MemberImportId, i64),
    outcome: MemberOutcome,
    report: String,
) -> Result<()> {
    line::Entity::update_many()
        .col_expr(line::Column::Entry, Expr::value(None::<String>))
        .col_expr(line::Column::Outcome, Expr::value(outcome))
        .col_expr(line::Column::Report, Expr::value(report))
        .filter(line::Column::ImportId.eq(id))
        .filter(line::Column::Position.eq(position))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes that a file was confirmed; says whether it waited for that.
///
/// # Errors
/// When the database refuses.
pub async fn set_started<C: ConnectionTrait>(
    connection: &C,
    id: MemberImportId,
    now: Timestamp,
) -> Result<bool> {
    let started = Entity::update_many()
        .col_expr(Column::StartedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::StartedAt.is_null())
        .exec(connection)
        .await?;
    Ok(started.rows_affected == 1)
}

/// Notes that a file is done; says whether it was not.
///
/// # Errors
/// When the database refuses.
pub async fn set_finished<C: ConnectionTrait>(
    connection: &C,
    id: MemberImportId,
    now: Timestamp,
) -> Result<bool> {
    let finished = Entity::update_many()
        .col_expr(Column::FinishedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::FinishedAt.is_null())
        .exec(connection)
        .await?;
    Ok(finished.rows_affected == 1)
}

/// Removes a file with its lines.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: MemberImportId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// Removes the files that were brought before `asked` and never confirmed, and all that were brought before `kept`.
///
/// # Errors
/// When the database refuses.
pub async fn delete_old<C: ConnectionTrait>(
    connection: &C,
    asked: Timestamp,
    kept: Timestamp,
) -> Result<()> {
    let unconfirmed = Condition::all()
        .add(Column::StartedAt.is_null())
        .add(Column::CreatedAt.lt(asked));
    Entity::delete_many()
        .filter(
            Condition::any()
                .add(unconfirmed)
                .add(Column::CreatedAt.lt(kept)),
        )
        .exec(connection)
        .await?;
    Ok(())
}
