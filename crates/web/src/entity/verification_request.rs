//! Requests for verification, as their member and verifiers see them.

use std::collections::HashMap;

use domain::account::{Account, acct};
use domain::credential::Assurance;
use domain::id::AccountId;
use domain::register_number::{self, Register};
use domain::verification::{Evidence, Request, Step};
use serde::Serialize;
use utoipa::ToSchema;

/// A request for verification. Nobody sees it but its member and verifiers.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationRequest {
    id: String,
    /// Who asks: a member of this server.
    member: Option<String>,
    /// The account that the credential is to be about.
    account: Option<String>,
    /// `HealthProfessionalCredential`, `EmploymentCredential` or `MembershipCredential`.
    kind: &'static str,
    /// An id of the vocabulary.
    profession: Option<String>,
    /// An id of the vocabulary.
    specialty: Option<String>,
    /// A code of ISO 3166-2, or of ISO 3166-1 for a whole country.
    jurisdiction: Option<String>,
    /// `npi`, `orcid`, `lanr`, `efn`, `rpps`, `gmc`, `nmc`, `hcpc`, `gphc`, `big`, `ahpra`, `hpi-i` or `other`.
    register: Option<&'static str>,
    /// The `system` of the register's numbers in FHIR.
    register_system: Option<&'static str>,
    /// As the register writes it.
    number: Option<String>,
    /// The check digit does not fit, in a register that has given out such numbers.
    number_doubtful: bool,
    /// The entry of an imported directory that the member says is theirs.
    directory_stub_id: Option<String>,
    /// What that entry says, as long as it is there.
    listed_as: Option<String>,
    /// `pending`, `asked`, `approved`, `refused`, `expired` or `revoked`.
    state: &'static str,
    /// `format-ok`, `register-matched` or `issuer-verified`; nothing when nothing can be said.
    assurance: Option<&'static str>,
    /// The credential, once it was approved.
    credential_id: Option<String>,
    /// What was done, in order.
    steps: Vec<VerificationStep>,
    /// The files that prove it, while they are kept.
    evidence: Vec<VerificationEvidence>,
    /// RFC 3339.
    created_at: String,
    /// When the last step was.
    updated_at: String,
}

/// Something that was done about a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationStep {
    /// `submitted`, `asked`, `answered`, `approved`, `refused`, `expired` or `revoked`.
    kind: &'static str,
    /// What was said to it; may be empty.
    text: String,
    /// Who did it; told to verifiers alone.
    by: Option<String>,
    created_at: String,
}

/// A file. What is in it verifiers alone can read.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationEvidence {
    id: String,
    /// `application/pdf`, `image/jpeg` or `image/png`.
    mime: String,
    bytes: i64,
    created_at: String,
}

/// For whom a request is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Who made it.
    Member,
    /// Who decides on it.
    Verifier,
}

impl VerificationRequest {
    /// Shows `request`, whose people are among `accounts`.
    #[must_use]
    pub fn new(request: Request, accounts: &HashMap<AccountId, Account>, reader: Reader) -> Self {
        let name = |id: AccountId| accounts.get(&id).map(acct);
        let step = |step: Step| VerificationStep {
            kind: step.kind.as_str(),
            text: step.text,
            by: step
                .account_id
                .filter(|_| reader == Reader::Verifier)
                .and_then(name),
            created_at: step.created_at.to_rfc3339(),
        };
        let row = request.row;
        Self {
            id: row.id.to_string(),
            member: name(row.account_id),
            account: name(row.subject_id),
            kind: row.kind.as_str(),
            profession: row.profession,
            specialty: row.specialty,
            jurisdiction: row.jurisdiction,
            register: row.register.map(Register::as_str),
            register_system: row.register.and_then(register_number::system),
            number: request.number,
            directory_stub_id: row.directory_stub_id.map(|id| id.to_string()),
            listed_as: request.listed_as,
            number_doubtful: row.doubtful,
            state: row.state.as_str(),
            assurance: row.assurance.map(Assurance::as_str),
            credential_id: row.credential_id.map(|id| id.to_string()),
            steps: request.steps.into_iter().map(step).collect(),
            evidence: request.evidence.into_iter().map(Into::into).collect(),
            created_at: row.created_at.to_rfc3339(),
            updated_at: row.moved_at.to_rfc3339(),
        }
    }
}

impl From<Evidence> for VerificationEvidence {
    fn from(file: Evidence) -> Self {
        Self {
            id: file.id.to_string(),
            mime: file.mime,
            bytes: file.bytes,
            created_at: file.created_at.to_rfc3339(),
        }
    }
}
