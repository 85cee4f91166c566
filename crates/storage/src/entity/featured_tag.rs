//! A hashtag that an account shows on its profile.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, FeaturedTagId, TagId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "featured_tags")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FeaturedTagId,
    pub account_id: AccountId,
    pub tag_id: TagId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
