//! Where the app that holds a token wants to be told.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, PushSubscriptionId, TokenId, UserId},
    kinds::PushPolicy,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "push_subscriptions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PushSubscriptionId,
    pub token_id: TokenId,
    pub user_id: UserId,
    pub account_id: AccountId,
    pub endpoint: String,
    pub p256dh: Vec<u8>,
    pub auth: Vec<u8>,
    pub standard: bool,
    pub alerts: String,
    pub policy: PushPolicy,
    pub access_token: Vec<u8>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
