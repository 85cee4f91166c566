//! Those of imported lists who are no members yet: `/directory/stubs`.

use askama::Template;
use domain::id::DirectoryStubId;

use crate::pages::directory::{Chosen, Facet};
use crate::pages::layout::Page;
use crate::pages::view::Pager;

/// `/directory/stubs`, filtered or not.
#[derive(Template)]
#[template(path = "directory_stubs.html")]
pub struct StubsPage {
    /// What surrounds it.
    pub page: Page,
    /// The same search among members.
    pub members: String,
    /// What is looked for, as it was typed.
    pub text: String,
    /// The filters.
    pub facets: Vec<Facet>,
    /// Words of a workplace, as they were typed.
    pub workplace: String,
    /// What is set, each with the way to take it back.
    pub chosen: Vec<Chosen>,
    /// How many the filter finds, as far as they are counted.
    pub total: u64,
    /// Whether there are more than that.
    pub is_more: bool,
    /// A page of them.
    pub stubs: Vec<StubCard>,
    /// The pages around this one.
    pub pager: Pager,
}

/// `/directory/stubs/{id}`.
#[derive(Template)]
#[template(path = "directory_stub.html")]
pub struct StubPage {
    /// What surrounds it.
    pub page: Page,
    /// Who it is.
    pub stub: StubCard,
}

/// Somebody who is no member yet.
#[derive(Clone, Debug)]
pub struct StubCard {
    /// Its id.
    pub id: DirectoryStubId,
    /// What the list calls them.
    pub name: String,
    /// The key of what it is.
    pub kind: &'static str,
    /// The name of the list.
    pub source: String,
    /// The labels of profession and specialties.
    pub labels: Vec<String>,
    /// Where they work.
    pub workplace: Option<String>,
    /// Country and subdivision.
    pub region: Option<String>,
    /// Languages, as labels.
    pub languages: Vec<String>,
}
