//! A pseudonym. `owner` and `slot` say nothing without the instance secret.

use sea_orm::entity::prelude::*;

use crate::id::{AccountId, UserId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pseudonyms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub user_id: UserId,
    pub owner: Vec<u8>,
    pub slot: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
