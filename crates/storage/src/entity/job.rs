//! Work to do once, at `run_at` or later. `payload` is JSON with ids; `key` makes a second one of the same work
//! impossible.

use sea_orm::entity::prelude::*;

use crate::{id::JobId, kinds::QueueState, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    pub kind: String,
    pub key: Option<String>,
    pub payload: String,
    pub state: QueueState,
    pub attempts: i32,
    pub run_at: Timestamp,
    pub lease_until: Timestamp,
    pub last_error: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
