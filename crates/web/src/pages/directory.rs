//! Those who agreed to be found: `/directory`.

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
    /// The same search among those who are no members yet, for those who may see them.
    pub stubs: Option<String>,
    /// What is looked for, as it was typed.
    pub text: String,
    /// The filters that are asked for most.
    pub facets: Vec<Facet>,
    /// All others.
    pub more_facets: Vec<Facet>,
    /// Words of a workplace, as they were typed.
    pub workplace: String,
    /// Whether only those of this server are asked for.
    pub local: bool,
    /// What is set, each with the way to take it back.
    pub chosen: Vec<Chosen>,
    /// How many the filter finds, as far as they are counted.
    pub total: u64,
    /// Whether there are more than that.
    pub is_more: bool,
    /// A page of them.
    pub members: Vec<Member>,
    /// The pages around this one.
    pub pager: Pager,
}

impl DirectoryPage {
    /// Whether one of the filters is set that are not asked for most, so that they are shown at once.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let chosen = |facet: &Facet| facet.choices.iter().any(|choice| choice.selected);
        self.local || !self.workplace.is_empty() || self.more_facets.iter().any(chosen)
    }
}

/// One of several that can be asked for.
#[derive(Clone, Debug)]
pub struct Facet {
    /// What is sent.
    pub name: &'static str,
    /// What is shown, in the language of the page.
    pub label: String,
    /// What there is, the chosen one marked.
    pub choices: Vec<Choice>,
}

/// A filter that is set.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What is shown, in the language of the page.
    pub label: String,
    /// The directory without it.
    pub without: String,
}

/// A member in the directory.
#[derive(Clone, Debug)]
pub struct Member {
    /// Name, address, picture.
    pub card: AccountCard,
    /// Specialties: the path of those who have it too, and the label.
    pub specialties: Vec<(String, String)>,
    /// Country and subdivision.
    pub region: Option<String>,
    /// Languages, as labels.
    pub languages: Vec<String>,
}
