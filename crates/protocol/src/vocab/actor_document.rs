//! Actors as we describe our own.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    attachment::{AttachmentDocument, ImageDocument},
    capability::{CapabilityDocument, GeneratorDocument},
    note_document::SourceDocument,
    professional::Professional,
    tag::TagDocument,
    time,
};

/// An actor to send, with [`super::context::actor`]. What is `None` or empty is left out; an address that is here is
/// served.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActorDocument {
    /// Its id.
    pub id: String,
    /// `Person`, `Service`, `Group`, `Organization` or `Application`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `user@domain` (FEP-2c59).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub webfinger: Option<String>,
    /// The part of the handle before the `@`.
    pub preferred_username: String,
    /// Display name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// About, HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What `summary` was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceDocument>,
    /// The page for people.
    pub url: String,
    /// Where it receives.
    pub inbox: String,
    /// What it published.
    pub outbox: String,
    /// Who follows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers: Option<String>,
    /// Whom it follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub following: Option<String>,
    /// Its pins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured: Option<String>,
    /// Hashtags on its profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured_tags: Option<String>,
    /// Accounts that it recommends (FEP-7aa9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub featured_collections: Option<String>,
    /// A group's moderators (FEP-1b12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
    /// What all actors here share.
    pub endpoints: EndpointsDocument,
    /// The key it signs requests with.
    pub public_key: PublicKeyDocument,
    /// The keys it signs documents with (FEP-521a).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assertion_method: Vec<MultikeyDocument>,
    /// What the server understands, if this is its own actor (FEP-844e).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub implements: Vec<CapabilityDocument>,
    /// The server's own actor with what it understands, on every other one (FEP-844e).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generator: Option<GeneratorDocument>,
    /// Avatar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<ImageDocument>,
    /// Header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageDocument>,
    /// What others vouch for about it; our own term.
    #[serde(rename = "rounds:credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    /// Profile fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachment: Vec<AttachmentDocument>,
    /// Hashtags of the summary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<TagDocument>,
    /// Follows wait for approval.
    pub manually_approves_followers: bool,
    /// Wants to be recommended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discoverable: Option<bool>,
    /// Its public posts may be searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indexable: Option<bool>,
    /// The websites that may name it as an author.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attribution_domains: Vec<String>,
    /// In memory of someone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memorial: Option<bool>,
    /// Suspended here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended: Option<bool>,
    /// Only moderators post in this group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posting_restricted_to_mods: Option<bool>,
    /// When it joined; the day is enough.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub published: Option<DateTime<Utc>>,
    /// Its other addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_known_as: Vec<String>,
    /// Where it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// Our own terms.
    #[serde(flatten)]
    pub professional: Professional,
}

/// What all actors here share.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndpointsDocument {
    /// One inbox for all of them.
    pub shared_inbox: String,
}

/// The key that an actor signs requests with.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicKeyDocument {
    /// What the `keyId` of our signatures says.
    pub id: String,
    /// The actor.
    pub owner: String,
    /// SPKI in PEM.
    pub public_key_pem: String,
}

/// A key that an actor signs documents with (FEP-521a).
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "Multikey", rename_all = "camelCase")]
pub struct MultikeyDocument {
    /// What the `verificationMethod` of our proofs says.
    pub id: String,
    /// The actor.
    pub controller: String,
    /// `z6Mk…`.
    pub public_key_multibase: String,
}

impl ActorDocument {
    /// An actor with what none can do without.
    pub fn new(
        kind: &'static str,
        id: String,
        preferred_username: String,
        url: String,
        shared_inbox: String,
        public_key_pem: String,
    ) -> Self {
        Self {
            kind,
            preferred_username,
            url,
            inbox: format!("{id}/inbox"),
            outbox: format!("{id}/outbox"),
            endpoints: EndpointsDocument { shared_inbox },
            public_key: PublicKeyDocument {
                id: format!("{id}#main-key"),
                owner: id.clone(),
                public_key_pem,
            },
            id,
            assertion_method: Vec::new(),
            implements: Vec::new(),
            generator: None,
            webfinger: None,
            name: None,
            summary: None,
            source: None,
            followers: None,
            following: None,
            featured: None,
            credentials: None,
            featured_tags: None,
            featured_collections: None,
            attributed_to: None,
            icon: None,
            image: None,
            attachment: Vec::new(),
            tag: Vec::new(),
            manually_approves_followers: false,
            discoverable: None,
            indexable: None,
            attribution_domains: Vec::new(),
            memorial: None,
            suspended: None,
            posting_restricted_to_mods: None,
            published: None,
            also_known_as: Vec::new(),
            moved_to: None,
            professional: Professional::default(),
        }
    }
}
