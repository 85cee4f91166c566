//! `uri` is the id of the Like activity.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, FavouriteId, StatusId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "favourites")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FavouriteId,
    pub account_id: AccountId,
    pub status_id: StatusId,
    pub uri: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
