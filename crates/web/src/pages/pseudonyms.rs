//! Pseudonyms: `/settings/pseudonyms` for members, `/moderation/pseudonyms` for administrators.

use askama::Template;
use domain::clock::Timestamp;
use domain::id::{AccountId, DisclosureId};
use domain::pseudonym::disclosure::{REASONS, Reason};
use domain::text::clean;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::view::Pager;

/// `/settings/pseudonyms`.
#[derive(Template)]
#[template(path = "settings_pseudonyms.html")]
pub struct PseudonymsPage {
    /// What surrounds it.
    pub page: Page,
    /// How many a member may have; 0 where there are none.
    pub most: u32,
    /// Whether the member's profession is verified.
    pub verified: bool,
    /// The member's own.
    pub pseudonyms: Vec<PseudonymRow>,
    /// To make one more, where that is allowed.
    pub form: Option<Form>,
    /// What administrators learnt, the newest first.
    pub told: Vec<Told>,
}

/// A pseudonym of the member who looks.
#[derive(Clone, Debug)]
pub struct PseudonymRow {
    /// Its account.
    pub id: AccountId,
    /// Its page.
    pub path: String,
    /// Its username.
    pub name: String,
    /// Whether this browser acts as it.
    pub here: bool,
}

/// That two administrators learnt whose a pseudonym is.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its username.
    pub name: String,
    /// The key of why.
    pub reason: &'static str,
    /// When.
    pub at: Timestamp,
}

/// `/moderation/pseudonyms`.
#[derive(Template)]
#[template(path = "moderation_pseudonyms.html")]
pub struct DisclosuresPage {
    /// What surrounds it.
    pub page: Page,
    /// To ask about a pseudonym.
    pub form: Form,
    /// What was asked, the newest first.
    pub disclosures: Vec<DisclosureRow>,
    /// The neighbouring pages.
    pub pager: Pager,
}

/// What an administrator asked about a pseudonym.
#[derive(Clone, Debug)]
pub struct DisclosureRow {
    /// Which.
    pub id: DisclosureId,
    /// The pseudonym's username.
    pub name: String,
    /// The key of why.
    pub reason: &'static str,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Timestamp,
    /// Who agreed.
    pub agreed_by: Option<String>,
    /// Until when somebody may agree or, after that, the answer is shown.
    pub ends_at: Timestamp,
    /// Whether who looks may agree.
    pub waits: bool,
    /// Whose pseudonym it is, for the two alone.
    pub member: Option<String>,
}

/// The key of the words for a reason.
#[must_use]
pub fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::PatientPrivacy => "disclosure-patient-privacy",
        Reason::Danger => "disclosure-danger",
        Reason::LegalOrder => "disclosure-legal-order",
        Reason::Misconduct => "disclosure-misconduct",
    }
}

/// To make a pseudonym.
#[must_use]
pub fn pseudonym_form(lang: Lang, username: &str, display_name: &str) -> Form {
    let t = |key| lang.t(key);
    let form = Form::new("pseudonym", "/settings/pseudonyms", t("pseudonyms-submit"));
    form.fields(vec![
        Field::text("username", t("field-username"))
            .value(username)
            .hint(t("pseudonyms-username-hint"))
            .max_length(30)
            .required(),
        Field::text("display_name", t("field-name"))
            .value(display_name)
            .max_length(clean::DISPLAY_NAME),
    ])
}

/// To ask who stands behind a pseudonym.
#[must_use]
pub fn disclosure_form(lang: Lang, handle: &str) -> Form {
    let t = |key| lang.t(key);
    let reason = |reason: &Reason| Choice {
        value: reason.as_str().to_owned(),
        label: t(reason_key(*reason)).to_string(),
        selected: false,
    };
    let form = Form::new(
        "disclosure",
        "/moderation/pseudonyms",
        t("disclosures-submit"),
    );
    form.destructive().fields(vec![
        Field::text("handle", t("field-handle"))
            .value(handle)
            .required(),
        Field::new(
            "reason",
            t("disclosures-reason"),
            Control::Select(REASONS.iter().map(reason).collect()),
        ),
    ])
}
