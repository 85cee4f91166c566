//! A line of a list of members, or a member who is missing in it. `entry` and `report` are JSON.

use sea_orm::entity::prelude::*;

use crate::{id::MemberImportId, kinds::MemberOutcome};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_import_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: MemberImportId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub line: Option<i64>,
    pub who: String,
    pub entry: Option<String>,
    pub report: String,
    pub outcome: MemberOutcome,
    pub done: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
