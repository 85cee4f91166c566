//! The professional profile (docs/federation/terms.md). Lists are JSON arrays of strings.

use sea_orm::entity::prelude::*;

use crate::{id::AccountId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub profession: Option<String>,
    pub specialties: String,
    pub workplace: Option<String>,
    pub region: Option<String>,
    pub languages: String,
    pub account_kind: Option<String>,
    pub interests: Option<String>,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
