//! A login. It acts through the accounts that `access` gives it.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ApplicationId, UserId},
    kinds::{QuotePolicy, UserRole, Visibility},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    pub email: String,
    pub password_hash: String,
    pub role: UserRole,
    pub is_verifier: bool,
    pub locale: String,
    pub reason: String,
    pub default_visibility: Visibility,
    pub default_sensitive: bool,
    pub default_quote_policy: QuotePolicy,
    pub default_language: Option<String>,
    pub confirmed_at: Option<Timestamp>,
    pub approved_at: Option<Timestamp>,
    pub disabled_at: Option<Timestamp>,
    pub deprovisioned_at: Option<Timestamp>,
    pub second_factor_at: Option<Timestamp>,
    pub last_active_at: Option<Timestamp>,
    pub application_id: Option<ApplicationId>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
