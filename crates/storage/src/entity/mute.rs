//! `account_id` does not want to see `target_id`.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, MuteId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mutes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MuteId,
    pub account_id: AccountId,
    pub target_id: AccountId,
    pub notifications: bool,
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
