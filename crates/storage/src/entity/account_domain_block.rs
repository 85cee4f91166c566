//! A domain that one account does not want to see.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountDomainBlockId, AccountId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_domain_blocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountDomainBlockId,
    pub account_id: AccountId,
    pub domain: String,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
