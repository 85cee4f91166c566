//! `Preferences`.

use domain::kinds::QuotePolicy;
use domain::preference::Preferences as Set;
use domain::user::User;
use schemars::JsonSchema;
use serde::Serialize;

use super::visibility::Visibility;

/// How someone posts by default, and how apps are to show them what others post.
#[derive(Serialize, JsonSchema)]
pub struct Preferences<'a> {
    #[serde(rename = "posting:default:visibility")]
    visibility: Visibility,
    #[serde(rename = "posting:default:sensitive")]
    sensitive: bool,
    #[serde(rename = "posting:default:quote_policy")]
    quote_policy: QuotePolicy,
    #[serde(rename = "posting:default:language")]
    language: Option<&'a str>,
    #[serde(rename = "reading:expand:media")]
    media: &'static str,
    #[serde(rename = "reading:expand:spoilers")]
    spoilers: bool,
    #[serde(rename = "reading:autoplay:gifs")]
    gifs: bool,
}

impl<'a> Preferences<'a> {
    /// Of a login, and of what it set by page.
    #[must_use]
    pub fn new(user: &'a User, set: &Set) -> Self {
        Self {
            visibility: user.default_visibility.into(),
            sensitive: user.default_sensitive,
            quote_policy: user.default_quote_policy,
            language: user.default_language.as_deref(),
            media: set.expand_media.as_str(),
            spoilers: set.expand_spoilers,
            gifs: set.autoplay_gifs,
        }
    }
}
