//! What is shown of the page at `url`, once something was found there. `fetched_at` is when that was last asked.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, CardId, MediaId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CardId,
    pub url: String,
    pub shown: bool,
    pub title: String,
    pub description: String,
    pub language: Option<String>,
    pub author_name: String,
    pub author_url: String,
    pub author_account_id: Option<AccountId>,
    pub provider_name: String,
    pub provider_url: String,
    pub media_id: Option<MediaId>,
    pub published_at: Option<Timestamp>,
    pub fetched_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
