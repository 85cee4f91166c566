//! Mentions, hashtags and custom emoji.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{attachment::Attachment, lenient};

/// A received tag; `kind` tells which of the fields mean anything.
#[derive(Debug, Clone, Deserialize)]
pub struct Tag {
    /// `Mention`, `Hashtag`, `Emoji`, `Link` (quotes of FEP-e232), …
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// `@user@host`, `#word`, `:shortcode:`.
    #[serde(default, deserialize_with = "lenient::known")]
    pub name: Option<String>,
    /// The mentioned actor's id, or a page about the word.
    #[serde(default, deserialize_with = "lenient::id")]
    pub href: Option<Url>,
    /// What is behind the address of a `Link`.
    #[serde(rename = "mediaType", default, deserialize_with = "lenient::known")]
    pub media_type: Option<String>,
    /// An emoji's id.
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: Option<Url>,
    /// An emoji's image.
    #[serde(default, deserialize_with = "lenient::one")]
    pub icon: Option<Attachment>,
}

impl Tag {
    /// The actor that is mentioned.
    pub fn mention(&self) -> Option<&Url> {
        self.href.as_ref().filter(|_| self.kind == "Mention")
    }

    /// The object that a link stands for (FEP-e232).
    pub fn object(&self) -> Option<&Url> {
        let kind = self.media_type.as_deref().filter(|_| self.kind == "Link")?;
        let is_object = kind.starts_with("application/ld+json")
            || kind.starts_with("application/activity+json");
        self.href.as_ref().filter(|_| is_object)
    }

    /// The word of a hashtag, without its sign.
    pub fn hashtag(&self) -> Option<&str> {
        let name = self.name.as_deref().filter(|_| self.kind == "Hashtag")?;
        Some(name.trim_start_matches('#'))
    }

    /// Shortcode, without colons, and image of a custom emoji.
    pub fn emoji(&self) -> Option<(&str, &Url)> {
        let name = self.name.as_deref().filter(|_| self.kind == "Emoji")?;
        Some((name.trim_matches(':'), self.icon.as_ref()?.address()?))
    }
}

/// A tag to send.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type")]
pub enum TagDocument {
    /// Without it Mastodon notifies nobody, whatever the text says.
    Mention {
        /// The actor's id.
        href: String,
        /// `@user@host`.
        name: String,
    },
    /// A hashtag.
    Hashtag {
        /// The page of the word.
        href: String,
        /// `#word`.
        name: String,
    },
    /// A custom emoji.
    Emoji {
        /// Its id: where its picture is.
        id: String,
        /// `:shortcode:`.
        name: String,
        /// Its picture.
        icon: IconDocument,
    },
}

/// The picture of an emoji to send.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "Image")]
pub struct IconDocument {
    /// Where it is served.
    pub url: String,
}
