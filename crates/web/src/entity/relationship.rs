//! `Relationship`.

use domain::relationship;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Time};

/// What stands between the one who asks and an account.
#[derive(Debug, Serialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "the attributes of the API")]
pub struct Relationship {
    #[schemars(with = "Id")]
    id: String,
    following: bool,
    showing_reblogs: bool,
    notifying: bool,
    /// All when `null`.
    languages: Option<Vec<String>>,
    followed_by: bool,
    blocking: bool,
    blocked_by: bool,
    muting: bool,
    muting_notifications: bool,
    #[schemars(with = "Option<Time>")]
    muting_expires_at: Option<String>,
    requested: bool,
    requested_by: bool,
    domain_blocking: bool,
    endorsed: bool,
    note: String,
}

impl From<relationship::Relationship> for Relationship {
    fn from(between: relationship::Relationship) -> Self {
        Self {
            id: between.account_id.to_string(),
            following: between.following,
            showing_reblogs: between.showing_reblogs,
            notifying: between.notifying,
            languages: Some(between.languages).filter(|languages| !languages.is_empty()),
            followed_by: between.followed_by,
            blocking: between.blocking,
            blocked_by: between.blocked_by,
            muting: between.muting,
            muting_notifications: between.muting_notifications,
            muting_expires_at: between.muting_expires_at.map(domain::Timestamp::to_rfc3339),
            requested: between.requested,
            requested_by: between.requested_by,
            domain_blocking: between.domain_blocking,
            endorsed: between.endorsed,
            note: between.note,
        }
    }
}
