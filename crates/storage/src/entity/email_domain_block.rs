//! A domain of addresses with which nobody signs up, or only those whom a moderator approves.

use sea_orm::entity::prelude::*;

use crate::{id::EmailDomainBlockId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "email_domain_blocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmailDomainBlockId,
    pub domain: String,
    pub allow_with_approval: bool,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
