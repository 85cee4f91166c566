//! An account on a list, by the follow of the list's owner; the owner needs none.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, FollowId, ListId, ListMemberId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "list_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ListMemberId,
    pub list_id: ListId,
    pub account_id: AccountId,
    pub follow_id: Option<FollowId>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
