//! An issuer whose word counts here for a kind of claim.

use sea_orm::entity::prelude::*;

use crate::{id::CredentialIssuerId, kinds::CredentialKind, time::Timestamp};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential_issuers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CredentialIssuerId,
    pub issuer_uri: String,
    pub kind: CredentialKind,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
