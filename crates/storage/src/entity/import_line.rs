//! A line of an imported file. `entry` is what is to be done, as JSON.

use sea_orm::entity::prelude::*;

use crate::{
    id::ImportId,
    kinds::{ImportLineState, ImportProblem},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub line: i64,
    pub text: String,
    pub entry: Option<String>,
    pub subject: Option<String>,
    pub list_title: Option<String>,
    pub state: ImportLineState,
    pub problem: Option<ImportProblem>,
    pub tries: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
