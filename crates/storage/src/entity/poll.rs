//! A question that `status_id` asks. A remote poll may have no end, and no number of voters. `fetched_at` is when its
//! home last told us the numbers, `ended_at` when those concerned were told that it is over.

use sea_orm::entity::prelude::*;

use crate::{
    id::{PollId, StatusId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "polls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PollId,
    pub status_id: StatusId,
    pub multiple: bool,
    pub hide_totals: bool,
    pub expires_at: Option<Timestamp>,
    pub voters_count: Option<i64>,
    pub fetched_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
