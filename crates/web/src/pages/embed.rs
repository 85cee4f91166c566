//! A post in a frame on another website: `/@user/ID/embed`.

use askama::Template;

use crate::i18n::Lang;
use crate::pages::layout::{Head, Page};
use crate::pages::status::StatusCard;

/// The page in the frame, which knows nobody and lets nothing be done.
#[derive(Template)]
#[template(path = "embed.html")]
pub struct EmbedPage {
    /// The server and the language; nothing surrounds the post.
    pub page: Page,
    /// The post.
    pub status: StatusCard,
}

impl EmbedPage {
    /// Its title. Search engines are led to the page of the post.
    #[must_use]
    pub fn head(lang: Lang, status: &StatusCard) -> Head {
        let title = lang.t("status-title").with("name", &status.author.name);
        Head::private(title.to_string())
    }
}
