//! An address with which nobody signs up any more. Only its hash is kept.

use sea_orm::entity::prelude::*;

use crate::id::{AccountId, CanonicalEmailBlockId};
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "canonical_email_blocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CanonicalEmailBlockId,
    pub hash: String,
    pub account_id: Option<AccountId>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
