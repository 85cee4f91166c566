//! `List`.

use domain::list;
use serde::Serialize;

/// A list of the one who asks.
#[derive(Debug, Serialize)]
pub struct List {
    id: String,
    title: String,
    replies_policy: &'static str,
    exclusive: bool,
}

impl From<list::List> for List {
    fn from(list: list::List) -> Self {
        Self {
            id: list.id.to_string(),
            title: list.title,
            replies_policy: list.replies_policy.as_str(),
            exclusive: list.exclusive,
        }
    }
}
