//! The front page of the instance, and what it says about itself.

use askama::Template;

use crate::pages::layout::{Head, Page, Site};
use crate::pages::status::StatusCard;
use crate::pages::view::{AccountCard, SafeHtml};

/// `/`.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage {
    /// What surrounds it.
    pub page: Page,
    /// The server.
    pub about: About,
    /// Groups that live here, the most active first.
    pub groups: Vec<AccountCard>,
    /// The newest public posts of members.
    pub statuses: Vec<StatusCard>,
}

impl HomePage {
    /// What machines read of the front page, which introduces the server and may always be found.
    #[must_use]
    pub fn head(site: &Site) -> Head {
        Head {
            title: site.name.clone(),
            description: site.summary.clone(),
            canonical: Some(site.absolute("/")),
            indexable: true,
            ..Head::default()
        }
    }
}

/// `/about`.
#[derive(Template)]
#[template(path = "about.html")]
pub struct AboutPage {
    /// What surrounds it.
    pub page: Page,
    /// The server.
    pub about: About,
    /// What they say at length; may be empty.
    pub description: SafeHtml,
}

/// What the people who run the server tell about it.
#[derive(Clone, Debug)]
pub struct About {
    /// Who answers for it.
    pub contact: Option<AccountCard>,
    /// Where to write to.
    pub contact_email: String,
    /// Where abuse is reported.
    pub abuse_email: String,
    /// The rules, in their order, plain text.
    pub rules: Vec<String>,
    /// Confirmed members.
    pub members: u64,
    /// Posts by members.
    pub statuses: u64,
}
