//! An activity that was verified and stored; the unique key makes a re-delivery harmless. `state`: `queued`,
//! `done`, `failed`. A failed one stays for the operator.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, InboxId},
    kinds::QueueState,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InboxId,
    pub activity_uri: String,
    pub actor_id: AccountId,
    pub recipient_id: Option<AccountId>,
    pub body: String,
    pub state: QueueState,
    pub attempts: i32,
    pub run_at: Timestamp,
    pub lease_until: Timestamp,
    pub last_error: Option<String>,
    pub received_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
