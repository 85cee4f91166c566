//! A status that an account keeps for itself.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, BookmarkId, StatusId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "bookmarks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookmarkId,
    pub account_id: AccountId,
    pub status_id: StatusId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
