//! Lists of people who are no members yet, for administrators: `/moderation/directory`.

use askama::Template;

use crate::i18n::Lang;
use crate::pages::form::{Control, Field, Form};
use crate::pages::layout::Page;

/// What browsers offer to choose.
const FILES: &str = ".json,.ndjson,application/fhir+json,application/json,application/x-ndjson";

/// `/moderation/directory`.
#[derive(Template)]
#[template(path = "moderation_directory.html")]
pub struct DirectoriesPage {
    /// What surrounds it.
    pub page: Page,
    /// What became of the file that was just sent.
    pub report: Option<ReportCard>,
    /// The lists.
    pub sources: Vec<SourceRow>,
    /// To take a file over.
    pub form: Form,
}

/// A list.
#[derive(Clone, Debug)]
pub struct SourceRow {
    /// Its name.
    pub name: String,
    /// How many of it are here.
    pub total: i64,
    /// How many of these are members by now.
    pub claimed: i64,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub struct ReportCard {
    /// Whether it was done, and not only looked at.
    pub applied: bool,
    /// How many resources came to what, by the key of that.
    pub counts: Vec<(&'static str, usize)>,
    /// Those that need a look, and then others.
    pub rows: Vec<ResourceRow>,
    /// How many are not shown.
    pub more: u64,
}

/// What became of a resource.
#[derive(Clone, Debug)]
pub struct ResourceRow {
    /// Where it stands.
    pub place: String,
    /// Type and id.
    pub about: String,
    /// The key of what became of it.
    pub outcome: &'static str,
    /// What is said of its fields, in the language of the page.
    pub remarks: Vec<String>,
}

/// The form that takes a file over.
#[must_use]
pub fn new_form(lang: Lang, source: &str, dry_run: bool) -> Form {
    let t = |key| lang.t(key);
    Form::new(
        "directory",
        "/moderation/directory",
        t("directories-submit"),
    )
    .fields(vec![
        Field::text("source", t("directories-source"))
            .value(source)
            .hint(t("directories-source-hint"))
            .max_length(40)
            .required(),
        Field::new("file", t("directories-file"), Control::File(FILES)).required(),
        Field::checkbox("dry_run", t("directories-dry-run"), dry_run),
    ])
}
