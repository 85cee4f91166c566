//! What issuers vouch for about an account, as the API of Rounds shows it.

use domain::credential::{Assurance, Badge, Claims, Credentials, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

/// A credential about an account, with what is to be thought of it here.
#[derive(Serialize, ToSchema)]
pub struct Credential {
    /// Missing for what was never believed.
    id: Option<String>,
    /// Its address.
    uri: String,
    /// `HealthProfessionalCredential`, `EmploymentCredential` or `MembershipCredential`; missing for what was never believed.
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    /// Who vouches; missing for what was never believed.
    issuer: Option<CredentialIssuer>,
    /// What it says.
    claims: Option<CredentialClaims>,
    /// `valid`, `suspended`, `revoked`, `unknown` (its issuer could not be asked), `not_yet`, `expired`, `unlisted` (its issuer
    /// does not count here) or `refused`.
    state: &'static str,
    /// Why it is not valid, as a word.
    reason_code: Option<&'static str>,
    /// The same in the verifier's words.
    reason: Option<String>,
    /// RFC 3339.
    valid_from: Option<String>,
    /// RFC 3339.
    valid_until: Option<String>,
    /// When its issuer was last asked, RFC 3339; missing for what this instance issued.
    checked_at: Option<String>,
    /// Where people read what it says, at its issuer's.
    page: Option<String>,
}

/// Who vouches.
#[derive(Serialize, ToSchema)]
struct CredentialIssuer {
    /// The id of its actor.
    uri: String,
    /// Its name, with the host that vouches for that.
    name: String,
}

/// What is said of the subject; what is not said is missing.
#[derive(Serialize, ToSchema)]
struct CredentialClaims {
    /// An id of the list `professions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    profession: Option<String>,
    /// An id of the list `specialties`.
    #[serde(skip_serializing_if = "Option::is_none")]
    specialty: Option<String>,
    /// ISO 3166.
    #[serde(skip_serializing_if = "Option::is_none")]
    jurisdiction: Option<String>,
    /// `format-ok`, `register-matched` or `issuer-verified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    assurance: Option<&'static str>,
    /// For whom they work, or of what they are a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<String>,
    /// What they are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

impl Credential {
    /// All of an account: what its issuers signed, then what nobody can believe.
    #[must_use]
    pub fn list(found: Credentials) -> Vec<Self> {
        let refused = found.refused.into_iter().map(|row| {
            let reason = Refusal::parse(&row.refusal).unwrap_or(Refusal::Malformed);
            Self {
                checked_at: Some(row.checked_at.to_rfc3339()),
                ..Self::bare(row.uri, Err(reason))
            }
        });
        let known = found.known.into_iter().map(Self::from);
        known.chain(refused).collect()
    }

    fn bare(uri: String, standing: Result<(), Refusal>) -> Self {
        let reason = standing.err();
        Self {
            id: None,
            uri,
            kind: None,
            issuer: None,
            claims: None,
            state: state(standing),
            reason_code: reason.map(Refusal::as_str),
            reason: reason.map(|reason| reason.to_string()),
            valid_from: None,
            valid_until: None,
            checked_at: None,
            page: None,
        }
    }
}

impl From<Badge> for Credential {
    fn from(badge: Badge) -> Self {
        let row = badge.credential;
        Self {
            id: Some(row.id.to_string()),
            kind: Some(row.kind.as_str()),
            issuer: Some(CredentialIssuer {
                uri: badge.issuer.uri,
                name: badge.issuer.name,
            }),
            claims: Some(badge.claims.into()),
            valid_from: Some(row.valid_from.to_rfc3339()),
            valid_until: row.valid_until.map(domain::Timestamp::to_rfc3339),
            checked_at: row.checked_at.map(domain::Timestamp::to_rfc3339),
            page: badge.page,
            ..Self::bare(row.uri, badge.standing)
        }
    }
}

impl From<Claims> for CredentialClaims {
    fn from(claims: Claims) -> Self {
        Self {
            profession: claims.profession,
            specialty: claims.specialty,
            jurisdiction: claims.jurisdiction,
            assurance: claims.assurance.map(Assurance::as_str),
            organization: claims.organization,
            role: claims.role,
        }
    }
}

fn state(standing: Result<(), Refusal>) -> &'static str {
    match standing {
        Ok(()) => "valid",
        Err(Refusal::Suspended) => "suspended",
        Err(Refusal::Revoked) => "revoked",
        Err(Refusal::StatusUnknown) => "unknown",
        Err(Refusal::NotYet) => "not_yet",
        Err(Refusal::Expired) => "expired",
        Err(Refusal::Unlisted) => "unlisted",
        Err(_) => "refused",
    }
}
