//! What hangs on a status or an actor: files, links, profile fields.

use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

use super::lenient;

/// A received attachment, image, link preview or profile field; `kind` tells which of the fields mean anything.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// `Document`, `Image`, `Video`, `Audio`, `Link`, `PropertyValue`, …
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// Where the file is.
    #[serde(default, deserialize_with = "lenient::list")]
    pub url: Vec<Link>,
    /// Where a Link points.
    #[serde(default, deserialize_with = "lenient::id")]
    pub href: Option<Url>,
    /// As the sender says; the file itself is the authority.
    #[serde(default, deserialize_with = "lenient::known")]
    pub media_type: Option<String>,
    /// Alt text, or the name of a profile field.
    #[serde(default, deserialize_with = "lenient::known")]
    pub name: Option<String>,
    /// Alt text of an avatar or header.
    #[serde(default, deserialize_with = "lenient::known")]
    pub summary: Option<String>,
    /// Content of a profile field, HTML of a stranger.
    #[serde(default, deserialize_with = "lenient::known")]
    pub value: Option<String>,
    /// Colours to show until the file is loaded.
    #[serde(default, deserialize_with = "lenient::known")]
    pub blurhash: Option<String>,
    /// From -1 to 1, right and up; what must stay visible when cropped.
    #[serde(default, deserialize_with = "lenient::known")]
    pub focal_point: Option<[f64; 2]>,
    /// Pixels.
    #[serde(default, deserialize_with = "lenient::known")]
    pub width: Option<u32>,
    /// Pixels.
    #[serde(default, deserialize_with = "lenient::known")]
    pub height: Option<u32>,
    /// How long a video or sound is: `xsd:duration`.
    #[serde(default, deserialize_with = "lenient::known")]
    pub duration: Option<String>,
}

impl Attachment {
    /// Where the file is, or where the link points.
    pub fn address(&self) -> Option<&Url> {
        self.url
            .first()
            .map(|link| &link.href)
            .or(self.href.as_ref())
    }

    /// What it shows, in words.
    pub fn description(&self) -> Option<&str> {
        self.name.as_deref().or(self.summary.as_deref())
    }
}

/// A picture that is given as a file or by its address alone (Ghost).
pub(super) fn picture<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Attachment>, D::Error> {
    let shapes: Vec<PictureShape> = lenient::list(deserializer)?;
    Ok(shapes.into_iter().next().map(|shape| match shape {
        PictureShape::File(file) => *file,
        PictureShape::Address(url) => Attachment {
            kind: "Image".to_owned(),
            url: vec![url],
            ..Attachment::default()
        },
    }))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PictureShape {
    File(Box<Attachment>),
    Address(Link),
}

/// An address and what is there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "LinkShape")]
pub struct Link {
    /// Where it points.
    pub href: Url,
    /// As the sender says.
    pub media_type: Option<String>,
    /// Pixels of a video.
    pub height: Option<u32>,
    /// What a playlist consists of (`PeerTube`).
    pub parts: Vec<Link>,
}

impl Link {
    /// The page for people among several representations.
    pub(super) fn page(links: &[Self]) -> Option<&Url> {
        let is_page = |link: &&Self| {
            link.media_type
                .as_deref()
                .is_none_or(|kind| kind.starts_with("text/html"))
        };
        links.iter().find(is_page).map(|link| &link.href)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum LinkShape {
    Address(String),
    Link {
        #[serde(alias = "url")]
        href: String,
        #[serde(rename = "mediaType")]
        media_type: Option<String>,
        #[serde(default, deserialize_with = "lenient::known")]
        height: Option<u32>,
        #[serde(default, rename = "tag", deserialize_with = "lenient::list")]
        parts: Vec<Link>,
    },
}

impl TryFrom<LinkShape> for Link {
    type Error = &'static str;

    fn try_from(shape: LinkShape) -> Result<Self, Self::Error> {
        let (href, media_type, height, parts) = match shape {
            LinkShape::Address(href) => (href, None, None, Vec::new()),
            LinkShape::Link {
                href,
                media_type,
                height,
                parts,
            } => (href, media_type, height, parts),
        };
        let href = lenient::address(&href).ok_or("expected an http(s) address")?;
        Ok(Self {
            href,
            media_type,
            height,
            parts,
        })
    }
}

/// An attachment to send.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type")]
pub enum AttachmentDocument {
    /// A file of a status.
    #[serde(rename_all = "camelCase")]
    Document {
        /// Its type by content.
        media_type: String,
        /// Where it is served.
        url: String,
        /// Alt text.
        name: Option<String>,
        /// Colours to show until the file is loaded.
        #[serde(skip_serializing_if = "Option::is_none")]
        blurhash: Option<String>,
        /// From -1 to 1, right and up.
        #[serde(skip_serializing_if = "Option::is_none")]
        focal_point: Option<[f64; 2]>,
        /// Pixels.
        #[serde(skip_serializing_if = "Option::is_none")]
        width: Option<u32>,
        /// Pixels.
        #[serde(skip_serializing_if = "Option::is_none")]
        height: Option<u32>,
        /// How long a video or sound is: `xsd:duration`.
        #[serde(skip_serializing_if = "Option::is_none")]
        duration: Option<String>,
        /// What is shown before it is played, as Mastodon tells it.
        #[serde(skip_serializing_if = "Option::is_none")]
        icon: Option<ImageDocument>,
    },
    /// A profile field.
    PropertyValue {
        /// Its label.
        name: String,
        /// Its content, HTML.
        value: String,
    },
}

/// An avatar, header or emoji to send.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "Image", rename_all = "camelCase")]
pub struct ImageDocument {
    /// Its type by content.
    pub media_type: String,
    /// Where it is served.
    pub url: String,
    /// Alt text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}
