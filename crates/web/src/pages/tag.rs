//! What is said under a hashtag: `/tags/NAME`.

use askama::Template;

use crate::pages::layout::Page;
use crate::pages::status::StatusCard;
use crate::pages::view::Pager;

/// The page of a hashtag.
#[derive(Template)]
#[template(path = "tag.html")]
pub struct TagPage {
    /// What surrounds it; its title is the hashtag.
    pub page: Page,
    /// A page of public posts, newest first.
    pub statuses: Vec<StatusCard>,
    /// The pages around this one.
    pub pager: Pager,
}
