//! A person's or an organisation's page: `/@user`.

use askama::Template;
use domain::account_kind::AccountKind;
use domain::clock::Timestamp;

use crate::pages::layout::{Head, Page, Site};
use crate::pages::status::StatusCard;
use crate::pages::structured_data::StructuredData;
use crate::pages::view::{AccountCard, Pager, SafeHtml};

/// The profile page.
#[derive(Template)]
#[template(path = "profile.html")]
pub struct ProfilePage {
    /// What surrounds it.
    pub page: Page,
    /// Whose page it is.
    pub profile: Profile,
    /// Which posts are listed.
    pub tab: ProfileTab,
    /// A page of posts, newest first.
    pub statuses: Vec<StatusCard>,
    /// The pages around this one.
    pub pager: Pager,
}

/// Which of the posts a profile lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileTab {
    /// Without replies.
    Posts,
    /// All.
    WithReplies,
    /// Those with media.
    Media,
}

/// An account in full.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Name, address, picture.
    pub card: AccountCard,
    /// `@user@host`, to be pasted into the search of another server.
    pub handle: String,
    /// The ActivityPub id.
    pub uri: String,
    /// The wide picture, where one was uploaded.
    pub header: Option<String>,
    /// What they say about themselves.
    pub bio: SafeHtml,
    /// Free fields, in their order.
    pub fields: Vec<ProfileField>,
    /// Where they are now, when they moved.
    pub moved_to: Option<AccountCard>,
    /// What issuers that count here vouch for.
    pub badges: Vec<BadgeRow>,
    /// What they do.
    pub professional: Professional,
    /// What schema.org calls them.
    pub entity: Entity,
    /// When the account was made.
    pub joined: Timestamp,
    /// Whether followers have to be approved.
    pub locked: bool,
    /// Whether a program posts here.
    pub bot: bool,
    /// Whether there is a tab of posts with media.
    pub shows_media: bool,
    /// Posts, boosts included.
    pub statuses: u64,
    /// Accounts that follow.
    pub followers: u64,
    /// Accounts followed.
    pub following: u64,
}

impl Profile {
    /// What machines read. `indexable` is the owner's consent to be listed by search engines.
    #[must_use]
    pub fn head(&self, site: &Site, summary: String, indexable: bool) -> Head {
        Head {
            title: format!("{} ({})", self.card.name, self.handle),
            description: summary,
            canonical: Some(site.absolute(&self.card.path)),
            activity: Some(self.uri.clone()),
            feed: Some(site.absolute(&format!("{}.atom", self.card.path))),
            oembed: None,
            image: Some(self.card.avatar.clone()),
            kind: Some("profile"),
            creator: Some(self.handle.clone()),
            indexable,
            structured_data: Some(StructuredData::profile(site, self)),
        }
    }
}

/// A free field of a profile.
#[derive(Clone, Debug)]
pub struct ProfileField {
    /// Its title, plain text.
    pub name: String,
    /// Its content.
    pub value: SafeHtml,
    /// When its link was found to lead back here.
    pub verified: Option<Timestamp>,
}

/// What an issuer vouches for.
#[derive(Clone, Debug)]
pub struct BadgeRow {
    /// For what, such as "Dermatology".
    pub label: String,
    /// Who.
    pub issuer: String,
    /// The key of how it stands: it is told in words and by a sign, never by colour alone.
    pub state: &'static str,
    /// When it ends, while it stands.
    pub until: Option<Timestamp>,
    /// Where its issuer says so.
    pub page: Option<String>,
}

/// The professional profile, each value as a label in the language of the page.
#[derive(Clone, Debug, Default)]
pub struct Professional {
    /// Such as "physician".
    pub profession: Option<String>,
    /// Each with the directory's list of who else has it.
    pub specialties: Vec<Specialty>,
    /// Where they work.
    pub workplace: Option<String>,
    /// Country and subdivision.
    pub region: Option<String>,
    /// Languages that they work in.
    pub languages: Vec<String>,
    /// For whom they speak and what they gain.
    pub interests: Option<String>,
}

impl Professional {
    /// Whether nothing was filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.profession.is_none()
            && self.specialties.is_empty()
            && self.workplace.is_none()
            && self.region.is_none()
            && self.languages.is_empty()
            && self.interests.is_none()
    }
}

/// A specialty on a profile.
#[derive(Clone, Debug)]
pub struct Specialty {
    /// Name in the language of the page.
    pub label: String,
    /// The directory, filtered by it.
    pub path: String,
}

/// The schema.org type of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A human being.
    Person,
    /// An association of professionals.
    MedicalOrganization,
    /// A hospital.
    Hospital,
    /// A company, or anything else that is not a person.
    Organization,
}

impl From<AccountKind> for Entity {
    fn from(kind: AccountKind) -> Self {
        match kind {
            AccountKind::Association => Self::MedicalOrganization,
            AccountKind::Hospital => Self::Hospital,
            AccountKind::Industry => Self::Organization,
            AccountKind::Clinician
            | AccountKind::Student
            | AccountKind::OrganizationStaff
            | AccountKind::Public
            | AccountKind::Pseudonym => Self::Person,
        }
    }
}
