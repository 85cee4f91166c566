//! `status_ids` and `rule_ids` are JSON arrays. `uri` is the Flag's id when it came from elsewhere.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ReportId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    pub account_id: AccountId,
    pub target_id: AccountId,
    pub status_ids: String,
    pub rule_ids: String,
    pub comment: String,
    pub category: String,
    pub forwarded: bool,
    pub uri: Option<String>,
    pub assigned_id: Option<AccountId>,
    pub resolved_by_id: Option<AccountId>,
    pub resolved_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
