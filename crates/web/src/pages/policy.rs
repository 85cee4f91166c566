//! What the operator publishes: `/privacy-policy`, `/terms-of-service`, `/imprint`.

use askama::Template;

use crate::i18n::{Lang, Text};
use crate::pages::layout::Page;
use crate::pages::view::SafeHtml;

/// A text, or that there is none.
#[derive(Template)]
#[template(path = "text.html")]
pub struct TextPage {
    /// What surrounds it.
    pub page: Page,
    /// The text.
    pub html: Option<SafeHtml>,
    /// Since when it is so, in a sentence.
    pub since: Option<String>,
    /// The page of a newer version, and since when that holds, in a sentence.
    pub newer: Option<(String, String)>,
    /// What is said when there is no text.
    pub missing: String,
    /// Whom to ask.
    pub contact_email: String,
    /// Where abuse is reported.
    pub abuse_email: String,
}

/// What the software itself does with what people tell it: the policy of an operator who published none.
#[derive(Template)]
#[template(path = "privacy_text.html")]
pub struct BuiltInPrivacy {
    /// The language of the text.
    pub lang: Lang,
}

impl BuiltInPrivacy {
    fn t<'a>(&self, key: &'a str) -> Text<'a> {
        self.lang.t(key)
    }

    /// The text.
    ///
    /// # Panics
    /// Never: writing text to memory does not fail.
    #[must_use]
    pub fn html(&self) -> SafeHtml {
        let html = self.render().expect("writing text to memory does not fail");
        SafeHtml::sanitised(html)
    }
}
