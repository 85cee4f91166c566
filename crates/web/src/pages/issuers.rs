//! Issuers of credentials whose word counts here, for administrators: `/moderation/issuers`.

use askama::Template;
use domain::credential::CredentialKind;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;

/// Every kind of claim, in the order of the form.
const KINDS: [CredentialKind; 3] = [
    CredentialKind::HealthProfessional,
    CredentialKind::Membership,
    CredentialKind::Employment,
];

/// `/moderation/issuers`.
#[derive(Template)]
#[template(path = "moderation_issuers.html")]
pub struct IssuersPage {
    /// What surrounds it.
    pub page: Page,
    /// Each with one kind of claim.
    pub issuers: Vec<IssuerRow>,
    /// To add one.
    pub form: Form,
}

/// An issuer in the list.
#[derive(Clone, Debug)]
pub struct IssuerRow {
    /// The address of its actor.
    pub uri: String,
    /// The key of what it counts for.
    pub kind: &'static str,
    /// Where the button leads that takes it off the list.
    pub path: String,
}

/// The key of what a credential says.
#[must_use]
pub fn kind_key(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::HealthProfessional => "credential-kind-health",
        CredentialKind::Employment => "credential-kind-employment",
        CredentialKind::Membership => "credential-kind-membership",
    }
}

/// The form that adds an issuer.
#[must_use]
pub fn new_form(lang: Lang, issuer: &str, chosen: &[String]) -> Form {
    let kinds = KINDS.map(|kind| Choice {
        value: kind.as_str().to_owned(),
        label: lang.t(kind_key(kind)).to_string(),
        selected: chosen.iter().any(|word| word == kind.as_str()),
    });
    Form::new("issuer", "/moderation/issuers", lang.t("issuers-add")).fields(vec![
        Field::text("issuer", lang.t("issuers-address"))
            .value(issuer)
            .hint(lang.t("issuers-address-hint"))
            .required(),
        Field::new(
            "kinds",
            lang.t("issuers-kinds"),
            Control::Choices(kinds.to_vec()),
        ),
    ])
}
