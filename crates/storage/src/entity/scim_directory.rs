//! A directory of people that provisions logins. Only a hash of its token is kept.

use sea_orm::entity::prelude::*;

use crate::{id::ScimDirectoryId, kinds::CredentialKind, time::Timestamp};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scim_directories")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScimDirectoryId,
    pub name: String,
    pub token_hash: Option<String>,
    pub vouches: Option<CredentialKind>,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
