//! A file that proves what a request for verification says: encrypted under `key` in the store, with a key of its own that
//! is here, wrapped under the instance secret.

use sea_orm::entity::prelude::*;

use crate::{
    id::{EvidenceId, VerificationRequestId},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verification_evidence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EvidenceId,
    pub request_id: VerificationRequestId,
    pub mime: String,
    pub bytes: i64,
    pub key: String,
    pub secret: Vec<u8>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
