//! Something that was done about a request for verification.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AccountId, VerificationRequestId, VerificationStepId},
    kinds::VerificationStepKind,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verification_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VerificationStepId,
    pub request_id: VerificationRequestId,
    pub kind: VerificationStepKind,
    pub account_id: Option<AccountId>,
    pub text: String,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
