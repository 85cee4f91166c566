//! `/groups/NAME/moderation`: for those who run a group.

use askama::Template;

use crate::pages::layout::Page;
use crate::pages::status::StatusCard;
use crate::pages::view::Pager;

/// What waits in a group, and what it announced.
#[derive(Template)]
#[template(path = "group_desk.html")]
pub struct DeskPage {
    /// What surrounds it.
    pub page: Page,
    /// The name of the group, without `@`.
    pub name: String,
    /// What people read.
    pub title: String,
    /// Posts to be decided on.
    pub waiting: Vec<DeskPost>,
    /// A page of what was announced, the newest first.
    pub announced: Vec<DeskPost>,
    /// The pages around this one.
    pub pager: Pager,
}

/// A post with what can be done with it.
#[derive(Clone, Debug)]
pub struct DeskPost {
    /// The post.
    pub status: StatusCard,
    /// What its buttons do.
    pub verbs: Vec<Verb>,
}

/// The end of the address that a form goes to, and the key of what its button says.
pub type Verb = (&'static str, &'static str);

impl DeskPost {
    /// What can be done with a post that waits.
    pub const WAITING: [Verb; 2] = [
        ("approve", "group-do-approve"),
        ("reject", "group-do-reject"),
    ];

    /// What can be done with one that was announced.
    #[must_use]
    pub fn announced(locked: bool, pinned: bool) -> Vec<Verb> {
        let lock = if locked {
            ("unlock", "group-do-unlock")
        } else {
            ("lock", "group-do-lock")
        };
        let pin = if pinned {
            ("unpin", "group-do-unpin")
        } else {
            ("pin", "group-do-pin")
        };
        vec![lock, pin, ("remove", "group-do-remove")]
    }
}
