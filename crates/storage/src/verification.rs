//! Requests for verification with their steps and what proves them.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::verification_evidence as evidence;
pub use crate::entity::verification_evidence::Model as Evidence;
pub use crate::entity::verification_request::{ActiveModel as Change, Model as Request};
use crate::entity::verification_request::{Column, Entity};
use crate::entity::verification_step as step;
pub use crate::entity::verification_step::Model as Step;
use crate::id::{AccountId, EvidenceId, VerificationRequestId, VerificationStepId};
use crate::kinds::VerificationState;
use crate::{Page, Result, Sql, Timestamp, row};

/// The states in which something is still to be done.
const OPEN: [VerificationState; 2] = [VerificationState::Pending, VerificationState::Asked];

/// Adds a request.
///
/// # Errors
/// When the database refuses.
pub async fn insert<C: ConnectionTrait>(connection: &C, request: Request) -> Result<()> {
    row::insert(connection, request).await
}

/// The request with this id, whoever made it.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: VerificationRequestId,
) -> Result<Option<Request>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The newest requests of a member.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_account<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Request>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?)
}

/// Requests of an account, and those about it.
///
/// # Errors
/// When the database refuses.
pub async fn list_concerning<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Vec<Request>> {
    let concerned = Condition::any()
        .add(Column::AccountId.eq(account))
        .add(Column::SubjectId.eq(account));
    Ok(Entity::find().filter(concerned).all(connection).await?)
}

/// A page of the requests in this state, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    state: VerificationState,
    page: Page,
) -> Result<Vec<Request>> {
    let query = Entity::find().filter(Column::State.eq(state));
    let found = page.apply(query, Column::Id).all(connection).await?;
    Ok(page.newest_first(found))
}

#[derive(FromQueryResult)]
struct Known {
    number_hash: String,
    account_id: AccountId,
}

/// Whom a verifier knows by these numbers, which are keyed hashes: who first asked for it.
///
/// # Errors
/// When the database refuses.
pub async fn approved_by_number<C: ConnectionTrait>(
    connection: &C,
    hashes: &[String],
) -> Result<HashMap<String, AccountId>> {
    let sql = "SELECT r.number_hash, r.account_id FROM verification_requests r \
               JOIN accounts a ON a.id = r.account_id WHERE a.deleted_at IS NULL AND r.state = ";
    let rows: Vec<Known> = Sql::new(connection, sql)
        .bind(VerificationState::Approved.as_str())
        .push(" AND r.number_hash")
        .in_texts(hashes)
        .push(" ORDER BY r.id DESC")
        .all(connection)
        .await?;
    let known = rows.into_iter();
    Ok(known.map(|it| (it.number_hash, it.account_id)).collect())
}

/// Open requests of a member: at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn count_open<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    limit: u64,
) -> Result<usize> {
    let open = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::State.is_in(OPEN))
        .limit(limit);
    Ok(open.all(connection).await?.len())
}

/// How many requests of others than `account` wait for a verifier.
///
/// # Errors
/// When the database refuses.
pub async fn count_waiting<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<u64> {
    let waiting = Entity::find()
        .filter(Column::State.eq(VerificationState::Pending))
        .filter(Column::AccountId.ne(account));
    Ok(waiting.count(connection).await?)
}

/// Open requests about which nothing was done since `before`, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_unanswered<C: ConnectionTrait>(
    connection: &C,
    before: Timestamp,
    limit: u64,
) -> Result<Vec<Request>> {
    Ok(Entity::find()
        .filter(Column::State.is_in(OPEN))
        .filter(Column::MovedAt.lte(before))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(connection)
        .await?)
}

/// Writes `change` to a request that is in one of the states `from`; `false` when it is in none of them, any more.
///
/// # Errors
/// When the database refuses.
pub async fn advance<C: ConnectionTrait>(
    connection: &C,
    id: VerificationRequestId,
    from: &[VerificationState],
    change: Change,
) -> Result<bool> {
    let updated = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in(from.iter().copied()))
        .exec(connection)
        .await?;
    Ok(updated.rows_affected > 0)
}

/// Removes a request with its steps and the rows of what proves it.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: VerificationRequestId) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// The step with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_step<C: ConnectionTrait>(
    connection: &C,
    id: VerificationStepId,
) -> Result<Option<Step>> {
    Ok(step::Entity::find_by_id(id).one(connection).await?)
}

/// Adds a step.
///
/// # Errors
/// When the database refuses.
pub async fn insert_step<C: ConnectionTrait>(connection: &C, step: Step) -> Result<()> {
    row::insert(connection, step).await
}

/// The steps of these requests, in their order.
///
/// # Errors
/// When the database refuses.
pub async fn steps_of<C: ConnectionTrait>(
    connection: &C,
    requests: &[VerificationRequestId],
) -> Result<HashMap<VerificationRequestId, Vec<Step>>> {
    let sql = "SELECT * FROM verification_steps WHERE request_id";
    let rows: Vec<Step> = Sql::new(connection, sql)
        .in_ids(requests.iter().copied())
        .push(" ORDER BY id")
        .all(connection)
        .await?;
    let mut grouped: HashMap<VerificationRequestId, Vec<Step>> = HashMap::new();
    for row in rows {
        grouped.entry(row.request_id).or_default().push(row);
    }
    Ok(grouped)
}

/// Adds what proves a request.
///
/// # Errors
/// When the database refuses.
pub async fn insert_evidence<C: ConnectionTrait>(connection: &C, evidence: Evidence) -> Result<()> {
    row::insert(connection, evidence).await
}

/// The file with this id.
///
/// # Errors
/// When the database refuses.
pub async fn find_evidence<C: ConnectionTrait>(
    connection: &C,
    id: EvidenceId,
) -> Result<Option<Evidence>> {
    Ok(evidence::Entity::find_by_id(id).one(connection).await?)
}

/// What proves these requests, in the order in which it came.
///
/// # Errors
/// When the database refuses.
pub async fn evidence_of<C: ConnectionTrait>(
    connection: &C,
    requests: &[VerificationRequestId],
) -> Result<HashMap<VerificationRequestId, Vec<Evidence>>> {
    let sql = "SELECT * FROM verification_evidence WHERE request_id";
    let rows: Vec<Evidence> = Sql::new(connection, sql)
        .in_ids(requests.iter().copied())
        .push(" ORDER BY id")
        .all(connection)
        .await?;
    let mut grouped: HashMap<VerificationRequestId, Vec<Evidence>> = HashMap::new();
    for row in rows {
        grouped.entry(row.request_id).or_default().push(row);
    }
    Ok(grouped)
}

/// Removes the rows of what proves these requests, keys included, and says what the files are called.
///
/// # Errors
/// When the database refuses.
pub async fn delete_evidence<C: ConnectionTrait>(
    connection: &C,
    requests: &[VerificationRequestId],
) -> Result<Vec<String>> {
    let sql = "DELETE FROM verification_evidence WHERE request_id";
    Sql::new(connection, sql)
        .in_ids(requests.iter().copied())
        .push(" RETURNING key")
        .column(connection)
        .await
}

/// Requests that were decided by `before` and whose evidence is still there.
///
/// # Errors
/// When the database refuses.
pub async fn list_with_old_evidence<C: ConnectionTrait>(
    connection: &C,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<VerificationRequestId>> {
    let sql = "SELECT DISTINCT e.request_id FROM verification_evidence e \
               JOIN verification_requests r ON r.id = e.request_id WHERE r.decided_at <= ";
    Sql::new(connection, sql)
        .bind(before)
        .push(" LIMIT ")
        .bind(limit)
        .column(connection)
        .await
}
