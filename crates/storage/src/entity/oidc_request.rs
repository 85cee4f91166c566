//! A browser that was sent to a provider of logins. Only hashes of what it carries are kept.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, kinds::OidcPurpose, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "oidc_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub state_hash: String,
    pub browser_hash: String,
    pub provider: String,
    pub purpose: OidcPurpose,
    pub user_id: Option<UserId>,
    pub return_to: String,
    pub expires_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
