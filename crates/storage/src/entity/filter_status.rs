//! A status that `filter_id` names.

use sea_orm::entity::prelude::*;

use crate::id::{FilterId, FilterStatusId, StatusId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "filter_statuses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FilterStatusId,
    pub filter_id: FilterId,
    pub status_id: StatusId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
