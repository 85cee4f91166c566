//! Someone as a provider of logins knows them.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, kinds::UserRole, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "external_identities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub issuer: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub provider: String,
    pub user_id: UserId,
    pub claimed_role: UserRole,
    pub claimed_verifier: bool,
    pub own_role: UserRole,
    pub own_verifier: bool,
    pub created_at: Timestamp,
    pub last_used_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
