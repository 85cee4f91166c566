//! A person as a directory describes them.

use sea_orm::entity::prelude::*;

use crate::{
    id::{CredentialId, ScimDirectoryId, ScimUserId, UserId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scim_users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScimUserId,
    pub directory_id: ScimDirectoryId,
    pub user_id: UserId,
    pub user_key: String,
    pub external_id: Option<String>,
    pub active: bool,
    pub attributes: String,
    pub version: i64,
    pub claims: String,
    pub valid_until: Option<Timestamp>,
    pub credential_id: Option<CredentialId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
