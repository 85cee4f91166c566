//! `kind` is the type of the Mastodon API. `status_id` is 0 when the notification is of no status, so that the
//! key holds.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, NotificationId, StatusId},
    kinds::NotificationKind,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NotificationId,
    pub account_id: AccountId,
    pub kind: NotificationKind,
    pub from_account_id: AccountId,
    pub status_id: StatusId,
    pub created_at: Timestamp,
    pub group_key: Option<String>,
    pub filtered: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
