//! Requests for verification: their member's pages and the verifiers' queue.

use domain::id::{CredentialId, VerificationRequestId};
use web::pages::credentials::{CredentialRow, CredentialsPage, add_form};
use web::pages::layout::{Page, Visitor};
use web::pages::verification::{
    Choices, EvidenceRow, Fact, Forms, MemberPage, MemberRequestPage, QueuePage, RequestCard,
    RequestPage, StateTab, StepRow, Written, answer_form, approve_form, ask_form, refuse_form,
    request_form, revoke_form,
};

use super::{at, choice, html, lang, pager, signed_in, titled};

const ID: VerificationRequestId = VerificationRequestId(7);

pub fn verification() -> Vec<(&'static str, String)> {
    let member = MemberPage {
        page: signed_in(titled("Settings")),
        requests: vec![card("verification-state-asked")],
        listed: Some("Amara <script> Okafor (staff-list)".to_owned()),
        form: form().refuse("number", "must be ten digits".to_owned()),
    };
    let own = MemberRequestPage {
        page: signed_in(titled("Settings")),
        path: "/settings/verification/7".to_owned(),
        request: card("verification-state-asked"),
        form: answer_form(lang(), ID),
    };
    let tab = |state: &'static str, current| StateTab {
        path: "/verification?state=pending".to_owned(),
        label: state,
        current,
    };
    let queue = QueuePage {
        page: by_verifier("Verification"),
        tabs: vec![
            tab("verification-state-pending", true),
            tab("verification-state-refused", false),
        ],
        requests: vec![card("verification-state-pending")],
        pager: pager(),
    };
    vec![
        ("settings-verification", html(&member)),
        ("settings-verification-request", html(&own)),
        ("settings-credentials", html(&credentials())),
        ("verification", html(&queue)),
        (
            "verification-open",
            html(&one("verification-state-pending")),
        ),
        (
            "verification-approved",
            html(&one("verification-state-approved")),
        ),
    ]
}

fn credentials() -> CredentialsPage {
    let row = CredentialRow {
        id: Some(CredentialId(9)),
        label: "Dermatology".to_owned(),
        issuer: Some("Association <script> (derm.example)".to_owned()),
        state: "Valid".to_owned(),
        until: Some(at("2027-12-31T00:00:00Z")),
        page: Some("https://derm.example/verify/9".to_owned()),
    };
    let refused = CredentialRow {
        id: None,
        label: "https://evil.example/credentials/1".to_owned(),
        issuer: None,
        state: "it is about another actor".to_owned(),
        until: None,
        page: None,
    };
    CredentialsPage {
        page: signed_in(titled("Settings")),
        credentials: vec![row, refused],
        form: add_form(lang(), "https://evil.example/credentials/2")
            .refuse("url", "its time is over".to_owned()),
    }
}

fn by_verifier(title: &str) -> Page {
    let mut page = signed_in(titled(title));
    page.visitor = page.visitor.map(|visitor| Visitor {
        verifies: true,
        ..visitor
    });
    page
}

fn one(state: &'static str) -> RequestPage {
    let assurances = vec![choice("issuer-verified", "Known to us", true)];
    RequestPage {
        page: by_verifier("Request"),
        path: "/verification/7".to_owned(),
        is_own: false,
        request: card(state),
        forms: Forms {
            approve: approve_form(lang(), ID, kinds(), assurances),
            ask: ask_form(lang(), ID),
            refuse: refuse_form(lang(), ID),
            revoke: revoke_form(lang(), ID),
        },
    }
}

fn card(state: &'static str) -> RequestCard {
    let since = at("2026-11-21T09:05:00Z");
    let step = StepRow {
        kind: "verification-step-asked",
        by: Some("vera".to_owned()),
        text: "Which <script> hospital?".to_owned(),
        at: since,
    };
    let fact = Fact {
        label: "verification-number",
        value: "10002673899".to_owned(),
    };
    let file = EvidenceRow {
        path: "/verification/7/evidence/8".to_owned(),
        name: "PDF",
        kilobytes: 12,
        at: since,
    };
    RequestCard {
        id: ID,
        kind: "verification-kind-profession",
        member: "ada".to_owned(),
        subject: "ada@hospital.example".to_owned(),
        state,
        is_open: state == "verification-state-pending",
        is_asked: state == "verification-state-asked",
        is_approved: state == "verification-state-approved",
        has_credential: false,
        assurance: Some("verification-assurance-format"),
        doubtful: true,
        facts: vec![fact],
        steps: vec![step],
        evidence: vec![file],
        since,
    }
}

fn kinds() -> Vec<web::pages::form::Choice> {
    vec![choice("MembershipCredential", "A member", true)]
}

fn form() -> web::pages::form::Form {
    let lists = Choices {
        kinds: kinds(),
        professions: vec![choice("physician", "Physician", true)],
        specialties: vec![choice("dermatology", "Dermatology", false)],
        registers: vec![choice("npi", "NPI (US)", true)],
    };
    let written = Written {
        jurisdiction: "US",
        number: "123",
        account: "",
    };
    request_form(lang(), lists, &written)
}
