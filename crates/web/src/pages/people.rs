//! Who has duties, for administrators: `/moderation/people`.

use askama::Template;
use domain::kinds::UserRole;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;

/// What can be given and taken, and the key of its words.
const CHOICES: [(&str, &str); 5] = [
    ("moderator", "role-moderator"),
    ("admin", "role-admin"),
    ("member", "role-none"),
    ("verifier", "role-verifier"),
    ("no-verifier", "role-no-verifier"),
];

/// `/moderation/people`.
#[derive(Template)]
#[template(path = "moderation_people.html")]
pub struct PeoplePage {
    /// What surrounds it.
    pub page: Page,
    /// Those with duties, by name.
    pub people: Vec<PersonRow>,
    /// To give and take roles.
    pub form: Form,
}

/// Somebody with duties.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Their profile.
    pub path: String,
    /// Their name.
    pub username: String,
    /// The key of their rank.
    pub role: &'static str,
    /// Whether they verify professionals.
    pub is_verifier: bool,
    /// Whether their log-in asks for a second factor.
    pub has_second_factor: bool,
}

/// The key of the words for a rank.
#[must_use]
pub fn rank_key(role: UserRole) -> &'static str {
    match role {
        UserRole::Member => "role-member",
        UserRole::Moderator => "role-moderator",
        UserRole::Admin => "role-admin",
    }
}

/// The form that gives and takes roles.
#[must_use]
pub fn role_form(lang: Lang, name: &str) -> Form {
    let t = |key| lang.t(key);
    let choices = CHOICES.iter().map(|(value, key)| Choice {
        value: (*value).to_owned(),
        label: t(key).to_string(),
        selected: false,
    });
    let which = Control::Select(choices.collect());
    Form::new("role", "/moderation/people", t("people-submit")).fields(vec![
        Field::text("name", t("field-username"))
            .value(name)
            .max_length(60)
            .required(),
        Field::new("role", t("people-role"), which).hint(t("people-role-hint")),
    ])
}
