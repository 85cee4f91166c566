//! What `account_id` will post at `scheduled_at`. `draft` is what shall be posted, as JSON. `idempotency_key` is a hash of
//! the key that the app sent.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ScheduledStatusId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scheduled_statuses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScheduledStatusId,
    pub account_id: AccountId,
    pub scheduled_at: Timestamp,
    pub draft: String,
    pub idempotency_key: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
