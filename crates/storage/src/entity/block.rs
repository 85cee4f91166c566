//! `account_id` blocks `target_id`. `uri` is the id of the Block.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, BlockId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "blocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BlockId,
    pub account_id: AccountId,
    pub target_id: AccountId,
    pub uri: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
