//! Directories of people, for administrators: `/moderation/scim`.

use askama::Template;
use domain::clock::Timestamp;
use domain::scim::directory::NAME;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;

/// `/moderation/scim`.
#[derive(Template)]
#[template(path = "moderation_scim.html")]
pub struct ScimPage {
    /// What surrounds it.
    pub page: Page,
    /// The directories, by name.
    pub directories: Vec<DirectoryRow>,
    /// To make a token.
    pub connect: Form,
    /// To do by hand what a directory does.
    pub people: Form,
}

/// A directory in the list.
#[derive(Clone, Debug)]
pub struct DirectoryRow {
    /// What it is called here.
    pub name: String,
    /// Whether it has a token.
    pub is_open: bool,
    /// Since when it is known.
    pub since: Timestamp,
    /// When it last came.
    pub used: Option<Timestamp>,
}

/// A token that was just made, which is shown once.
#[derive(Template)]
#[template(path = "moderation_scim_token.html")]
pub struct TokenPage {
    /// What surrounds it.
    pub page: Page,
    /// The directory's name.
    pub name: String,
    /// Where the directory comes to.
    pub address: String,
    /// What it shows there.
    pub token: String,
}

/// The form that connects a directory.
#[must_use]
pub fn connect_form(lang: Lang) -> Form {
    let name = Field::text("name", lang.t("scim-name"))
        .hint(lang.t("scim-name-hint"))
        .max_length(NAME)
        .required();
    Form::new("connect", "/moderation/scim", lang.t("scim-connect")).fields(vec![name])
}

/// The form that closes a login as a directory does, or opens it again.
#[must_use]
pub fn people_form(lang: Lang) -> Form {
    let choice = |value: &str, key| Choice {
        value: value.to_owned(),
        label: lang.t(key).to_string(),
        selected: false,
    };
    let steps = vec![choice("close", "scim-close"), choice("open", "scim-open")];
    Form::new(
        "people",
        "/moderation/scim/people",
        lang.t("scim-people-submit"),
    )
    .fields(vec![
        Field::text("name", lang.t("field-username")).required(),
        Field::new("step", lang.t("scim-step"), Control::Select(steps)),
    ])
}
