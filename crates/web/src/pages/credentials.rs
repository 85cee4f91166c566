//! `/settings/credentials`: what is vouched for about a member.

use askama::Template;
use domain::clock::Timestamp;
use domain::id::CredentialId;

use crate::i18n::Lang;
use crate::pages::form::{Control, Field, Form};
use crate::pages::layout::Page;

/// `/settings/credentials`.
#[derive(Template)]
#[template(path = "settings_credentials.html")]
pub struct CredentialsPage {
    /// What surrounds it.
    pub page: Page,
    /// What is vouched for, the newest first, and then what nobody can believe.
    pub credentials: Vec<CredentialRow>,
    /// To show another one.
    pub form: Form,
}

/// A credential about the member.
#[derive(Clone, Debug)]
pub struct CredentialRow {
    /// Which; `None` for what was never believed.
    pub id: Option<CredentialId>,
    /// For what, such as "Dermatology"; the address of what was never believed.
    pub label: String,
    /// Who vouches.
    pub issuer: Option<String>,
    /// How it stands; the verifier's reason when it does not.
    pub state: String,
    /// When it ends, while it stands.
    pub until: Option<Timestamp>,
    /// Where its issuer says so.
    pub page: Option<String>,
}

/// To show what another issuer gave.
#[must_use]
pub fn add_form(lang: Lang, url: &str) -> Form {
    let address = Field::new("url", lang.t("credentials-url"), Control::Input("url"))
        .hint(lang.t("credentials-url-hint"))
        .value(url)
        .required();
    Form::new(
        "credential",
        "/settings/credentials",
        lang.t("credentials-add"),
    )
    .fields(vec![address])
}
