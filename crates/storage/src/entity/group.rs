//! The rules of a local group; the actor is in `accounts`. `frozen_at` is set when its last owner went and no one
//! could take over. In a `restricted` group only those who run it start threads.

use sea_orm::entity::prelude::*;

use crate::{id::AccountId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub posts_per_author_hour: i32,
    pub posts_per_hour: i32,
    pub frozen_at: Option<Timestamp>,
    pub restricted: bool,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
