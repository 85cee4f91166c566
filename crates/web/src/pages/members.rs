//! The list of an association's members, for administrators: `/moderation/members`.

use askama::Template;
use domain::clock::Timestamp;
use domain::member_list::{Column, Confirmed, Counts, Import, MemberOutcome, Plan, PlannedLine};

use crate::i18n::Lang;
use crate::member_list::{outcome_words, words_of};
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;

/// Lines that are shown of a list; the file of its report has all of them.
const SHOWN: usize = 500;

/// `/moderation/members`.
#[derive(Template)]
#[template(path = "moderation_members.html")]
pub struct MembersPage {
    /// What surrounds it.
    pub page: Page,
    /// To bring a list.
    pub form: Form,
    /// The lists that were confirmed lately.
    pub imports: Vec<ImportLink>,
}

impl MembersPage {
    /// The columns, as the first line of a list names them.
    #[must_use]
    pub fn columns(&self) -> [&'static str; 10] {
        Column::ALL.map(Column::as_str)
    }
}

/// A list that was brought.
#[derive(Clone, Debug)]
pub struct ImportLink {
    /// Its report.
    pub path: String,
    /// When it was brought.
    pub created_at: Timestamp,
}

/// The form that brings a list.
#[must_use]
pub fn new_form(lang: Lang, ends_missing: bool) -> Form {
    let missing = [
        ("keep", "members-missing-keep", !ends_missing),
        ("end", "members-missing-end", ends_missing),
    ];
    let missing = missing.map(|(value, key, selected)| Choice {
        value: value.to_owned(),
        label: lang.t(key).to_string(),
        selected,
    });
    let file = Control::File(".csv,.txt,text/csv");
    Form::new("members", "/moderation/members", lang.t("members-look")).fields(vec![
        Field::new("file", lang.t("members-file"), file)
            .hint(lang.t("members-file-hint"))
            .required(),
        Field::new(
            "missing",
            lang.t("members-missing"),
            Control::Select(missing.to_vec()),
        ),
    ])
}

/// `/moderation/members/{id}`: what would come of a list, how far it is, or what came of it.
#[derive(Template)]
#[template(path = "moderation_member_import.html")]
pub struct MemberImportPage {
    /// What surrounds it.
    pub page: Page,
    /// Its own address.
    pub path: String,
    /// When it was brought.
    pub created_at: Timestamp,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// Whether it is done.
    pub finished: bool,
    /// Lines of which nothing more is to be done.
    pub done: u64,
    /// All of its lines.
    pub total: u64,
    /// What it comes to: outcomes, and how many lines have each.
    pub counts: Vec<(String, u64)>,
    /// Columns that are not known.
    pub unknown: Vec<String>,
    /// Memberships that end, of how many, if any do.
    pub ending: Option<(String, String)>,
    /// The first lines, those that are refused before all others.
    pub lines: Vec<LineRow>,
    /// How many lines are shown, when those are not all.
    pub shown: Option<String>,
    /// To confirm it.
    pub form: Form,
}

/// A line.
#[derive(Clone, Debug)]
pub struct LineRow {
    /// Its number in the file; nothing for somebody who is missing in it.
    pub number: Option<i64>,
    /// The address.
    pub who: String,
    /// What comes of it, in a word.
    pub outcome: String,
    /// Whether it cannot be taken.
    pub refused: bool,
    /// The same in full.
    pub words: String,
}

impl MemberImportPage {
    /// The page of a list; `agreed` is what the form has ticked.
    #[must_use]
    pub fn new(page: Page, import: &Import, plan: &Plan, agreed: Confirmed) -> Self {
        let lang = page.lang;
        let path = format!("/moderation/members/{}", import.id);
        let mut order: Vec<&PlannedLine> = plan.lines.iter().collect();
        order.sort_by_key(|line| rank(line.report.outcome));
        let lines = order.iter().take(SHOWN).map(|line| row(lang, line));
        let total = u64::try_from(plan.lines.len()).unwrap_or(u64::MAX);
        Self {
            form: confirm_form(lang, &path, plan, agreed),
            path,
            created_at: import.created_at,
            confirmed: import.started_at.is_some(),
            finished: import.finished_at.is_some(),
            done: total.saturating_sub(import.waiting),
            total,
            counts: counted(lang, import.counts),
            unknown: import.unknown.clone(),
            // Of those that stood before; once it is begun nobody knows how many these were.
            ending: (plan.ending > 0 && import.started_at.is_none())
                .then(|| (plan.ending.to_string(), plan.standing.to_string())),
            lines: lines.collect(),
            shown: (plan.lines.len() > SHOWN).then(|| SHOWN.to_string()),
            page,
        }
    }
}

/// What is to be looked at stands first.
fn rank(outcome: MemberOutcome) -> u8 {
    match outcome {
        MemberOutcome::Refused => 0,
        MemberOutcome::Skipped => 1,
        MemberOutcome::Created => 2,
        MemberOutcome::Updated => 3,
        MemberOutcome::Unchanged => 4,
    }
}

fn row(lang: Lang, line: &PlannedLine) -> LineRow {
    let outcome = line.report.outcome;
    LineRow {
        number: line.line,
        who: line.who.clone(),
        outcome: outcome_words(lang, outcome),
        refused: outcome == MemberOutcome::Refused,
        words: words_of(lang, line),
    }
}

fn counted(lang: Lang, counts: Counts) -> Vec<(String, u64)> {
    let counts = [
        (MemberOutcome::Refused, counts.refused),
        (MemberOutcome::Skipped, counts.skipped),
        (MemberOutcome::Created, counts.created),
        (MemberOutcome::Updated, counts.updated),
        (MemberOutcome::Unchanged, counts.unchanged),
    ];
    let counts = counts.map(|(outcome, count)| (outcome_words(lang, outcome), count));
    counts.to_vec()
}

/// The form that confirms a list: each box is there when there is something to agree to.
#[must_use]
pub fn confirm_form(lang: Lang, path: &str, plan: &Plan, agreed: Confirmed) -> Form {
    let mut fields = Vec::new();
    if plan.counts.refused > 0 {
        let label = lang.t("members-without-refused");
        fields.push(Field::checkbox(
            "without_refused",
            label,
            agreed.without_refused,
        ));
    }
    if plan.ends_most() {
        let label = lang.t("members-ending-most");
        fields.push(Field::checkbox("ending_most", label, agreed.ending_most));
    }
    let action = format!("{path}/confirm");
    Form::new("confirm", action, lang.t("members-confirm")).fields(fields)
}
