//! The envelope that all activities share.

use activitypub_federation::protocol::context::WithContext;
use serde::Serialize;
use serde_json::{Value, json};

use crate::vocab::{ActivityDocument, CollectionDocument, PUBLIC, PageDocument, context};

/// An ActivityPub document with its `@context`, ready to be sent or served.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// The JSON.
    pub body: String,
    /// It is an activity for everyone, which leaves with a proof.
    pub(crate) is_public: bool,
}

impl Document {
    pub(super) fn new<T: Serialize>(id: String, inner: T, context: Value) -> Self {
        let document = WithContext::new(inner, context);
        let body = serde_json::to_string(&document).expect("strings, numbers and times are JSON");
        Self {
            id,
            body,
            is_public: false,
        }
    }

    /// What someone else said, byte for byte.
    pub(super) fn received(id: String, body: String) -> Self {
        Self {
            id,
            body,
            is_public: false,
        }
    }

    /// An activity, with what its proof needs if it is for everyone.
    pub(super) fn of<T: Serialize>(activity: ActivityDocument<T>, context: Value) -> Self {
        let mut addressees = activity.to.iter().chain(&activity.cc);
        let is_public = addressees.any(|uri| uri == PUBLIC);
        let context = if is_public {
            context::with_proof(context)
        } else {
            context
        };
        Self {
            is_public,
            ..Self::new(activity.id.clone(), activity, context)
        }
    }

    /// An activity about statuses.
    pub(super) fn activity<T: Serialize>(activity: ActivityDocument<T>) -> Self {
        Self::of(activity, context::status())
    }

    /// An activity that needs no terms beyond ActivityStreams.
    pub(super) fn plain<T: Serialize>(activity: ActivityDocument<T>) -> Self {
        Self::of(activity, context::plain())
    }
}

/// The activity that an Undo, Accept or Reject encloses; Threads knows it by its whole, others by its id.
pub(super) fn enclosed(kind: &str, id: &str, actor: &str, object: &str) -> Value {
    json!({"id": id, "type": kind, "actor": actor, "object": object})
}

/// A collection, or with `page` one page of it.
pub fn collection<T: Serialize>(
    collection: CollectionDocument<T>,
    page: Option<PageDocument<T>>,
) -> String {
    match page {
        Some(page) => self::page(page),
        None => Document::new(collection.id.clone(), collection, context::status()).body,
    }
}

/// A page of a collection.
pub fn page<T: Serialize>(page: PageDocument<T>) -> String {
    Document::new(page.part_of.clone(), page, context::status()).body
}

/// The id of what an activity is about in the end: of a Note for its Create as for its Delete, of whom somebody follows for
/// the Undo of the Follow.
pub(super) fn about(activity: &str) -> Option<String> {
    let whole: Value = serde_json::from_str(activity).ok()?;
    let mut inner = &whole;
    while let Some(object) = inner.get("object") {
        inner = object.get(0).unwrap_or(object);
    }
    let id = inner.as_str().or_else(|| inner["id"].as_str())?;
    Some(id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_activity_is_about_is_what_its_opposite_is_about() {
        for (activity, expected) in [
            (
                json!({"type": "Create", "object": {"id": "n", "type": "Note"}}),
                Some("n"),
            ),
            (
                json!({"type": "Delete", "object": {"id": "n", "type": "Tombstone"}}),
                Some("n"),
            ),
            (
                json!({"type": "Announce", "object": {"type": "Create", "object": {"id": "n"}}}),
                Some("n"),
            ),
            (json!({"type": "Follow", "object": "ben"}), Some("ben")),
            (
                json!({"type": "Undo", "object": {"type": "Follow", "object": "ben"}}),
                Some("ben"),
            ),
            (json!({"type": "Flag", "object": ["ben", "n"]}), Some("ben")),
            (json!({"type": "Update"}), None),
        ] {
            assert_eq!(
                about(&activity.to_string()).as_deref(),
                expected,
                "{activity}"
            );
        }
    }
}
