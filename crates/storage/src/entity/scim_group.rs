//! A group of a directory.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ScimDirectoryId, ScimGroupId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scim_groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScimGroupId,
    pub directory_id: ScimDirectoryId,
    pub group_key: String,
    pub external_id: Option<String>,
    pub display_name: String,
    pub version: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
