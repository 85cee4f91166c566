//! Activities: someone did something.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{embedded::Embedded, lenient, note_document::NoteDocument, time};

/// A received activity. Only the actor and the type must be there; what it is about is read by whoever handles the type,
/// so that an activity nobody here understands is still one that can be stored or ignored.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// Missing in the Add and Remove that Mastodon sends for pins.
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: Option<Url>,
    /// `Create`, `Follow`, …
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// Who did it. That they really did is for the signature to say.
    #[serde(deserialize_with = "lenient::required_id")]
    pub actor: Url,
    /// What it was done to, as received.
    pub object: Option<Embedded>,
    /// The collection of an Add or Remove, the new address of a Move, the group of a Block.
    #[serde(default, deserialize_with = "lenient::id")]
    pub target: Option<Url>,
    /// The stamp that an Accept hands out (FEP-044f).
    #[serde(default, deserialize_with = "lenient::id")]
    pub result: Option<Url>,
    /// The post that a `QuoteRequest` is made for.
    pub instrument: Option<Embedded>,
    /// What proves who said it, if it holds (FEP-8b32).
    pub proof: Option<Embedded>,
    /// Primary addressees.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub to: Vec<Url>,
    /// Secondary addressees.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub cc: Vec<Url>,
    /// The group this happened in (FEP-1b12).
    #[serde(default, deserialize_with = "lenient::ids")]
    pub audience: Vec<Url>,
    /// A moderator's reason; on a Delete its presence says that a moderator did it (Lemmy).
    #[serde(default, deserialize_with = "lenient::known")]
    pub summary: Option<String>,
    /// The words of a Flag.
    #[serde(default, deserialize_with = "lenient::known")]
    pub content: Option<String>,
    /// A Block that takes the blocked one's posts away with it (Lemmy).
    #[serde(default, deserialize_with = "lenient::known")]
    pub remove_data: bool,
    /// When it was done.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub published: Option<DateTime<Utc>>,
    /// When a Block ends.
    #[serde(default, deserialize_with = "time::deserialize")]
    pub end_time: Option<DateTime<Utc>>,
}

impl Activity {
    /// The id of the object, given plainly or within the object.
    pub fn object_id(&self) -> Option<Url> {
        self.object.as_ref()?.id()
    }
}

/// Whom an activity is for, where nothing else of it matters.
#[derive(Debug, Clone, Deserialize)]
pub struct Addressees {
    /// Primary addressees.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub to: Vec<Url>,
    /// Secondary addressees.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub cc: Vec<Url>,
}

/// An activity within an Undo: as much of it as its server repeats.
#[derive(Debug, Clone, Deserialize)]
pub struct Enclosed {
    /// Its id, which may be made up anew for the Undo (Lemmy).
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: Option<Url>,
    /// `Follow`, `Like`, …
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// Who did it.
    #[serde(default, deserialize_with = "lenient::id")]
    pub actor: Option<Url>,
    /// What it was done to.
    pub object: Option<Embedded>,
}

impl Enclosed {
    /// The id of the object, given plainly or within the object.
    pub fn object_id(&self) -> Option<Url> {
        self.object.as_ref()?.id()
    }
}

/// An activity to send. `T` is an id, a document, or an [`Embedded`] that keeps its bytes.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActivityDocument<T> {
    /// Unique for ever: receivers process an id once.
    pub id: String,
    /// `Create`, `Follow`, …
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The id of the account that does it.
    pub actor: String,
    /// What it is done to.
    pub object: T,
    /// The collection of an Add or Remove, the new address of a Move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The post that a `QuoteRequest` is made for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<NoteDocument>,
    /// The stamp that an Accept hands out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// Primary addressees. Never empty together with `cc`: GoToSocial drops what is addressed to nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Secondary addressees.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cc: Vec<String>,
    /// The group this happens in (FEP-1b12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// A moderator's reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The words of a Flag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// A Block that takes the blocked one's posts away with it (Lemmy).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove_data: Option<bool>,
    /// When a Block ends.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub end_time: Option<DateTime<Utc>>,
    /// When it is done.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "time::serialize"
    )]
    pub published: Option<DateTime<Utc>>,
}

impl<T> ActivityDocument<T> {
    /// An activity that is addressed to nobody yet.
    pub fn new(id: String, kind: &'static str, actor: String, object: T) -> Self {
        Self {
            id,
            kind,
            actor,
            object,
            target: None,
            instrument: None,
            result: None,
            to: Vec::new(),
            cc: Vec::new(),
            audience: None,
            summary: None,
            content: None,
            remove_data: None,
            end_time: None,
            published: None,
        }
    }
}
