//! A domain that an instance with limited federation speaks to.

use sea_orm::entity::prelude::*;

use crate::{id::DomainAllowId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "domain_allows")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DomainAllowId,
    pub domain: String,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
