//! What the status `status_id` quotes, and where that stands.

use sea_orm::entity::prelude::*;

use crate::{
    id::{QuoteId, StatusId},
    kinds::QuoteState,
    time::Timestamp,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quotes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuoteId,
    pub status_id: StatusId,
    pub quoted_id: Option<StatusId>,
    pub quoted_uri: String,
    pub state: QuoteState,
    pub legacy: bool,
    pub request_uri: Option<String>,
    pub authorization_uri: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
