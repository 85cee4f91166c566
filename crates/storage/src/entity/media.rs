//! A file: an attachment, an avatar or a header. `key` is its opaque name in the store, NULL while it is only
//! remote or not ready; `source_key` that of an upload that is being processed; `playback` a JSON object.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, MediaId, StatusId},
    kinds::{MediaKind, MediaPurpose, MediaState},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "media")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaId,
    pub account_id: AccountId,
    pub status_id: Option<StatusId>,
    pub position: i32,
    pub purpose: MediaPurpose,
    pub kind: MediaKind,
    pub mime: String,
    pub secret: String,
    pub key: Option<String>,
    pub preview_key: Option<String>,
    pub remote_url: Option<String>,
    pub description: String,
    pub blurhash: Option<String>,
    pub focus_x: f64,
    pub focus_y: f64,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub preview_width: Option<i32>,
    pub preview_height: Option<i32>,
    pub bytes: i64,
    pub cached_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub state: MediaState,
    pub source_key: Option<String>,
    pub playback: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
