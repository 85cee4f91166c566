//! Up to which notification a login was written to, and when; when a digest is due; when they last
//! heard of requests that wait for verifiers.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    pub mailed_id: i64,
    pub mailed_at: Option<Timestamp>,
    pub digest_at: Option<Timestamp>,
    pub requests_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
