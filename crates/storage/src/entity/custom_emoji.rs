//! A picture that is written as `:shortcode:`; ours when `domain` is NULL.

use sea_orm::entity::prelude::*;

use crate::{
    id::{CustomEmojiId, MediaId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "custom_emojis")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CustomEmojiId,
    pub shortcode: String,
    pub domain: Option<String>,
    pub category: Option<String>,
    pub media_id: MediaId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
