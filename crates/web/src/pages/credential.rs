//! What this instance vouches for about someone: `/verify/ID`.

use askama::Template;

use crate::pages::layout::Page;

/// The page of a credential. Whoever reads it may have followed a link on a profile elsewhere, to see whether it holds.
#[derive(Template)]
#[template(path = "credential.html")]
pub struct CredentialPage {
    /// What surrounds it.
    pub page: Page,
    /// Who is vouched for, by whom, since when.
    pub sentence: String,
    /// Whether that holds, and until when.
    pub standing: String,
    /// Whether it holds.
    pub is_valid: bool,
    /// What is said, each with its label.
    pub facts: Vec<(String, String)>,
    /// Where they are: the address to show, and the page.
    pub profile: (String, String),
    /// The signed document.
    pub document: String,
}
