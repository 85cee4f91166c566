//! What a member wants to have verified. `number` is wrapped under the instance secret.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, CredentialId, DirectoryStubId, VerificationRequestId},
    kinds::{Assurance, CredentialKind, Register, VerificationState},
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verification_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VerificationRequestId,
    pub account_id: AccountId,
    pub subject_id: AccountId,
    pub kind: CredentialKind,
    pub profession: Option<String>,
    pub specialty: Option<String>,
    pub jurisdiction: Option<String>,
    pub register: Option<Register>,
    pub number: Option<Vec<u8>>,
    pub number_hash: Option<String>,
    pub directory_stub_id: Option<DirectoryStubId>,
    pub doubtful: bool,
    pub state: VerificationState,
    pub assurance: Option<Assurance>,
    pub credential_id: Option<CredentialId>,
    pub moved_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
