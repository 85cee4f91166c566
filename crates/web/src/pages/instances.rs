//! Other servers, for administrators: `/moderation/instances`.

use askama::Template;
use domain::domain_note::LENGTH;

use crate::i18n::Lang;
use crate::pages::form::{Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::view::Pager;

/// `/moderation/instances`.
#[derive(Template)]
#[template(path = "moderation_instances.html")]
pub struct InstancesPage {
    /// What surrounds it.
    pub page: Page,
    /// Whether only those are shown that failed when they were last spoken to.
    pub failing: bool,
    /// The servers in the order of their names.
    pub instances: Vec<InstanceRow>,
    /// The neighbouring pages.
    pub pager: Pager,
}

/// A server in the list.
#[derive(Clone, Debug)]
pub struct InstanceRow {
    /// Its name as people read it.
    pub name: String,
    /// Its page.
    pub path: String,
    /// The key of how it is limited.
    pub limit: Option<&'static str>,
    /// Whether it is sent to.
    pub breaker: String,
    /// Why the last attempt failed; in English.
    pub trouble: Option<String>,
    /// What waits for it.
    pub backlog: String,
}

/// `/moderation/instances/{host}`.
#[derive(Template)]
#[template(path = "moderation_instance.html")]
pub struct InstancePage {
    /// What surrounds it.
    pub page: Page,
    /// Its name as people read it.
    pub name: String,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// To write a note.
    pub note: Form,
}

/// A line of what is known of a server.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The key of what it is.
    pub what: &'static str,
    /// What is known.
    pub value: String,
}

/// The form that writes the note about a server.
#[must_use]
pub fn note_form(lang: Lang, path: &str, text: &str) -> Form {
    let action = format!("{path}/note");
    Form::new("note", action, lang.t("instance-note-submit")).fields(vec![
        Field::new("private_note", lang.t("instance-note"), Control::TextArea)
            .value(text)
            .hint(lang.t("instance-note-hint"))
            .max_length(LENGTH),
    ])
}
