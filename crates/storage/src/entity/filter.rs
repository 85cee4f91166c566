//! What `account_id` does not want to read, and where. `contexts` is a JSON array of words.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, FilterId},
    kinds::FilterAction,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "filters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FilterId,
    pub account_id: AccountId,
    pub title: String,
    pub contexts: String,
    pub action: FilterAction,
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
