//! A browser that is logged in. Only a hash of the cookie is kept.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, SessionId, UserId},
    kinds::SessionFactor,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    pub secret_hash: String,
    pub user_id: UserId,
    pub account_id: AccountId,
    pub user_agent: String,
    pub ip: String,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub factor: SessionFactor,
    pub last_seen_at: Option<Timestamp>,
    pub ceremony: Option<Vec<u8>>,
    pub proved_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
