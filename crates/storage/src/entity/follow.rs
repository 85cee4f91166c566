//! `account_id` follows `target_id`. `accepted_at` IS NULL while the target has not agreed. `uri` is the Follow's
//! id.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, FollowId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "follows")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FollowId,
    pub account_id: AccountId,
    pub target_id: AccountId,
    pub uri: Option<String>,
    pub show_reblogs: bool,
    pub notify: bool,
    pub languages: String,
    pub accepted_at: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
