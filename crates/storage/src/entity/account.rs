//! An actor, local (domain IS NULL) or remote. `private_key` is wrapped by the instance secret. `revision` rises
//! with every change that a rendered account shows.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, MediaId},
    kinds::ActorKind,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub uri: String,
    pub kind: ActorKind,
    pub username: String,
    pub username_lower: String,
    pub domain: Option<String>,
    pub url: Option<String>,
    pub display_name: String,
    pub note: String,
    pub note_source: String,
    pub fields: String,
    pub emojis: String,
    pub avatar_id: Option<MediaId>,
    pub header_id: Option<MediaId>,
    pub locked: bool,
    pub bot: bool,
    pub discoverable: bool,
    pub indexable: bool,
    pub hide_collections: bool,
    pub show_media: bool,
    pub show_media_replies: bool,
    pub show_featured: bool,
    pub attribution_domains: String,
    pub memorial: bool,
    pub inbox_url: String,
    pub shared_inbox_url: Option<String>,
    pub outbox_url: Option<String>,
    pub followers_url: Option<String>,
    pub following_url: Option<String>,
    pub featured_url: Option<String>,
    pub featured_tags_url: Option<String>,
    pub moderators_url: Option<String>,
    pub key_id: Option<String>,
    pub public_key: Option<String>,
    pub private_key: Option<Vec<u8>>,
    pub also_known_as: String,
    pub moved_to_id: Option<AccountId>,
    pub moved_at: Option<Timestamp>,
    pub followers_count: i64,
    pub following_count: i64,
    pub statuses_count: i64,
    pub last_status_at: Option<Timestamp>,
    pub pending: bool,
    pub sensitized_at: Option<Timestamp>,
    pub silenced_at: Option<Timestamp>,
    pub suspended_at: Option<Timestamp>,
    pub suspended_elsewhere: bool,
    pub deleted_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub fetched_at: Option<Timestamp>,
    pub collections_fetched_at: Option<Timestamp>,
    pub revision: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
