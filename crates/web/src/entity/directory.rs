//! The directory.

use domain::account_view::AccountView;
use domain::credential::Issuer;
use serde::Serialize;
use utoipa::ToSchema;

use super::account_summary::AccountSummary;
use super::profile::ProfessionalProfile;

/// Somebody who wants to be found.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryMember {
    account: AccountSummary,
    profile: ProfessionalProfile,
}

impl DirectoryMember {
    /// Shows `member` with labels in `language`.
    #[must_use]
    pub fn new(member: AccountView, language: &str) -> Self {
        Self {
            account: AccountSummary::from(&member.account),
            profile: ProfessionalProfile::new(member.profile, language),
        }
    }
}

/// Somebody who vouches for people.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryIssuer {
    /// Its `ActivityPub` id.
    uri: String,
    /// What people read.
    name: String,
}

impl From<Issuer> for DirectoryIssuer {
    fn from(issuer: Issuer) -> Self {
        Self {
            uri: issuer.uri,
            name: issuer.name,
        }
    }
}
