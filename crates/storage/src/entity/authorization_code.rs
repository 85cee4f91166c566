//! An authorization code waits to be exchanged, once. `token_id` is set when it was: using it again revokes that
//! token.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ApplicationId, TokenId, UserId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "authorization_codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub secret_hash: String,
    pub application_id: ApplicationId,
    pub user_id: UserId,
    pub account_id: AccountId,
    pub redirect_uri: String,
    pub scopes: String,
    pub code_challenge: Option<String>,
    pub token_id: Option<TokenId>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
