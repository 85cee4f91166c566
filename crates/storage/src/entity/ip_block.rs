//! A network from which less is possible. `network` is in CIDR notation.

use sea_orm::entity::prelude::*;

use crate::{id::IpBlockId, kinds::IpSeverity, time::Timestamp};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ip_blocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IpBlockId,
    pub network: String,
    pub severity: IpSeverity,
    pub comment: String,
    pub expires_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
