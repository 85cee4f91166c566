//! The wish of an administrator to know who stands behind a pseudonym, and another one's consent.

use sea_orm::entity::prelude::*;

use crate::id::{AccountId, DisclosureId};
use crate::kinds::DisclosureReason;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "disclosures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DisclosureId,
    pub account_id: AccountId,
    pub asked_by: AccountId,
    pub agreed_by: Option<AccountId>,
    pub reason: DisclosureReason,
    pub agreed_at: Option<Timestamp>,
    pub ends_at: Timestamp,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
