//! A list of members as a file. `unknown` is a JSON array of columns.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, MemberImportId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MemberImportId,
    pub account_id: Option<AccountId>,
    pub unknown: String,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
