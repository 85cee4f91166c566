//! Words that `filter_id` looks for.

use sea_orm::entity::prelude::*;

use crate::id::{FilterId, FilterKeywordId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "filter_keywords")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FilterKeywordId,
    pub filter_id: FilterId,
    pub keyword: String,
    pub whole_word: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
