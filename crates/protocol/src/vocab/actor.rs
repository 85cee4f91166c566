//! Actors as other servers describe them.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use url::Url;

use super::{
    attachment::{Attachment, Link},
    interaction::InteractionPolicy,
    lenient,
    object::Source,
    professional::Professional,
    tag::Tag,
    time,
};

/// A received actor: a person, group, organisation, service or application. Without an inbox nobody can be spoken to,
/// so it is no actor.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the vocabulary has that many"
)]
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Actor {
    /// Its address; whether the server there may say so is for the caller to check (FEP-fe34).
    #[serde(deserialize_with = "lenient::required_id")]
    pub id: Url,
    /// `Person`, `Group`, `Organization`, `Service` or `Application`, or anything else.
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// Where it receives.
    #[serde(deserialize_with = "lenient::required_id")]
    pub inbox: Url,
    /// What it published.
    #[serde(default, deserialize_with = "lenient::id")]
    pub outbox: Option<Url>,
    /// Who follows it; as an addressee, all of them.
    #[serde(default, deserialize_with = "lenient::id")]
    pub followers: Option<Url>,
    /// Whom it follows.
    #[serde(default, deserialize_with = "lenient::id")]
    pub following: Option<Url>,
    /// Its pins.
    #[serde(default, deserialize_with = "lenient::id")]
    pub featured: Option<Url>,
    /// Hashtags it features.
    #[serde(default, deserialize_with = "lenient::id")]
    pub featured_tags: Option<Url>,
    /// Collections it curates (FEP-7aa9).
    #[serde(default, deserialize_with = "lenient::id")]
    pub featured_collections: Option<Url>,
    /// A group's moderators (FEP-1b12).
    #[serde(default, deserialize_with = "lenient::id")]
    pub attributed_to: Option<Url>,
    /// What several actors share.
    #[serde(default, deserialize_with = "lenient::known")]
    pub endpoints: Endpoints,
    /// The part of the handle before the `@`.
    #[serde(default, deserialize_with = "lenient::known")]
    pub preferred_username: Option<String>,
    /// The whole handle, `user@domain`; wins over `preferred_username` (FEP-2c59).
    #[serde(default, deserialize_with = "lenient::known")]
    pub webfinger: Option<String>,
    /// Display name, plain text.
    #[serde(default, deserialize_with = "lenient::known")]
    pub name: Option<String>,
    /// About, HTML of a stranger.
    #[serde(default, deserialize_with = "lenient::known")]
    pub summary: Option<String>,
    /// What `summary` was made from.
    #[serde(default, deserialize_with = "lenient::one")]
    pub source: Option<Source>,
    /// Its pages for people.
    #[serde(default, deserialize_with = "lenient::list")]
    pub url: Vec<Link>,
    /// Avatar.
    #[serde(default, deserialize_with = "lenient::one")]
    pub icon: Option<Attachment>,
    /// Header.
    #[serde(default, deserialize_with = "lenient::one")]
    pub image: Option<Attachment>,
    /// Keys that it signs requests with.
    #[serde(default, deserialize_with = "lenient::list")]
    pub public_key: Vec<PublicKey>,
    /// Keys that it signs requests or documents with (FEP-521a).
    #[serde(default, deserialize_with = "lenient::list")]
    pub assertion_method: Vec<Multikey>,
    /// Profile fields, among others.
    #[serde(default, deserialize_with = "lenient::list")]
    pub attachment: Vec<Attachment>,
    /// Custom emoji and hashtags of name and summary.
    #[serde(default, deserialize_with = "lenient::list")]
    pub tag: Vec<Tag>,
    /// Follows wait for approval.
    #[serde(default, deserialize_with = "lenient::known")]
    pub manually_approves_followers: bool,
    /// Wants to be recommended.
    #[serde(default, deserialize_with = "lenient::known")]
    pub discoverable: bool,
    /// Its public posts may be searched.
    #[serde(default, deserialize_with = "lenient::known")]
    pub indexable: bool,
    /// In memory of someone.
    #[serde(default, deserialize_with = "lenient::known")]
    pub memorial: bool,
    /// Suspended where it lives.
    #[serde(default, deserialize_with = "lenient::known")]
    pub suspended: bool,
    /// Not for everyone's eyes.
    #[serde(default, deserialize_with = "lenient::known")]
    pub sensitive: bool,
    /// Only moderators post in this group (Lemmy).
    #[serde(default, deserialize_with = "lenient::known")]
    pub posting_restricted_to_mods: bool,
    /// When it joined.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub published: Option<DateTime<Utc>>,
    /// Its other addresses.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub also_known_as: Vec<Url>,
    /// Where it moved.
    #[serde(default, deserialize_with = "lenient::id")]
    pub moved_to: Option<Url>,
    /// Domains that may name it as an author.
    #[serde(default, deserialize_with = "lenient::list")]
    pub attribution_domains: Vec<String>,
    /// Who may feature it.
    #[serde(default, deserialize_with = "lenient::known")]
    pub interaction_policy: InteractionPolicy,
    /// Credentials that it shows (docs/federation/terms.md).
    #[serde(rename = "rounds:credentials")]
    #[serde(default, deserialize_with = "lenient::id")]
    pub credentials: Option<Url>,
    /// Our own terms.
    #[serde(flatten)]
    pub professional: Professional,
}

/// Addresses that an actor shares with the others of its server.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoints {
    /// One inbox for all of them.
    #[serde(default, deserialize_with = "lenient::id")]
    pub shared_inbox: Option<Url>,
}

/// An RSA key as nearly all servers publish it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicKey {
    /// What a signature's `keyId` says; with or without a fragment.
    #[serde(deserialize_with = "lenient::required_id")]
    pub id: Url,
    /// The actor; must be the id of the document that lists the key.
    #[serde(deserialize_with = "lenient::required_id")]
    pub owner: Url,
    /// SPKI or PKCS#1 in PEM.
    pub public_key_pem: String,
}

/// A key of FEP-521a.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Multikey {
    /// What a signature's `keyid` or a proof's `verificationMethod` says.
    #[serde(deserialize_with = "lenient::required_id")]
    pub id: Url,
    /// `Multikey`.
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// The actor; must be the id of the document that lists the key.
    #[serde(deserialize_with = "lenient::required_id")]
    pub controller: Url,
    /// Multibase of a multicodec key, `z6Mk…` for Ed25519.
    pub public_key_multibase: String,
}

impl Actor {
    /// The page for people: the first that is HTML or does not say what it is.
    pub fn page(&self) -> Option<&Url> {
        Link::page(&self.url)
    }

    /// Name and value of the profile fields, in order. The values are HTML of a stranger.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self
            .attachment
            .iter()
            .filter(|attachment| attachment.kind == "PropertyValue");
        fields.filter_map(|field| Some((field.name.as_deref()?, field.value.as_deref()?)))
    }
}
