//! An account in a collection; a revoked one stays, so that it cannot be put back.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, CollectionId, CollectionItemId},
    kinds::CollectionItemState,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "collection_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CollectionItemId,
    pub collection_id: CollectionId,
    pub account_id: AccountId,
    pub state: CollectionItemState,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
