//! Under which numbers registers know those of a directory, as keyed hashes.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::DirectoryStub;
use crate::id::DirectoryStubId;
use crate::{Result, Sql};

/// Says which numbers a stub has from now on.
///
/// # Errors
/// When the database refuses.
pub async fn set_numbers<C: ConnectionTrait>(
    connection: &C,
    id: DirectoryStubId,
    hashes: &[String],
) -> Result<()> {
    let sql = "DELETE FROM directory_stub_numbers WHERE stub_id = ";
    let sql = Sql::new(connection, sql).bind(id);
    sql.execute(connection).await?;
    if hashes.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO directory_stub_numbers (number_hash, stub_id) SELECT DISTINCT value, ";
    Sql::new(connection, sql)
        .bind(id)
        .push(" FROM ")
        .texts(hashes)
        .execute(connection)
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Number {
    number_hash: String,
    stub_id: DirectoryStubId,
}

/// The numbers of these stubs, in the order of their hashes.
///
/// # Errors
/// When the database refuses.
pub async fn numbers_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[DirectoryStubId],
) -> Result<HashMap<DirectoryStubId, Vec<String>>> {
    let sql = "SELECT number_hash, stub_id FROM directory_stub_numbers WHERE stub_id";
    let rows: Vec<Number> = Sql::new(connection, sql)
        .in_ids(ids.iter().copied())
        .push(" ORDER BY number_hash")
        .all(connection)
        .await?;
    let mut numbers: HashMap<DirectoryStubId, Vec<String>> = HashMap::new();
    for Number {
        number_hash,
        stub_id,
    } in rows
    {
        numbers.entry(stub_id).or_default().push(number_hash);
    }
    Ok(numbers)
}

/// Those with one of these numbers whom nobody claimed, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_by_numbers<C: ConnectionTrait>(
    connection: &C,
    hashes: &[String],
) -> Result<Vec<DirectoryStub>> {
    let sql = "SELECT * FROM directory_stubs s WHERE s.claimed_by IS NULL AND s.id";
    Sql::new(connection, sql)
        .in_query(|sql| {
            sql.push("SELECT stub_id FROM directory_stub_numbers WHERE number_hash")
                .in_texts(hashes)
        })
        .push(" ORDER BY s.id")
        .all(connection)
        .await
}
