//! Who or what stands behind an account.

use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::vocabulary::Vocabulary;

static LABELS: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("../data/account-kinds.toml")));

/// Who or what stands behind an account, by its own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// Treats patients.
    Clinician,
    /// Learns a health profession.
    Student,
    /// Works for an organisation of health care without treating patients.
    OrganizationStaff,
    /// A professional association, not a person.
    Association,
    /// A hospital or practice, not a person.
    Hospital,
    /// Makes or sells products of health care.
    Industry,
    /// Anyone else.
    Public,
    /// Someone whose profession is verified, and who does not say who they are; never chosen, see [`crate::pseudonym`].
    Pseudonym,
}

impl AccountKind {
    /// Every kind, in the order in which forms offer them.
    pub const ALL: [Self; 8] = [
        Self::Clinician,
        Self::Student,
        Self::OrganizationStaff,
        Self::Association,
        Self::Hospital,
        Self::Industry,
        Self::Public,
        Self::Pseudonym,
    ];

    /// The id that is stored and sent.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clinician => "clinician",
            Self::Student => "student",
            Self::OrganizationStaff => "organization-staff",
            Self::Association => "association",
            Self::Hospital => "hospital",
            Self::Industry => "industry",
            Self::Public => "public",
            Self::Pseudonym => "pseudonym",
        }
    }

    /// Whether the directory of clinicians and those around them holds such accounts: not those who sell to them.
    #[must_use]
    pub fn is_listed(self) -> bool {
        self != Self::Industry
    }

    /// What people read, in a language given as BCP 47 tag; see [`crate::vocabulary::Term::label`].
    #[must_use]
    pub fn label(self, language: &str) -> &'static str {
        let term = LABELS.find(self.as_str());
        term.map_or(self.as_str(), |term| term.label(language))
    }
}

/// No kind of account has this id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not included in the list")]
pub struct UnknownAccountKind;

impl FromStr for AccountKind {
    type Err = UnknownAccountKind;

    fn from_str(id: &str) -> Result<Self, UnknownAccountKind> {
        let mut kinds = Self::ALL.into_iter();
        kinds
            .find(|kind| kind.as_str() == id)
            .ok_or(UnknownAccountKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tests::assert_complete;

    #[test]
    fn list_and_enum_hold_the_same_kinds() {
        assert_complete(&LABELS);
        assert_eq!(LABELS.terms().len(), AccountKind::ALL.len());
        for kind in AccountKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::json!(kind), kind.as_str());
            assert!(!kind.label("de").is_empty());
        }
        assert_eq!("robot".parse::<AccountKind>(), Err(UnknownAccountKind));
    }
}
