//! The Mastodon API (docs.joinmastodon.org/methods). A file's path is the path of its routes.

pub mod oembed;
pub mod page;
pub mod rounds;
pub mod v1;
pub mod v1_alpha;
pub mod v2;
