//! What members change about themselves: `/settings/profile` and `/settings/account`.

use askama::Template;
use domain::config::Limits;
use domain::profile;
use domain::text::clean;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::proving::Proving;

/// The pages of `/settings/`: path and key of the label.
pub const TABS: &[(&str, &str)] = &[
    ("profile", "settings-profile"),
    ("preferences", "settings-preferences"),
    ("privacy", "settings-privacy"),
    ("notifications", "settings-notifications"),
    ("verification", "settings-verification"),
    ("credentials", "settings-credentials"),
    ("account", "settings-account"),
    ("two-factor", "settings-two-factor"),
    ("sessions", "settings-sessions"),
    ("pseudonyms", "settings-pseudonyms"),
    ("logins", "settings-logins"),
    ("migration", "settings-migration"),
    ("export", "settings-export"),
    ("import", "settings-import"),
];

/// The pictures that are taken.
const PICTURES: &str = "image/png,image/jpeg,image/gif,image/webp";

/// A page of `/settings/` that is one form.
#[derive(Template)]
#[template(path = "settings_form.html")]
pub struct FormPage {
    /// What surrounds it.
    pub page: Page,
    /// Which of [`TABS`] it is.
    pub tab: &'static str,
    /// What is to be set.
    pub form: Form,
}

/// `/settings/account`: what only the member sees.
#[derive(Template)]
#[template(path = "settings_account.html")]
pub struct AccountSettingsPage {
    /// What surrounds it.
    pub page: Page,
    /// The address that mail goes to now.
    pub email: String,
    /// A new address that waits to be confirmed.
    pub unconfirmed_email: Option<String>,
    /// How they show that it is them.
    pub proving: Proving,
    /// To change the address.
    pub email_form: Form,
    /// To change the password.
    pub password_form: Form,
    /// To delete the account.
    pub delete_form: Form,
}

/// Which pictures there are to be removed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pictures {
    /// A profile picture.
    pub avatar: bool,
    /// A banner.
    pub header: bool,
}

/// What a profile holds now, for the form.
#[derive(Clone, Debug, Default)]
pub struct ProfileValues {
    /// Display name.
    pub name: String,
    /// What they say about themselves, as written.
    pub note: String,
    /// Which pictures there are.
    pub pictures: Pictures,
    /// Account kinds, their own marked.
    pub kinds: Vec<Choice>,
    /// Professions, their own marked.
    pub professions: Vec<Choice>,
    /// Specialties, their own marked.
    pub specialties: Vec<Choice>,
    /// Where they work.
    pub workplace: String,
    /// ISO 3166-2 code.
    pub region: String,
    /// BCP 47 tags, separated by commas.
    pub languages: String,
    /// For whom they speak and what they gain.
    pub interests: String,
    /// Title and content of the free fields.
    pub fields: Vec<(String, String)>,
}

/// Names of a free field in the request: of its title and of its content. The first one is number 1.
#[must_use]
pub fn free_field_names(number: usize) -> (String, String) {
    (
        format!("field_{number}_name"),
        format!("field_{number}_value"),
    )
}

/// The form of `/settings/profile`, with as many free fields as the operator allows.
#[must_use]
pub fn profile_form(lang: Lang, limits: &Limits, values: ProfileValues) -> Form {
    let t = |key| lang.t(key);
    let hint = |key| Some(lang.t(key).to_string());
    let free = free_fields(lang, limits, &values.fields);
    let appearance = appearance(lang, limits, &values);
    Form::new("profile", "/settings/profile", t("settings-save"))
        .section(t("settings-appearance"), None, appearance)
        .section(
            t("professional-title"),
            hint("settings-professional-hint"),
            vec![
                Field::new(
                    "account_kind",
                    t("field-kind"),
                    Control::Select(values.kinds),
                ),
                Field::new(
                    "profession",
                    t("professional-profession"),
                    Control::Select(values.professions),
                ),
                Field::new(
                    "specialties",
                    t("professional-specialties"),
                    Control::Choices(values.specialties),
                ),
                Field::text("workplace", t("professional-workplace"))
                    .value(&values.workplace)
                    .autocomplete("organization")
                    .max_length(profile::WORKPLACE),
                Field::text("region", t("professional-region"))
                    .value(&values.region)
                    .hint(t("field-region-hint")),
                Field::text("languages", t("professional-languages"))
                    .value(&values.languages)
                    .hint(t("field-languages-hint")),
                Field::text("interests", t("professional-interests"))
                    .value(&values.interests)
                    .hint(t("field-interests-hint"))
                    .max_length(profile::INTERESTS),
            ],
        )
        .section(t("settings-fields"), hint("settings-fields-hint"), free)
}

/// Name, words and pictures; what is there can be removed.
fn appearance(lang: Lang, limits: &Limits, values: &ProfileValues) -> Vec<Field> {
    let t = |key| lang.t(key);
    let picture = |name: &'static str, label, hint| {
        Field::new(name, t(label), Control::File(PICTURES)).hint(t(hint))
    };
    let remove = |there: bool, name: &'static str, label| {
        there.then(|| Field::checkbox(name, t(label), false))
    };
    let mut fields = vec![
        Field::text("display_name", t("field-name"))
            .value(&values.name)
            .autocomplete("name")
            .max_length(clean::DISPLAY_NAME),
        Field::new("note", t("field-note"), Control::TextArea)
            .value(&values.note)
            .max_length(limits.note_characters),
    ];
    fields.push(picture("avatar", "field-avatar", "field-avatar-hint"));
    let there = values.pictures;
    fields.extend(remove(there.avatar, "remove_avatar", "field-remove-avatar"));
    fields.push(picture("header", "field-header", "field-header-hint"));
    fields.extend(remove(there.header, "remove_header", "field-remove-header"));
    fields
}

fn free_fields(lang: Lang, limits: &Limits, values: &[(String, String)]) -> Vec<Field> {
    let none = (String::new(), String::new());
    let numbers = 1..=limits.fields;
    let field = |number: usize| {
        let (name, content) = free_field_names(number);
        let values = values.get(number - 1).unwrap_or(&none);
        let count = u64::try_from(number).unwrap_or_default();
        [
            Field::text(name, lang.t("field-free-name").count(&count))
                .value(&values.0)
                .max_length(clean::PROFILE_FIELD),
            Field::text(content, lang.t("field-free-value").count(&count))
                .value(&values.1)
                .max_length(clean::PROFILE_FIELD),
        ]
    };
    numbers.flat_map(field).collect()
}

/// To change the address that mail goes to.
#[must_use]
pub fn email_form(lang: Lang, proving: &Proving) -> Form {
    let email = Field::email("email", lang.t("field-new-email"));
    Form::new("email", "/settings/email", lang.t("settings-email-submit"))
        .fields(proving.after(lang, vec![email]))
}

/// To change the password, or to choose the first one.
#[must_use]
pub fn password_form(lang: Lang, proving: &Proving) -> Form {
    let password = Field::password("password", lang.t("field-new-password"), "new-password");
    let new = password.hint(lang.t("field-password-hint"));
    let submit = lang.t("settings-password-submit");
    let fields = proving.field(lang).into_iter().chain([new]);
    Form::new("password", "/settings/password", submit).fields(fields.collect())
}

/// To delete the account.
#[must_use]
pub fn delete_form(lang: Lang, proving: &Proving) -> Form {
    let confirm = Field::checkbox("confirm", lang.t("settings-delete-confirm"), false).required();
    let fields = proving.field(lang).into_iter().chain([confirm]);
    Form::new(
        "delete",
        "/settings/delete",
        lang.t("settings-delete-submit"),
    )
    .destructive()
    .fields(fields.collect())
}
