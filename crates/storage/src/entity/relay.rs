//! A server that is asked to pass public statuses on.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, RelayId},
    kinds::{RelayKind, RelayState},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "relays")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RelayId,
    pub url: String,
    pub kind: RelayKind,
    pub account_id: Option<AccountId>,
    pub follow_uri: String,
    pub state: RelayState,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
