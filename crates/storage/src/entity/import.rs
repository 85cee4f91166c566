//! A file that a member brings along. `overwrite`: what is not in it goes; `cleared` once it has.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, ImportId},
    kinds::ImportKind,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    pub account_id: AccountId,
    pub kind: ImportKind,
    pub overwrite: bool,
    pub cleared: bool,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
