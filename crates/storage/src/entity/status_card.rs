//! The link of a status that a card stands for.

use sea_orm::entity::prelude::*;

use crate::id::{CardId, StatusId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "status_cards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub status_id: StatusId,
    pub card_id: CardId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
