//! The queue of moderators: `/moderation/sign-ups` and `/moderation/reports`.

use askama::Template;
use domain::clock::Timestamp;
use domain::id::{AccountId, ReportId};
use domain::report;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::status::StatusCard;
use crate::pages::view::{AccountCard, Pager};

/// Characters of what is said to the owner of an account.
const TEXT: usize = 2000;

/// `/moderation/sign-ups`.
#[derive(Template)]
#[template(path = "moderation_sign_ups.html")]
pub struct SignUpsPage {
    /// What surrounds it.
    pub page: Page,
    /// Who waits, the newest first.
    pub applicants: Vec<Applicant>,
    /// The neighbouring pages.
    pub pager: Pager,
}

/// Someone who asks to join.
#[derive(Clone, Debug)]
pub struct Applicant {
    /// Their account.
    pub id: AccountId,
    /// The name that they chose.
    pub username: String,
    /// Their address.
    pub email: String,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// Why they want to join, in their words.
    pub reason: String,
    /// When they asked.
    pub since: Timestamp,
}

/// `/moderation/reports`.
#[derive(Template)]
#[template(path = "moderation_reports.html")]
pub struct ReportsPage {
    /// What surrounds it.
    pub page: Page,
    /// Whether those are shown that were settled.
    pub resolved: bool,
    /// The reports, the newest first.
    pub reports: Vec<ReportRow>,
    /// The neighbouring pages.
    pub pager: Pager,
}

/// A report in the list.
#[derive(Clone, Debug)]
pub struct ReportRow {
    /// Its page.
    pub path: String,
    /// The handle of the account that was reported.
    pub target: String,
    /// The key of what it is about.
    pub category: &'static str,
    /// The beginning of what the reporter says; may be empty.
    pub comment: String,
    /// Who looks after it.
    pub assigned: Option<String>,
    /// When it was made.
    pub since: Timestamp,
}

/// `/moderation/reports/{id}`.
#[derive(Template)]
#[template(path = "moderation_report.html")]
pub struct ReportPage {
    /// What surrounds it.
    pub page: Page,
    /// Its own address, to which its forms are relative.
    pub path: String,
    /// The account that was reported; absent when it is gone.
    pub target: Option<AccountCard>,
    /// Keys of what was decided about it before.
    pub target_facts: Vec<&'static str>,
    /// The handle of who reports.
    pub by: String,
    /// The key of what it is about.
    pub category: &'static str,
    /// What the reporter says; may be empty.
    pub comment: String,
    /// The rules that were broken.
    pub rules: Vec<String>,
    /// Whether the account's own server was told.
    pub forwarded: bool,
    /// When it was made.
    pub since: Timestamp,
    /// Who looks after it.
    pub assigned: Option<String>,
    /// Whether that is who looks.
    pub assigned_here: bool,
    /// Who settled it.
    pub resolved: Option<String>,
    /// The posts that are reported and still there.
    pub statuses: Vec<StatusCard>,
    /// What moderators wrote about it, the oldest first.
    pub notes: Vec<Note>,
    /// To add a note.
    pub note: Form,
    /// To decide on the account.
    pub act: Form,
}

/// What a moderator wrote to the others.
#[derive(Clone, Debug)]
pub struct Note {
    /// Who.
    pub by: String,
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// The key of the words for a category of the API.
#[must_use]
pub fn category_key(category: &str) -> &'static str {
    match category {
        "spam" => "report-spam",
        "legal" => "report-legal",
        "violation" => "report-violation",
        _ => "report-other",
    }
}

/// The form that adds a note to a report.
#[must_use]
pub fn note_form(lang: Lang, id: ReportId) -> Form {
    let action = format!("/moderation/reports/{id}/note");
    Form::new("note", action, lang.t("report-note-submit")).fields(vec![
        Field::new("note", lang.t("report-note"), Control::TextArea)
            .hint(lang.t("report-note-hint"))
            .max_length(report::NOTE)
            .required(),
    ])
}

/// The form that decides on the account of a report.
#[must_use]
pub fn act_form(lang: Lang, id: ReportId, actions: Vec<Choice>) -> Form {
    let t = |key| lang.t(key);
    let action = format!("/moderation/reports/{id}/act");
    let form = Form::new("act", action, t("act-submit")).destructive();
    form.fields(vec![
        Field::new("action", t("act-action"), Control::Select(actions)).hint(t("act-hint")),
        Field::new("text", t("act-text"), Control::TextArea)
            .hint(t("act-text-hint"))
            .max_length(TEXT),
        Field::checkbox("notify", t("act-notify"), true),
    ])
}
