//! What is known of another server, and its lane. While `closed_until` lies ahead nothing is sent to it; at `due_at`
//! something can be, and `served_id` is whose delivery was taken last.

use sea_orm::entity::prelude::*;

use crate::{id::AccountId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hosts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub host: String,
    pub signature_profile: Option<String>,
    pub signature_learned_at: Option<Timestamp>,
    pub failures: i32,
    pub closed_until: Timestamp,
    pub last_success_at: Option<Timestamp>,
    pub last_failure_at: Option<Timestamp>,
    pub last_error: Option<String>,
    pub software: Option<String>,
    pub software_version: Option<String>,
    pub described_at: Option<Timestamp>,
    pub due_at: Option<Timestamp>,
    pub served_id: AccountId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
