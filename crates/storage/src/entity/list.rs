//! A list: a timeline of some of those whom its owner, `account_id`, follows.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ListId},
    kinds::RepliesPolicy,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lists")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ListId,
    pub account_id: AccountId,
    pub title: String,
    pub replies_policy: RepliesPolicy,
    pub exclusive: bool,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
