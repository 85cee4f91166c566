//! What the server does with what people tell it: `/privacy`.

use askama::Template;

use crate::pages::layout::Page;

/// The privacy page: how the software treats it, and whom to ask.
#[derive(Template)]
#[template(path = "privacy.html")]
pub struct PrivacyPage {
    /// What surrounds it.
    pub page: Page,
    /// Whom to ask.
    pub contact_email: String,
}
