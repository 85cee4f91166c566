//! Who is named in a status. `silent` names no one in the text: addressed only.

use sea_orm::entity::prelude::*;

use crate::id::{AccountId, StatusId};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mentions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub status_id: StatusId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    pub silent: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
