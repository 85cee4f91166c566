//! What the server does with what people tell it: `/privacy`.

use askama::Template;

use crate::pages::layout::Page;
use crate::pages::view::SafeHtml;

/// The privacy page: how the software works, and what the administrators add.
#[derive(Template)]
#[template(path = "privacy.html")]
pub struct PrivacyPage {
    /// What surrounds it.
    pub page: Page,
    /// The administrators' own text; may be empty.
    pub text: SafeHtml,
    /// Whom to ask.
    pub contact_email: Option<String>,
}
