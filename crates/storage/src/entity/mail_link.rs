//! A link sent by mail: confirms an address (`confirm`) or sets a password (`reset`).

use sea_orm::entity::prelude::*;

use crate::{id::UserId, kinds::MailLinkPurpose, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub secret_hash: String,
    pub user_id: UserId,
    pub purpose: MailLinkPurpose,
    pub email: String,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
