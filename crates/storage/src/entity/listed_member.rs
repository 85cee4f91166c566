//! Who was on a list of members. `written` is what lists wrote, as JSON.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, kinds::ListedMembership, time::Timestamp};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listed_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub address_hash: String,
    pub user_id: Option<UserId>,
    pub written: String,
    pub membership: Option<ListedMembership>,
    pub member_until: Option<Timestamp>,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
