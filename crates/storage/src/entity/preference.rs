//! What a member set by page. `mails` is a JSON array of kinds of notifications.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, kinds::ExpandMedia};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "preferences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    pub expand_media: ExpandMedia,
    pub expand_spoilers: bool,
    pub autoplay_gifs: bool,
    pub mails: String,
    pub digest: bool,
    pub request_mails: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
