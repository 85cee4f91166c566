//! `Preferences`.

use domain::kinds::QuotePolicy;
use domain::user::User;
use schemars::JsonSchema;
use serde::Serialize;

use super::visibility::Visibility;

/// How someone posts by default. How statuses are read is left to the app.
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

impl<'a> From<&'a User> for Preferences<'a> {
    fn from(user: &'a User) -> Self {
        Self {
            visibility: user.default_visibility.into(),
            sensitive: user.default_sensitive,
            quote_policy: user.default_quote_policy,
            language: user.default_language.as_deref(),
            media: "default",
            spoilers: false,
            gifs: false,
        }
    }
}
