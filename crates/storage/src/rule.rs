//! Rows of the instance's rules and of their translations.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};

use crate::Result;
pub use crate::entity::rule::Model as Rule;
use crate::entity::rule::{Column, Entity};
use crate::entity::rule_translation as translation;
pub use crate::entity::rule_translation::Model as Translation;
use crate::id::RuleId;

/// The rules, in the order of the operator.
pub async fn list<C: ConnectionTrait>(connection: &C) -> Result<Vec<Rule>> {
    Ok(Entity::find()
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?)
}

/// The translations of all rules, by language.
pub async fn list_translations<C: ConnectionTrait>(connection: &C) -> Result<Vec<Translation>> {
    Ok(translation::Entity::find()
        .order_by_asc(translation::Column::Language)
        .all(connection)
        .await?)
}

/// Adds a rule.
pub async fn insert<C: ConnectionTrait>(connection: &C, rule: Rule) -> Result<()> {
    Entity::insert(rule.into_active_model())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Removes a rule and its translations; says whether there was one.
pub async fn delete<C: ConnectionTrait>(connection: &C, id: RuleId) -> Result<bool> {
    let done = Entity::delete_by_id(id).exec(connection).await?;
    Ok(done.rows_affected > 0)
}

/// Writes a translation in the place of the one before.
pub async fn upsert_translation<C: ConnectionTrait>(
    connection: &C,
    row: Translation,
) -> Result<()> {
    use translation::Column::{Hint, Language, RuleId, Text};
    let replace = OnConflict::columns([RuleId, Language])
        .update_columns([Text, Hint])
        .to_owned();
    translation::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}
