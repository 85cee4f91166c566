//! `/oauth`: how apps get tokens (docs.joinmastodon.org/methods/oauth).

pub mod authorize;
pub mod discovery;
pub mod token;
pub mod userinfo;
