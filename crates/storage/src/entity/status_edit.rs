//! What a status said before an edit. `media` is a JSON array of the attachments then shown.

use sea_orm::entity::prelude::*;

use crate::{
    id::{StatusEditId, StatusId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "status_edits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatusEditId,
    pub status_id: StatusId,
    pub content: String,
    pub spoiler_text: String,
    pub sensitive: bool,
    pub media: String,
    pub poll_options: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
