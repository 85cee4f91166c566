//! A file that waits for its status to be posted.

use sea_orm::entity::prelude::*;

use crate::id::{MediaId, ScheduledStatusId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scheduled_media")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub media_id: MediaId,
    pub scheduled_id: ScheduledStatusId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
