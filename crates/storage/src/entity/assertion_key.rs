//! An Ed25519 key of an actor (FEP-521a). `private_key` is wrapped by the instance secret and missing for others' keys.

use sea_orm::entity::prelude::*;

use crate::{id::AccountId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assertion_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub account_id: AccountId,
    pub public_key: Vec<u8>,
    pub private_key: Option<Vec<u8>>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
