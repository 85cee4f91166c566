//! `Role`: what a login may do on the instance.

use domain::collection;
use domain::kinds::UserRole;
use schemars::JsonSchema;
use serde::Serialize;

/// The entity (docs.joinmastodon.org/entities/Role).
#[derive(Serialize, JsonSchema)]
pub struct Role {
    id: String,
    name: &'static str,
    color: &'static str,
    permissions: String,
    highlighted: bool,
    collection_limit: u64,
}

/// The id under which apps know a role; that of members is Mastodon's.
fn id(role: UserRole) -> i64 {
    match role {
        UserRole::Member => -99,
        UserRole::Moderator => 1,
        UserRole::Admin => 3,
    }
}

/// The role with this id.
#[must_use]
pub fn by_id(wanted: i64) -> Option<UserRole> {
    let roles = [UserRole::Member, UserRole::Moderator, UserRole::Admin];
    roles.into_iter().find(|role| id(*role) == wanted)
}

impl From<UserRole> for Role {
    /// Mastodon numbers permissions: 1 is everything, bit 3 figures, bit 4 reports, bit 8 trends, bit 10 users.
    fn from(role: UserRole) -> Self {
        let (name, permissions) = match role {
            UserRole::Member => ("", 0),
            UserRole::Moderator => ("Moderator", (1 << 3) | (1 << 4) | (1 << 8) | (1 << 10)),
            UserRole::Admin => ("Admin", 1),
        };
        Self {
            id: id(role).to_string(),
            name,
            color: "",
            permissions: permissions.to_string(),
            highlighted: role != UserRole::Member,
            collection_limit: collection::LIMIT,
        }
    }
}
