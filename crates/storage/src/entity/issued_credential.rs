//! The entry of a credential of ours in its status lists; it outlives the credential.

use sea_orm::entity::prelude::*;

use crate::{id::CredentialId, time::Timestamp};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "issued_credentials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub credential_id: CredentialId,
    pub list_number: i64,
    pub position: i64,
    pub revoked_at: Option<Timestamp>,
    pub suspended_at: Option<Timestamp>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
