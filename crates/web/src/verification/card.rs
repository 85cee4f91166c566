//! A request in words.

use std::collections::HashMap;

use domain::account::{Account, acct};
use domain::id::AccountId;
use domain::kinds::{Assurance, CredentialKind, Register, VerificationState, VerificationStepKind};
use domain::verification::{Request, Requests, Step};
use domain::{profession, region, register_number, specialty};

use crate::i18n::Lang;
use crate::pages::form::Choice;
use crate::pages::verification::{EvidenceRow, Fact, RequestCard, StepRow};

const KINDS: [CredentialKind; 3] = [
    CredentialKind::HealthProfessional,
    CredentialKind::Employment,
    CredentialKind::Membership,
];

const REGISTERS: [Register; 13] = [
    Register::Ahpra,
    Register::Big,
    Register::Efn,
    Register::Gmc,
    Register::Gphc,
    Register::Hcpc,
    Register::HpiI,
    Register::Lanr,
    Register::Nmc,
    Register::Npi,
    Register::Orcid,
    Register::Rpps,
    Register::Other,
];

/// A request as its member sees it: who among the verifiers did what is not said.
pub(crate) fn member_card(lang: Lang, found: &Requests, request: &Request) -> RequestCard {
    RequestCard {
        steps: steps(request, |_| None),
        ..card(lang, &found.accounts, request)
    }
}

/// A request as verifiers see it.
pub(super) fn verifier_card(lang: Lang, found: &Requests, request: &Request) -> RequestCard {
    let name = |step: &Step| step.account_id.and_then(|id| handle(&found.accounts, id));
    RequestCard {
        steps: steps(request, name),
        ..card(lang, &found.accounts, request)
    }
}

fn card(lang: Lang, accounts: &HashMap<AccountId, Account>, request: &Request) -> RequestCard {
    let row = &request.row;
    let file = |file: &domain::verification::Evidence| EvidenceRow {
        path: format!("{}/{}/evidence/{}", super::PATH, row.id, file.id),
        name: file_name(&file.mime),
        kilobytes: file.bytes / 1024 + 1,
        at: file.created_at,
    };
    RequestCard {
        id: row.id,
        kind: kind_key(row.kind),
        member: handle(accounts, row.account_id).unwrap_or_default(),
        subject: handle(accounts, row.subject_id).unwrap_or_default(),
        state: state_key(row.state),
        is_open: matches!(
            row.state,
            VerificationState::Pending | VerificationState::Asked
        ),
        is_asked: row.state == VerificationState::Asked,
        is_approved: row.state == VerificationState::Approved,
        has_credential: row.credential_id.is_some(),
        assurance: row.assurance.map(assurance_key),
        doubtful: row.doubtful,
        facts: facts(lang, request),
        steps: Vec::new(),
        evidence: request.evidence.iter().map(file).collect(),
        since: row.created_at,
    }
}

fn steps(request: &Request, by: impl Fn(&Step) -> Option<String>) -> Vec<StepRow> {
    let row = |step: &Step| StepRow {
        kind: step_key(step.kind),
        by: by(step),
        text: step.text.clone(),
        at: step.created_at,
    };
    request.steps.iter().map(row).collect()
}

fn facts(lang: Lang, request: &Request) -> Vec<Fact> {
    let row = &request.row;
    let language = lang.to_string();
    let term = |found: Option<&domain::vocabulary::Term>| {
        found.map(|term| term.label(&language).to_owned())
    };
    let profession = row.profession.as_deref();
    let specialty = row.specialty.as_deref();
    let jurisdiction = row.jurisdiction.as_deref().and_then(region::find);
    let said = [
        (
            "verification-profession",
            term(profession.and_then(|id| profession::vocabulary().find(id))),
        ),
        (
            "verification-specialty",
            term(specialty.and_then(|id| specialty::vocabulary().find(id))),
        ),
        (
            "verification-jurisdiction",
            jurisdiction.map(|region| region.label()),
        ),
        (
            "verification-register",
            row.register.map(|register| register_name(lang, register)),
        ),
        ("verification-number", request.number.clone()),
        ("verification-listed", request.listed_as.clone()),
    ];
    let there = said.into_iter();
    there
        .filter_map(|(label, value)| {
            Some(Fact {
                label,
                value: value?,
            })
        })
        .collect()
}

/// The kinds of credentials, to choose from.
pub(crate) fn choose_kind(lang: Lang, chosen: &str) -> Vec<Choice> {
    let choice = |kind: CredentialKind| Choice {
        value: kind.as_str().to_owned(),
        label: lang.t(kind_key(kind)).to_string(),
        selected: kind.as_str() == chosen,
    };
    KINDS.into_iter().map(choice).collect()
}

/// The registers, to choose from, by their names.
pub(crate) fn choose_register(lang: Lang, chosen: &str) -> Vec<Choice> {
    let choice = |register: Register| Choice {
        value: register.as_str().to_owned(),
        label: register_name(lang, register),
        selected: register.as_str() == chosen,
    };
    REGISTERS.into_iter().map(choice).collect()
}

fn register_name(lang: Lang, register: Register) -> String {
    let name = register_number::name(register);
    match (register, register_number::country(register)) {
        (Register::Other, _) => lang.t("verification-register-other").to_string(),
        (_, Some(country)) => format!("{name} ({country})"),
        (_, None) => name.to_owned(),
    }
}

fn handle(accounts: &HashMap<AccountId, Account>, id: AccountId) -> Option<String> {
    accounts.get(&id).map(acct)
}

fn file_name(mime: &str) -> &'static str {
    match mime {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        _ => "JPEG",
    }
}

fn kind_key(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::HealthProfessional => "verification-kind-profession",
        CredentialKind::Employment => "verification-kind-employment",
        CredentialKind::Membership => "verification-kind-membership",
    }
}

pub(super) fn state_key(state: VerificationState) -> &'static str {
    match state {
        VerificationState::Pending => "verification-state-pending",
        VerificationState::Asked => "verification-state-asked",
        VerificationState::Approved => "verification-state-approved",
        VerificationState::Refused => "verification-state-refused",
        VerificationState::Expired => "verification-state-expired",
        VerificationState::Revoked => "verification-state-revoked",
    }
}

pub(super) fn assurance_key(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::FormatOk => "verification-assurance-format",
        Assurance::RegisterMatched => "verification-assurance-register",
        Assurance::IssuerVerified => "verification-assurance-issuer",
    }
}

fn step_key(kind: VerificationStepKind) -> &'static str {
    match kind {
        VerificationStepKind::Submitted => "verification-step-submitted",
        VerificationStepKind::Asked => "verification-step-asked",
        VerificationStepKind::Answered => "verification-step-answered",
        VerificationStepKind::Approved => "verification-step-approved",
        VerificationStepKind::Refused => "verification-step-refused",
        VerificationStepKind::Expired => "verification-step-expired",
        VerificationStepKind::Revoked => "verification-step-revoked",
    }
}
