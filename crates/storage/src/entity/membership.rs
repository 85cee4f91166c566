//! Belonging, apart from following. `role`: `owner`, `moderator`, `member`; `state`: `approved`, `pending`,
//! `banned`, until `banned_until` if that is set.

use sea_orm::entity::prelude::*;

use crate::{
    id::AccountId,
    kinds::{MembershipRole, MembershipState},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "memberships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub group_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub role: MembershipRole,
    pub state: MembershipState,
    pub banned_until: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
