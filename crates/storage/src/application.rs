//! OAuth clients.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use crate::entity::application::Model as Application;
use crate::entity::application::{Column, Entity};
use crate::id::ApplicationId;
use crate::{Error, Result, Sql, row};

/// Adds a client. `Conflict` when its id is taken.
pub async fn insert<C: ConnectionTrait>(connection: &C, application: Application) -> Result<()> {
    row::insert(connection, application).await
}

/// The client with this id.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: ApplicationId,
) -> Result<Option<Application>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The clients with these ids; unknown ids are missing.
pub async fn applications_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Application>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Application> = Sql::new(connection, "SELECT * FROM applications WHERE id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The client that calls itself `client_id`.
pub async fn find_by_client_id<C: ConnectionTrait>(
    connection: &C,
    client_id: &str,
) -> Result<Option<Application>> {
    Ok(Entity::find()
        .filter(Column::ClientId.eq(client_id))
        .one(connection)
        .await?)
}

/// The client with the same `client_id` if there is one, else this one, which is kept.
pub async fn find_or_insert<C: ConnectionTrait>(
    connection: &C,
    application: Application,
) -> Result<Application> {
    let client_id = application.client_id.clone();
    row::insert_once(connection, application, [Column::ClientId]).await?;
    find_by_client_id(connection, &client_id)
        .await?
        .ok_or(Error::Conflict)
}
