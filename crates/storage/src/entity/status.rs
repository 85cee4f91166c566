//! A status, or a boost of one (`reblog_of_id`). Its audience is `visibility`; with `group` it is `group_id`'s
//! members. `in_reply_to_uri` is kept while the parent is unknown. `revision` rises with every change that a
//! rendered status shows.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ApplicationId, ConversationId, StatusId},
    kinds::Visibility,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statuses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatusId,
    pub uri: String,
    pub url: Option<String>,
    pub account_id: AccountId,
    pub local: bool,
    pub kind: String,
    pub visibility: Visibility,
    pub group_id: Option<AccountId>,
    pub reblog_of_id: Option<StatusId>,
    pub in_reply_to_id: Option<StatusId>,
    pub in_reply_to_account_id: Option<AccountId>,
    pub in_reply_to_uri: Option<String>,
    pub conversation_id: ConversationId,
    pub title: String,
    pub content: String,
    pub source_text: Option<String>,
    pub spoiler_text: String,
    pub sensitive: bool,
    pub language: Option<String>,
    pub emojis: String,
    pub application_id: Option<ApplicationId>,
    pub replies_count: i64,
    pub reblogs_count: i64,
    pub favourites_count: i64,
    pub quotes_count: i64,
    pub quote_approval: String,
    pub interaction_policy: String,
    pub created_at: Timestamp,
    pub edited_at: Option<Timestamp>,
    pub fetched_at: Option<Timestamp>,
    pub revision: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
