//! An access token. Without user and account it is the application's own (client credentials).

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ApplicationId, TokenId, UserId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TokenId,
    pub secret_hash: String,
    pub application_id: ApplicationId,
    pub user_id: Option<UserId>,
    pub account_id: Option<AccountId>,
    pub scopes: String,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
