//! `/settings/logins`: through which providers a member logs in.

use askama::Template;
use domain::Timestamp;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::proving::Proving;

/// `/settings/logins`.
#[derive(Template)]
#[template(path = "settings_logins.html")]
pub struct LoginsPage {
    /// What surrounds it.
    pub page: Page,
    /// Through which they log in.
    pub linked: Vec<LoginRow>,
    /// To log in through another.
    pub link: Option<Form>,
    /// To log in through one no longer; absent from the last way to log in.
    pub unlink: Option<Form>,
    /// How they show that it is them.
    pub proving: Proving,
    /// Whether there is anything to log in through.
    pub has_providers: bool,
    /// Why nothing was changed.
    pub problem: Option<String>,
}

/// A provider through which somebody logs in.
#[derive(Clone, Debug)]
pub struct LoginRow {
    /// Its name in the configuration.
    pub provider: String,
    /// What people know it by.
    pub label: String,
    /// Since when.
    pub since: Timestamp,
    /// The last time.
    pub last_used: Timestamp,
}

/// The form that links one of `open`: name and label of each.
#[must_use]
pub fn link_form(lang: Lang, open: &[(String, String)], proving: &Proving) -> Form {
    let choices = open.iter().map(|(name, label)| choice(name, label));
    let form = Form::new("link", "/settings/logins/link", lang.t("logins-link"));
    form.fields(fields(lang, choices.collect(), proving))
}

/// The form that unlinks one of `linked`.
#[must_use]
pub fn unlink_form(lang: Lang, linked: &[LoginRow], proving: &Proving) -> Form {
    let choices = linked.iter().map(|row| choice(&row.provider, &row.label));
    let form = Form::new("unlink", "/settings/logins/unlink", lang.t("logins-unlink"));
    form.fields(fields(lang, choices.collect(), proving))
        .destructive()
}

fn choice(name: &str, label: &str) -> Choice {
    Choice {
        value: name.to_owned(),
        label: label.to_owned(),
        selected: false,
    }
}

fn fields(lang: Lang, choices: Vec<Choice>, proving: &Proving) -> Vec<Field> {
    let provider = Field::new(
        "provider",
        lang.t("logins-provider"),
        Control::Select(choices),
    );
    proving.after(lang, vec![provider])
}
