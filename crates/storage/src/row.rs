//! Adding one row to any table.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

use crate::Result;

/// Adds `row`. `Conflict` when something in it is taken that may be there once.
pub(crate) async fn insert<C, A>(connection: &C, row: impl IntoActiveModel<A>) -> Result<()>
where
    C: ConnectionTrait,
    A: ActiveModelTrait + 'static,
{
    A::Entity::insert(row.into_active_model())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Adds `row` unless one with the same `key` is there; says whether it was added. `Conflict` when something else in it
/// is taken.
pub(crate) async fn insert_once<C, A, const N: usize>(
    connection: &C,
    row: impl IntoActiveModel<A>,
    key: [<A::Entity as EntityTrait>::Column; N],
) -> Result<bool>
where
    C: ConnectionTrait,
    A: ActiveModelTrait + 'static,
{
    let once = OnConflict::columns(key).do_nothing().to_owned();
    let added = A::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .exec_without_returning(connection)
        .await?;
    Ok(added > 0)
}
