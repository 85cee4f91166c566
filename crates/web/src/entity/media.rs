//! `MediaAttachment`.

use domain::kinds::MediaKind;
use domain::media::{MediaView, Size};
use serde::Serialize;

/// A file of a status.
#[derive(Debug, Serialize)]
pub struct MediaAttachment {
    id: String,
    #[serde(rename = "type")]
    kind: MediaKind,
    url: String,
    preview_url: Option<String>,
    remote_url: Option<String>,
    /// Gone from the API, but apps of old demand it.
    text_url: Option<String>,
    meta: Meta,
    description: Option<String>,
    blurhash: Option<String>,
}

#[derive(Debug, Serialize)]
struct Meta {
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<Dimensions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    small: Option<Dimensions>,
    focus: Focus,
}

#[derive(Debug, Serialize)]
struct Dimensions {
    width: i32,
    height: i32,
    size: String,
    aspect: f64,
}

#[derive(Debug, Serialize)]
struct Focus {
    x: f64,
    y: f64,
}

impl From<MediaView> for MediaAttachment {
    fn from(media: MediaView) -> Self {
        let (x, y) = media.focus;
        Self {
            id: media.id.to_string(),
            kind: media.kind,
            url: media.url,
            preview_url: media.preview_url,
            remote_url: media.remote_url,
            text_url: None,
            meta: Meta {
                original: media.original.map(Dimensions::from),
                small: media.preview.map(Dimensions::from),
                focus: Focus { x, y },
            },
            description: Some(media.description).filter(|text| !text.is_empty()),
            blurhash: media.blurhash,
        }
    }
}

impl From<Size> for Dimensions {
    fn from(Size { width, height }: Size) -> Self {
        Self {
            width,
            height,
            size: format!("{width}x{height}"),
            aspect: f64::from(width) / f64::from(height.max(1)),
        }
    }
}
