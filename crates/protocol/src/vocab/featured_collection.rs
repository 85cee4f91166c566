//! Actors that an actor recommends together, and that each of them agreed (FEP-7aa9).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::tag::TagDocument;
use super::time;

/// A collection to send, with [`super::context::featured_collection`].
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "FeaturedCollection", rename_all = "camelCase")]
pub struct FeaturedCollectionDocument {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is about, in no language that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The same by its language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub summary_map: BTreeMap<String, String>,
    /// Who recommends them.
    pub attributed_to: String,
    /// The page for people.
    pub url: String,
    /// Apps ask before they show it.
    pub sensitive: bool,
    /// It may be shown to those who did not ask for it.
    pub discoverable: bool,
    /// A hashtag that says what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<TagDocument>,
    /// When it was made.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub published: Option<DateTime<Utc>>,
    /// When what is said of it was changed.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub updated: Option<DateTime<Utc>>,
    /// How many are in it.
    pub total_items: usize,
    /// They, in the order of the owner.
    pub ordered_items: Vec<FeaturedItemDocument>,
}

/// An actor in a collection.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "FeaturedItem", rename_all = "camelCase")]
pub struct FeaturedItemDocument {
    /// Its id.
    pub id: String,
    /// The actor.
    pub featured_object: String,
    /// The type of the actor.
    pub featured_object_type: &'static str,
    /// Where the actor's server says that it agreed.
    pub feature_authorization: String,
    /// When it was added.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub published: Option<DateTime<Utc>>,
}

/// That an actor agreed to be in a collection, with [`super::context::feature_authorization`].
#[derive(Debug, Clone, Serialize)]
#[serde(
    tag = "type",
    rename = "FeatureAuthorization",
    rename_all = "camelCase"
)]
pub struct FeatureAuthorizationDocument {
    /// Its id.
    pub id: String,
    /// The collection.
    pub interacting_object: String,
    /// The actor.
    pub interaction_target: String,
}
