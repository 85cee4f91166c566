//! An account that another one recommends on its profile, as long as it follows it.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, EndorsementId, FollowId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "endorsements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EndorsementId,
    pub account_id: AccountId,
    pub target_id: AccountId,
    pub follow_id: FollowId,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
