//! The JSON of the Mastodon API (docs.joinmastodon.org/entities), made of what `domain` shows.

pub mod instance;
pub mod media;
