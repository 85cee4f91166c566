//! Whose notifications an account wants to see. Without a row it is the default (`NotificationPolicy::unwritten`).

use sea_orm::entity::prelude::*;

use crate::{id::AccountId, kinds::NotificationAction};

#[derive(Clone, Copy, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_policies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub for_not_following: NotificationAction,
    pub for_not_followers: NotificationAction,
    pub for_new_accounts: NotificationAction,
    pub for_private_mentions: NotificationAction,
    pub for_limited_accounts: NotificationAction,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
