//! What a moderator writes to the others about a report.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ReportId, ReportNoteId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_notes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportNoteId,
    pub report_id: ReportId,
    pub account_id: AccountId,
    pub text: String,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
