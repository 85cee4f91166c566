//! `List`.

use domain::kinds::RepliesPolicy;
use domain::list;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::Id;

/// A list of the one who asks.
#[derive(Debug, Serialize, JsonSchema)]
pub struct List {
    #[schemars(with = "Id")]
    id: String,
    title: String,
    replies_policy: RepliesPolicy,
    exclusive: bool,
}

impl From<list::List> for List {
    fn from(list: list::List) -> Self {
        Self {
            id: list.id.to_string(),
            title: list.title,
            replies_policy: list.replies_policy,
            exclusive: list.exclusive,
        }
    }
}
