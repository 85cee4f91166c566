//! Who stands in an imported directory, and is no member yet.

use sea_orm::entity::prelude::*;

use crate::id::{AccountId, DirectoryStubId};
use crate::kinds::StubKind;
use crate::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "directory_stubs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DirectoryStubId,
    pub source: String,
    pub key: String,
    pub kind: StubKind,
    pub name: String,
    pub profession: Option<String>,
    pub specialties: String,
    pub region: Option<String>,
    pub languages: String,
    pub workplace: Option<String>,
    pub claimed_by: Option<AccountId>,
    pub claimed_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
