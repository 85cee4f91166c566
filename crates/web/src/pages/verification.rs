//! Requests for verification: `/settings/verification` for members, `/verification` for verifiers.

use askama::Template;
use domain::clock::Timestamp;
use domain::id::VerificationRequestId;
use domain::verification::TEXT;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::view::Pager;

/// The files that are taken.
const FILES: &str = "application/pdf,image/jpeg,image/png";

/// `/settings/verification`.
#[derive(Template)]
#[template(path = "settings_verification.html")]
pub struct MemberPage {
    /// What surrounds it.
    pub page: Page,
    /// What was asked for, the newest first.
    pub requests: Vec<RequestCard>,
    /// Who the member says they are in an imported directory.
    pub listed: Option<String>,
    /// To ask for more.
    pub form: Form,
}

/// `/settings/verification/{id}`.
#[derive(Template)]
#[template(path = "settings_verification_request.html")]
pub struct MemberRequestPage {
    /// What surrounds it.
    pub page: Page,
    /// Its own address, to which its forms are relative.
    pub path: String,
    /// The request.
    pub request: RequestCard,
    /// To answer what was asked.
    pub form: Form,
}

/// `/verification`.
#[derive(Template)]
#[template(path = "verification_queue.html")]
pub struct QueuePage {
    /// What surrounds it.
    pub page: Page,
    /// The other states.
    pub tabs: Vec<StateTab>,
    /// The requests in this state, the newest first.
    pub requests: Vec<RequestCard>,
    /// The neighbouring pages.
    pub pager: Pager,
}

/// The requests in one state.
pub struct StateTab {
    /// Where they are.
    pub path: String,
    /// The key of the state.
    pub label: &'static str,
    /// Whether it is this page.
    pub current: bool,
}

/// `/verification/{id}`.
#[derive(Template)]
#[template(path = "verification_request.html")]
pub struct RequestPage {
    /// What surrounds it.
    pub page: Page,
    /// Its own address, to which its forms are relative.
    pub path: String,
    /// Whether who looks made it: then somebody else decides.
    pub is_own: bool,
    /// The request.
    pub request: RequestCard,
    /// What can be done.
    pub forms: Forms,
}

/// What a verifier can do.
pub struct Forms {
    /// Vouch for it.
    pub approve: Form,
    /// Ask the member something.
    pub ask: Form,
    /// Turn it down.
    pub refuse: Form,
    /// Take back what was vouched for.
    pub revoke: Form,
}

impl Forms {
    /// Says in the form of `step` why it was refused.
    pub fn refuse(&mut self, step: &str, field: &str, words: String) {
        let form = match step {
            "approve" => &mut self.approve,
            "ask" => &mut self.ask,
            "revoke" => &mut self.revoke,
            _ => &mut self.refuse,
        };
        *form = form.clone().refuse(field, words);
    }
}

/// A request in words. Labels are keys.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the page that is there or not"
)]
pub struct RequestCard {
    /// Its id.
    pub id: VerificationRequestId,
    /// What is asked for.
    pub kind: &'static str,
    /// The handle of who asks.
    pub member: String,
    /// The handle of whom the credential is to be about.
    pub subject: String,
    /// Where it stands.
    pub state: &'static str,
    /// Whether it was not decided yet.
    pub is_open: bool,
    /// Whether the member is to answer.
    pub is_asked: bool,
    /// Whether it was approved.
    pub is_approved: bool,
    /// Whether its credential is there.
    pub has_credential: bool,
    /// What is stated of the claim, if anything is.
    pub assurance: Option<&'static str>,
    /// Whether the check digit does not fit.
    pub doubtful: bool,
    /// What is claimed.
    pub facts: Vec<Fact>,
    /// What was done.
    pub steps: Vec<StepRow>,
    /// What proves it.
    pub evidence: Vec<EvidenceRow>,
    /// When it was made.
    pub since: Timestamp,
}

/// Something that is claimed.
pub struct Fact {
    /// The key of what it is.
    pub label: &'static str,
    /// What it is.
    pub value: String,
}

/// Something that was done.
pub struct StepRow {
    /// The key of what.
    pub kind: &'static str,
    /// Who did it, where that is told.
    pub by: Option<String>,
    /// What was said to it; may be empty.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// A file that proves something.
pub struct EvidenceRow {
    /// Where verifiers read it.
    pub path: String,
    /// What kind of file it is.
    pub name: &'static str,
    /// Its size.
    pub kilobytes: i64,
    /// When it came.
    pub at: Timestamp,
}

/// What can be chosen when something is asked for.
pub struct Choices {
    /// The kinds of credentials.
    pub kinds: Vec<Choice>,
    /// The professions.
    pub professions: Vec<Choice>,
    /// The specialties.
    pub specialties: Vec<Choice>,
    /// The registers.
    pub registers: Vec<Choice>,
}

/// What was written when something was asked for.
#[derive(Default)]
pub struct Written<'a> {
    /// The jurisdiction.
    pub jurisdiction: &'a str,
    /// The number.
    pub number: &'a str,
    /// The handle of another account.
    pub account: &'a str,
}

/// The form that asks for verification.
#[must_use]
pub fn request_form(lang: Lang, choices: Choices, written: &Written) -> Form {
    let t = |key| lang.t(key);
    let none = |mut list: Vec<Choice>| {
        let selected = !list.iter().any(|choice| choice.selected);
        let label = t("verification-none-chosen").to_string();
        let value = String::new();
        list.insert(
            0,
            Choice {
                value,
                label,
                selected,
            },
        );
        Control::Select(list)
    };
    let form = Form::new(
        "verification",
        "/settings/verification",
        t("verification-submit"),
    );
    form.fields(vec![
        Field::new(
            "kind",
            t("verification-kind"),
            Control::Select(choices.kinds),
        ),
        Field::new(
            "profession",
            t("verification-profession"),
            none(choices.professions),
        ),
        Field::new(
            "specialty",
            t("verification-specialty"),
            none(choices.specialties),
        ),
        Field::text("jurisdiction", t("verification-jurisdiction"))
            .hint(t("verification-jurisdiction-hint"))
            .value(written.jurisdiction)
            .max_length(8),
        Field::new(
            "register",
            t("verification-register"),
            none(choices.registers),
        ),
        Field::text("number", t("verification-number"))
            .hint(t("verification-number-hint"))
            .value(written.number)
            .autocomplete("off")
            .max_length(60),
        file(lang),
        Field::text("account", t("verification-account"))
            .hint(t("verification-account-hint"))
            .value(written.account),
    ])
}

/// The form that answers a question.
#[must_use]
pub fn answer_form(lang: Lang, id: VerificationRequestId) -> Form {
    let action = format!("/settings/verification/{id}/answer");
    let answer = Field::new("answer", lang.t("verification-answer"), Control::TextArea);
    let submit = lang.t("verification-answer-submit");
    Form::new("answer", action, submit).fields(vec![answer.max_length(TEXT).required(), file(lang)])
}

fn file(lang: Lang) -> Field {
    let label = lang.t("verification-evidence");
    Field::new("evidence", label, Control::File(FILES)).hint(lang.t("verification-evidence-hint"))
}

/// The form that vouches for a request.
#[must_use]
pub fn approve_form(
    lang: Lang,
    id: VerificationRequestId,
    kinds: Vec<Choice>,
    assurances: Vec<Choice>,
) -> Form {
    let t = |key| lang.t(key);
    let action = format!("/verification/{id}/approve");
    Form::new("approve", action, t("verification-approve-submit")).fields(vec![
        Field::new("kind", t("verification-kind"), Control::Select(kinds)),
        Field::new(
            "assurance",
            t("verification-assurance"),
            Control::Select(assurances),
        )
        .hint(t("verification-assurance-hint")),
        Field::new(
            "valid_until",
            t("verification-valid-until"),
            Control::Input("date"),
        )
        .hint(t("verification-valid-until-hint")),
    ])
}

/// The form that asks the member something.
#[must_use]
pub fn ask_form(lang: Lang, id: VerificationRequestId) -> Form {
    let action = format!("/verification/{id}/ask");
    let question = Field::new(
        "question",
        lang.t("verification-question"),
        Control::TextArea,
    );
    Form::new("ask", action, lang.t("verification-ask-submit"))
        .fields(vec![question.max_length(TEXT).required()])
}

/// The form that turns a request down.
#[must_use]
pub fn refuse_form(lang: Lang, id: VerificationRequestId) -> Form {
    let action = format!("/verification/{id}/refuse");
    let form = Form::new("refuse", action, lang.t("verification-refuse-submit"));
    form.destructive().fields(vec![reason(lang)])
}

/// The form that takes back what was vouched for.
#[must_use]
pub fn revoke_form(lang: Lang, id: VerificationRequestId) -> Form {
    let action = format!("/verification/{id}/revoke");
    let form = Form::new("revoke", action, lang.t("verification-revoke-submit"));
    form.destructive().fields(vec![reason(lang)])
}

fn reason(lang: Lang) -> Field {
    Field::new("reason", lang.t("verification-reason"), Control::TextArea)
        .hint(lang.t("verification-reason-hint"))
        .max_length(TEXT)
        .required()
}
