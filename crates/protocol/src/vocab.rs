//! What travels between servers: ActivityStreams documents, WebFinger, host-meta and NodeInfo.
//!
//! What is *received* is read leniently: unknown properties are ignored, one value or a list of them, an id or the object
//! itself are all the same, and an optional property of a strange shape counts as absent. Ids and addresses are kept only
//! if they are `http:` or `https:`, so nothing read here can name a script or a file.
//! What is *sent* has the shape that the most servers understand and is named `…Document`.

mod activity;
mod actor;
mod actor_document;
mod attachment;
mod bounds;
mod capability;
mod collection;
pub mod context;
pub(crate) mod duration;
mod embedded;
mod featured_collection;
pub mod host_meta;
mod interaction;
mod lenient;
pub mod multibase;
pub mod nodeinfo;
mod note_document;
mod object;
mod place;
mod poll_document;
mod professional;
mod quote;
mod tag;
mod time;
mod webfinger;

pub use activity::{Activity, ActivityDocument, Addressees, Enclosed};
pub use actor::{Actor, Endpoints, Multikey, PublicKey};
pub use actor_document::{ActorDocument, EndpointsDocument, MultikeyDocument, PublicKeyDocument};
pub use attachment::{Attachment, AttachmentDocument, ImageDocument, Link};
pub use bounds::{Malformed, parse};
pub use capability::{CAPABILITIES, CapabilityDocument, GeneratorDocument};
pub use collection::{Collection, CollectionDocument, FirstPage, PageDocument};
pub use context::{PUBLIC, is_public};
pub use embedded::Embedded;
pub use featured_collection::{
    FeatureAuthorizationDocument, FeaturedCollectionDocument, FeaturedItemDocument,
};
pub use interaction::{InteractionPolicy, InteractionPolicyDocument, InteractionRule};
pub use note_document::{NoteDocument, SourceDocument};
pub use object::{Object, PollOption, Source};
pub use place::Place;
pub use poll_document::PollDocument;
pub use professional::Professional;
pub use quote::{QuoteAuthorization, QuoteAuthorizationDocument};
pub use tag::{IconDocument, Tag, TagDocument};
pub use webfinger::{Jrd, JrdLink};
