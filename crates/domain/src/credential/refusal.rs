//! Why a credential is not believed, or not for now.

use storage::kinds::CredentialState;
use thiserror::Error;

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $text:literal;)+) => {
        /// What a verifier says of a credential that it does not take; its text is what people are told.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($text)] $variant,)+
        }

        impl Refusal {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word in the database and in the API.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the word; `None` when a later version wrote it.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

refusals! {
    /// It lacks what a credential must have, or is of a kind that means nothing here.
    Malformed = "malformed", "it is no credential that can be read here";
    /// Nothing is at its address any more, or something else.
    Missing = "missing", "its issuer does not show it at its address";
    /// There is no proof, or none of the suite that is understood.
    Unproven = "unproven", "it carries no eddsa-jcs-2022 proof";
    /// The proof is for something else, or says what no proof of a credential may.
    WrongProof = "wrong_proof", "its proof is not one that vouches for a credential";
    /// What was signed is not what is there, or another key signed it.
    Altered = "altered", "its proof does not match: it was altered, or signed with another key";
    /// The key stands on another server than the issuer.
    KeyOrigin = "key_origin", "the key of its proof is of another server than its issuer";
    /// The issuer does not list the key.
    ForeignKey = "foreign_key", "the key of its proof is not a key of its issuer";
    /// The issuer is a `did:web`, and what is at its address is not its document.
    IssuerDocument = "issuer_document", "its issuer does not show a DID document of its own";
    /// The address of the credential is on another server than the issuer.
    Origin = "origin", "it is served by another server than its issuer's";
    /// It is about somebody else.
    OtherSubject = "other_subject", "it is about another actor";
    /// Its time has not begun.
    NotYet = "not_yet", "its time has not begun";
    /// Its time is over.
    Expired = "expired", "its time is over";
    /// Its entry in a status list, or the list, cannot be read.
    StatusMalformed = "status_malformed", "its status cannot be read";
    /// The list stands on another server than the issuer.
    StatusOrigin = "status_origin", "its status list is on another server than its issuer";
    /// The list is by somebody else.
    StatusIssuer = "status_issuer", "its status list is of another issuer";
    /// The list is not what its issuer signed.
    StatusReplaced = "status_replaced", "its status list is not signed by its issuer";
    /// The list says something else than the entry asks for.
    StatusPurpose = "status_purpose", "its status list is for another purpose";
    /// The list has fewer entries than the index.
    StatusIndex = "status_index", "its status list has no entry of its number";
    /// The list has too few entries to hide whom it is about.
    StatusSmall = "status_small", "its status list has fewer than 131,072 entries";
    /// The list is larger than is read.
    StatusLarge = "status_large", "its status list is larger than is read";
    /// The time of the list itself is over or has not begun.
    StatusExpired = "status_expired", "its status list is out of date";
    /// The list could not be had, or was last had too long ago.
    StatusUnknown = "status_unknown", "its status is unknown: its issuer could not be asked";
    /// Its issuer does not stand by it for now.
    Suspended = "suspended", "its issuer suspended it";
    /// Its issuer took it back.
    Revoked = "revoked", "its issuer revoked it";
    /// This instance does not take the word of its issuer for such a claim.
    Unlisted = "unlisted_issuer", "its issuer does not count here";
}

impl Refusal {
    /// What is kept of a credential that is refused so. Dates and the list of issuers are looked at when it is shown.
    #[must_use]
    pub fn state(self) -> CredentialState {
        match self {
            Self::Revoked => CredentialState::Revoked,
            Self::Suspended => CredentialState::Suspended,
            Self::StatusUnknown => CredentialState::Unchecked,
            Self::NotYet | Self::Expired | Self::Unlisted => CredentialState::Valid,
            _ => CredentialState::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_and_says_something_of_its_own() {
        let mut texts = std::collections::HashSet::new();
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::parse(refusal.as_str()), Some(*refusal));
            assert!(texts.insert(refusal.to_string()), "{refusal:?}");
        }
        assert_eq!(Refusal::parse("of a later version"), None);
    }
}
