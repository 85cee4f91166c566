//! Rows of the terms of service: one a version, whose key is the date from which it holds (`YYYY-MM-DD`).

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder, QuerySelect};

use crate::Result;
pub use crate::entity::terms_of_service::Model as TermsOfService;
use crate::entity::terms_of_service::{Column, Entity};

/// The dates of all versions, the earliest first.
pub async fn list_dates<C: ConnectionTrait>(connection: &C) -> Result<Vec<String>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::EffectiveDate)
        .order_by_asc(Column::EffectiveDate)
        .into_tuple()
        .all(connection)
        .await?)
}

/// The version that holds from `date`.
pub async fn find_by_date<C: ConnectionTrait>(
    connection: &C,
    date: &str,
) -> Result<Option<TermsOfService>> {
    Ok(Entity::find_by_id(date.to_owned()).one(connection).await?)
}

/// Writes a version in the place of the one of the same date.
pub async fn upsert<C: ConnectionTrait>(connection: &C, version: TermsOfService) -> Result<()> {
    let replace = OnConflict::column(Column::EffectiveDate)
        .update_columns([Column::Text, Column::CreatedAt])
        .to_owned();
    Entity::insert(version.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Removes the version that holds from `date`; says whether there was one.
pub async fn delete<C: ConnectionTrait>(connection: &C, date: &str) -> Result<bool> {
    let done = Entity::delete_by_id(date.to_owned())
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}
