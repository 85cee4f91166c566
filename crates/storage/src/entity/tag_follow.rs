//! A hashtag that an account follows.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, TagFollowId, TagId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tag_follows")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TagFollowId,
    pub account_id: AccountId,
    pub tag_id: TagId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
