//! The members of this server who agreed to be found: `/directory`.

use askama::Template;

use crate::pages::form::Choice;
use crate::pages::layout::Page;
use crate::pages::view::{AccountCard, Pager};

/// The directory, filtered or not.
#[derive(Template)]
#[template(path = "directory.html")]
pub struct DirectoryPage {
    /// What surrounds it.
    pub page: Page,
    /// Professions to choose from, the chosen one marked.
    pub professions: Vec<Choice>,
    /// Specialties to choose from, the chosen one marked.
    pub specialties: Vec<Choice>,
    /// How many members the filter finds.
    pub total: u64,
    /// A page of them.
    pub members: Vec<Member>,
    /// The pages around this one.
    pub pager: Pager,
}

impl DirectoryPage {
    /// Whether a filter is set, so that "show all" makes sense.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.professions
            .iter()
            .chain(&self.specialties)
            .any(|choice| choice.selected)
    }
}

/// A member in the directory.
#[derive(Clone, Debug)]
pub struct Member {
    /// Name, address, picture.
    pub card: AccountCard,
    /// Specialties, as labels.
    pub specialties: Vec<String>,
    /// Country and subdivision.
    pub region: Option<String>,
    /// Languages, as labels.
    pub languages: Vec<String>,
}
