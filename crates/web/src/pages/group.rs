//! Groups: the page of one, `/@group`, and the list of those that live here, `/groups`.

use askama::Template;

use crate::pages::layout::{Head, Page, Site};
use crate::pages::status::StatusCard;
use crate::pages::structured_data::StructuredData;
use crate::pages::view::{AccountCard, Pager, SafeHtml};

/// The page of a group.
#[derive(Template)]
#[template(path = "group.html")]
pub struct GroupPage {
    /// What surrounds it.
    pub page: Page,
    /// The group.
    pub group: Group,
    /// A page of what was posted to it, newest first.
    pub statuses: Vec<StatusCard>,
    /// The pages around this one.
    pub pager: Pager,
    /// Where the visitor decides about posts, if they run the group.
    pub desk: Option<String>,
}

/// The groups of this server.
#[derive(Template)]
#[template(path = "groups.html")]
pub struct GroupsPage {
    /// What surrounds it.
    pub page: Page,
    /// A page of groups.
    pub groups: Vec<GroupEntry>,
    /// The pages around this one.
    pub pager: Pager,
}

/// A group in full.
#[derive(Clone, Debug)]
pub struct Group {
    /// Name, address, picture.
    pub card: AccountCard,
    /// `@group@host`.
    pub handle: String,
    /// The ActivityPub id.
    pub uri: String,
    /// The wide picture, where one was uploaded.
    pub header: Option<String>,
    /// What it is about and what is expected of members.
    pub description: SafeHtml,
    /// Who looks after it.
    pub moderators: Vec<AccountCard>,
    /// Accounts that get its posts.
    pub followers: u64,
    /// Posts to it.
    pub statuses: u64,
    /// Whether posts of others than moderators wait to be let through.
    pub moderated: bool,
}

impl Group {
    /// What machines read. `indexable` is the owners' consent to be listed by search engines.
    #[must_use]
    pub fn head(&self, site: &Site, summary: String, indexable: bool) -> Head {
        Head {
            title: format!("{} ({})", self.card.name, self.handle),
            description: summary,
            canonical: Some(site.absolute(&self.card.path)),
            activity: Some(self.uri.clone()),
            feed: Some(site.absolute(&format!("{}.atom", self.card.path))),
            image: Some(self.card.avatar.clone()),
            kind: Some("profile"),
            indexable,
            structured_data: Some(StructuredData::group(site, self)),
            ..Head::default()
        }
    }
}

/// A group in the list.
#[derive(Clone, Debug)]
pub struct GroupEntry {
    /// Name, address, picture.
    pub card: AccountCard,
    /// The beginning of the description, plain text.
    pub summary: String,
    /// Accounts that get its posts.
    pub followers: u64,
}
