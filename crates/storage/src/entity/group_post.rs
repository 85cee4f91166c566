//! A status offered to a group. `state`: `pending`, `announced`, `rejected`, `removed`. `activity` is the
//! received activity, byte for byte, for the wrapped Announce (FEP-1b12).

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, StatusId},
    kinds::GroupPostState,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "group_posts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub status_id: StatusId,
    pub account_id: AccountId,
    pub state: GroupPostState,
    pub activity: Option<String>,
    pub decided_by_id: Option<AccountId>,
    pub announced_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
