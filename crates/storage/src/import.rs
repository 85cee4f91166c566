//! Rows of the files that members bring along, and of their lines.

pub mod beside;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

pub use crate::entity::import::Model as Import;
use crate::entity::import::{ActiveModel, Column, Entity};
use crate::entity::import_line as line;
pub use crate::entity::import_line::Model as Line;
use crate::id::{AccountId, ImportId};
use crate::kinds::{ImportLineState, ImportProblem};
use crate::{Result, Sql, Timestamp, row};

/// Lines that one statement adds: a database takes so many values at a time.
const CHUNK: usize = 500;

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Progress {
    /// Which file.
    pub import_id: ImportId,
    /// Its lines.
    pub total: i64,
    /// Lines that are done.
    pub done: i64,
    /// Lines that were not.
    pub failed: i64,
    /// Tries of all lines: with the lines that are left it rises with every step.
    pub tries: i64,
}

/// Adds a file with its lines.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    import: Import,
    lines: Vec<Line>,
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
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: ImportId,
) -> Result<Option<Import>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The newest files of `account`.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Import>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?)
}

/// How many files of `account` are not finished.
pub async fn count_unfinished<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<usize> {
    let unfinished = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::FinishedAt.is_null());
    Ok(unfinished.all(connection).await?.len())
}

/// How far these files are; each has lines.
pub async fn progress_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[ImportId],
) -> Result<Vec<Progress>> {
    Sql::new(
        connection,
        "SELECT import_id, count(*) AS total, count(CASE WHEN state = 'done' THEN 1 END) AS done, \
         count(CASE WHEN state = 'failed' THEN 1 END) AS failed, CAST(sum(tries) AS BIGINT) AS tries \
         FROM import_lines WHERE import_id",
    )
    .in_ids(ids.iter().copied())
    .push(" GROUP BY import_id")
    .all(connection)
    .await
}

/// The next lines that are to be done: those that were tried least, in the order of the file.
pub async fn list_waiting<C: ConnectionTrait>(
    connection: &C,
    id: ImportId,
    limit: u64,
) -> Result<Vec<Line>> {
    Ok(line::Entity::find()
        .filter(line::Column::ImportId.eq(id))
        .filter(line::Column::State.eq(ImportLineState::Waiting))
        .order_by_asc(line::Column::Tries)
        .order_by_asc(line::Column::Line)
        .limit(limit)
        .all(connection)
        .await?)
}

/// The first lines that were not done.
pub async fn list_failed<C: ConnectionTrait>(
    connection: &C,
    id: ImportId,
    limit: u64,
) -> Result<Vec<Line>> {
    Ok(line::Entity::find()
        .filter(line::Column::ImportId.eq(id))
        .filter(line::Column::State.eq(ImportLineState::Failed))
        .order_by_asc(line::Column::Line)
        .limit(limit)
        .all(connection)
        .await?)
}

/// Writes what became of a line.
pub async fn set_line<C: ConnectionTrait>(
    connection: &C,
    (id, number): (ImportId, i64),
    state: ImportLineState,
    problem: Option<ImportProblem>,
    tries: i32,
) -> Result<()> {
    let change = line::ActiveModel {
        state: Set(state),
        problem: Set(problem),
        tries: Set(tries),
        ..Default::default()
    };
    line::Entity::update_many()
        .set(change)
        .filter(line::Column::ImportId.eq(id))
        .filter(line::Column::Line.eq(number))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes that what is not in the file is gone.
pub async fn set_cleared<C: ConnectionTrait>(connection: &C, id: ImportId) -> Result<()> {
    let change = ActiveModel {
        cleared: Set(true),
        ..Default::default()
    };
    update(connection, id, change).await
}

/// Writes that a file is done.
pub async fn set_finished<C: ConnectionTrait>(
    connection: &C,
    id: ImportId,
    now: Timestamp,
) -> Result<()> {
    let change = ActiveModel {
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    update(connection, id, change).await
}

async fn update<C: ConnectionTrait>(
    connection: &C,
    id: ImportId,
    change: ActiveModel,
) -> Result<()> {
    Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes files that were done before `before`, with their lines.
pub async fn delete_finished<C: ConnectionTrait>(connection: &C, before: Timestamp) -> Result<()> {
    Entity::delete_many()
        .filter(Column::FinishedAt.lt(before))
        .exec(connection)
        .await?;
    Ok(())
}
