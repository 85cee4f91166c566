//! What members take along and bring: `/settings/export` and `/settings/import`.

use askama::Template;
use domain::clock::Timestamp;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;

/// `/settings/export`.
#[derive(Template)]
#[template(path = "settings_export.html")]
pub struct ExportPage {
    /// What surrounds it.
    pub page: Page,
    /// The files.
    pub files: Vec<ExportFile>,
}

/// A file to take along.
#[derive(Clone, Debug)]
pub struct ExportFile {
    /// The key of what it holds.
    pub label: &'static str,
    /// Its lines, without a heading.
    pub count: u64,
    /// Its name.
    pub name: &'static str,
}

/// `/settings/import`.
#[derive(Template)]
#[template(path = "settings_import.html")]
pub struct ImportPage {
    /// What surrounds it.
    pub page: Page,
    /// To bring a file.
    pub form: Form,
    /// The lines for which a file was refused.
    pub problems: Vec<LineProblem>,
    /// The files that were brought lately.
    pub imports: Vec<ImportSummary>,
}

/// `/settings/import/{id}`: how far a file is, and what was not done.
#[derive(Template)]
#[template(path = "settings_import_report.html")]
pub struct ImportReportPage {
    /// What surrounds it.
    pub page: Page,
    /// The file.
    pub import: ImportSummary,
    /// Its first lines that were not done.
    pub problems: Vec<LineProblem>,
}

/// A file and how far it is.
#[derive(Clone, Debug)]
pub struct ImportSummary {
    /// Its report.
    pub path: String,
    /// The key of what it holds.
    pub label: &'static str,
    /// Whether it replaced what was there.
    pub overwrite: bool,
    /// When it was brought.
    pub created_at: Timestamp,
    /// Whether it is done.
    pub finished: bool,
    /// Its lines.
    pub total: u64,
    /// Lines that are done.
    pub done: u64,
    /// Lines that were not.
    pub failed: u64,
}

impl ImportSummary {
    /// Lines that nothing more is done about.
    #[must_use]
    pub fn settled(&self) -> u64 {
        self.done + self.failed
    }
}

/// A line that was not done.
#[derive(Clone, Debug)]
pub struct LineProblem {
    /// Its number in the file.
    pub number: i64,
    /// What stands there.
    pub text: String,
    /// Why, and what helps, in the language of the page.
    pub reason: String,
}

/// The form of `/settings/import`.
#[must_use]
pub fn import_form(lang: Lang, kinds: Vec<Choice>, modes: Vec<Choice>) -> Form {
    let t = |key| lang.t(key);
    let form = Form::new("import", "/settings/import", t("import-submit"));
    form.fields(vec![
        Field::new("kind", t("import-kind"), Control::Select(kinds)),
        Field::new("file", t("import-file"), Control::File(".csv,text/csv"))
            .hint(t("import-file-hint"))
            .required(),
        Field::new("mode", t("import-mode"), Control::Select(modes)).hint(t("import-mode-hint")),
    ])
}
