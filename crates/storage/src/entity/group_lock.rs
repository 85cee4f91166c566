//! A status below which only those who run the group answer. The group may be of another server.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, StatusId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "group_locks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub status_id: StatusId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: AccountId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
