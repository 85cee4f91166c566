//! Accounts that somebody recommends together: `/collections/ID`.

use askama::Template;

use crate::pages::layout::Page;
use crate::pages::view::AccountCard;

/// The page of a collection.
#[derive(Template)]
#[template(path = "collection.html")]
pub struct CollectionPage {
    /// What surrounds it; its title is the name of the collection.
    pub page: Page,
    /// What it is about; may be empty.
    pub description: String,
    /// Its hashtag, with the page of that.
    pub tag: Option<(String, String)>,
    /// Who put it together.
    pub owner: AccountCard,
    /// Who is in it, in the order of the owner.
    pub accounts: Vec<AccountCard>,
    /// They are shown when someone asks for them.
    pub sensitive: bool,
}
