//! Who may see a status, in the words that apps know.

use domain::kinds;
use schemars::JsonSchema;
use serde::Serialize;

/// Whom a status is for.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone, and listed in public timelines.
    Public,
    /// Everyone, but not listed.
    Unlisted,
    /// Followers and those mentioned, or the members of a group.
    Private,
    /// Those mentioned.
    Direct,
}

impl From<kinds::Visibility> for Visibility {
    /// Apps know no groups: to them such a status is not for everyone, and may not be boosted.
    fn from(visibility: kinds::Visibility) -> Self {
        match visibility {
            kinds::Visibility::Public => Self::Public,
            kinds::Visibility::Unlisted => Self::Unlisted,
            kinds::Visibility::Private | kinds::Visibility::Group => Self::Private,
            kinds::Visibility::Direct => Self::Direct,
        }
    }
}
