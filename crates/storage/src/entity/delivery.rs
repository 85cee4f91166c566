//! One inbox that an activity goes to. `state`: `queued` or `failed`; what arrived is
//! removed. `host` (with its port) is the lane. A queued one is `parked` until `run_at` while it is under way, after it
//! failed, and behind another one of its `strand`: activities about one object, which go one after the other.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, DeliveryId, OutboxId},
    kinds::QueueState,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeliveryId,
    pub outbox_id: OutboxId,
    pub inbox_url: String,
    pub host: String,
    pub state: QueueState,
    pub attempts: i32,
    pub run_at: Timestamp,
    pub lease_until: Timestamp,
    pub last_error: Option<String>,
    pub created_at: Timestamp,
    pub account_id: AccountId,
    pub strand: Option<i64>,
    pub parked: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
