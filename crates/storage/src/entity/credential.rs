//! What an issuer vouches for about an account.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, CredentialId},
    kinds::{CredentialKind, CredentialState},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credentials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CredentialId,
    pub uri: String,
    pub account_id: AccountId,
    pub issuer_uri: String,
    pub kind: CredentialKind,
    pub claims: String,
    pub valid_from: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub state: CredentialState,
    pub refusal: Option<String>,
    pub document: Option<String>,
    pub checked_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
