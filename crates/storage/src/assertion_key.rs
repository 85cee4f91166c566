//! Rows of actors' Ed25519 keys.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

pub use crate::entity::assertion_key::Model as AssertionKey;
use crate::entity::assertion_key::{Column, Entity};
use crate::id::AccountId;
use crate::{Result, row};

/// The key with this address.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_id<C: ConnectionTrait>(
    connection: &C,
    id: &str,
) -> Result<Option<AssertionKey>> {
    Ok(Entity::find_by_id(id).one(connection).await?)
}

/// The keys that an actor lists, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Vec<AssertionKey>> {
    let of_account = Entity::find()
        .filter(Column::AccountId.eq(account))
        .order_by_desc(Column::CreatedAt);
    Ok(of_account.all(connection).await?)
}

/// The key that a local actor signs with.
///
/// # Errors
/// When the database refuses.
pub async fn find_signing<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
) -> Result<Option<AssertionKey>> {
    let signing = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::PrivateKey.is_not_null());
    Ok(signing.one(connection).await?)
}

/// Removes the private half of a key: what it signed can still be checked.
///
/// # Errors
/// When the database refuses.
pub async fn retire<C: ConnectionTrait>(connection: &C, id: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::PrivateKey, Expr::value(None::<Vec<u8>>))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Removes a key.
///
/// # Errors
/// When the database refuses.
pub async fn delete_by_id<C: ConnectionTrait>(connection: &C, id: &str) -> Result<()> {
    Entity::delete_by_id(id).exec(connection).await?;
    Ok(())
}

/// Adds a key unless one with its address is there; says whether it was added.
///
/// # Errors
/// When the database refuses.
pub async fn insert_once<C: ConnectionTrait>(connection: &C, key: AssertionKey) -> Result<bool> {
    row::insert_once(connection, key, [Column::Id]).await
}

/// Makes `keys` all that an actor lists. An address that another actor has stays that one's.
///
/// # Errors
/// When the database refuses.
pub async fn replace<C: ConnectionTrait>(
    connection: &C,
    account: AccountId,
    keys: Vec<AssertionKey>,
) -> Result<()> {
    delete(connection, account).await?;
    if keys.is_empty() {
        return Ok(());
    }
    let taken = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert_many(keys.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(taken)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Removes the keys of an actor.
///
/// # Errors
/// When the database refuses.
pub async fn delete<C: ConnectionTrait>(connection: &C, account: AccountId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account))
        .exec(connection)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::ActorKind;
    use crate::{Db, Timestamp, account, testing};

    const NOW: Timestamp = Timestamp(1_700_000_000_000);

    async fn actor(db: &Db, name: &str) -> AccountId {
        let uri = format!("https://a.example/{name}");
        let actor = account::blank(ActorKind::Person, name, uri, NOW);
        let id = actor.id;
        let tx = db.begin().await.expect("begins");
        account::insert(&*tx, actor).await.expect("inserts");
        tx.commit().await.expect("commits");
        id
    }

    fn key(id: &str, account_id: AccountId, byte: u8) -> AssertionKey {
        AssertionKey {
            id: id.into(),
            account_id,
            public_key: vec![byte; 32],
            private_key: None,
            created_at: NOW,
        }
    }

    #[tokio::test]
    async fn an_actor_has_the_keys_that_it_listed_last() {
        let test = testing::database().await;
        let (ada, bo) = (actor(&test.db, "ada").await, actor(&test.db, "bo").await);
        let tx = test.db.begin().await.expect("begins");
        let first = vec![key("1", ada, 1), key("2", ada, 2), key("2", ada, 3)];
        replace(&*tx, ada, first).await.expect("replaces");
        assert_eq!(list(&*tx, ada).await.expect("lists").len(), 2);
        replace(&*tx, ada, vec![key("1", ada, 4)])
            .await
            .expect("replaces");
        assert_eq!(list(&*tx, ada).await.expect("lists"), [key("1", ada, 4)]);
        replace(&*tx, bo, vec![key("1", bo, 5), key("3", bo, 6)])
            .await
            .expect("replaces");
        let taken = find_by_id(&*tx, "1").await.expect("answers");
        assert_eq!(taken, Some(key("1", ada, 4)), "it stays ada's");
        assert_eq!(list(&*tx, bo).await.expect("lists"), [key("3", bo, 6)]);
        let again = insert_once(&*tx, key("3", bo, 7)).await.expect("answers");
        assert!(!again);
        replace(&*tx, bo, Vec::new()).await.expect("replaces");
        assert_eq!(find_by_id(&*tx, "3").await.expect("answers"), None);
        tx.commit().await.expect("commits");
    }
}
