//! `account_id` chose the option at position `choice`. `uri` is the id of a vote that another server sent.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, PollId, PollVoteId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "poll_votes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollVoteId,
    pub poll_id: PollId,
    pub account_id: AccountId,
    pub choice: i32,
    pub uri: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
