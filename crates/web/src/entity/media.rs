//! `MediaAttachment`.

use domain::kinds::{MediaKind, MediaState};
use domain::media::{MediaView, Size};
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Url};
use super::playback::{Moving, Played};

/// A file of a status.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MediaAttachment {
    #[schemars(with = "Id")]
    id: String,
    #[serde(rename = "type")]
    kind: MediaKind,
    /// None before it can be shown.
    #[schemars(with = "Option<Url>")]
    url: Option<String>,
    #[schemars(with = "Option<Url>")]
    preview_url: Option<String>,
    #[schemars(with = "Option<Url>")]
    remote_url: Option<String>,
    /// Gone from the API, but apps of old demand it.
    #[schemars(with = "Option<Url>")]
    text_url: Option<String>,
    meta: Meta,
    description: Option<String>,
    blurhash: Option<String>,
}

/// What is known of a file. Of a video or sound it stands twice, as on Mastodon: apps of all ages read it.
#[derive(Debug, Serialize, JsonSchema)]
struct Meta {
    #[serde(flatten)]
    played: Option<Played>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Original")]
    original: Option<Original>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Dimensions")]
    small: Option<Dimensions>,
    focus: Focus,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum Original {
    Still(Dimensions),
    Moving(Moving),
}

#[derive(Debug, Serialize, JsonSchema)]
struct Focus {
    x: f64,
    y: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Dimensions {
    width: i32,
    height: i32,
    size: String,
    aspect: f64,
}

impl From<MediaView> for MediaAttachment {
    fn from(media: MediaView) -> Self {
        let (x, y) = media.focus;
        let ready = media.state == MediaState::Ready;
        let original = match &media.playback {
            Some(playback) => Some(Original::Moving(Moving::new(playback, media.original))),
            None => media.original.map(|size| Original::Still(size.into())),
        };
        let played = media.playback.as_ref();
        let played = played.map(|playback| Played::new(playback, media.original));
        Self {
            id: media.id.to_string(),
            kind: media.kind,
            url: Some(media.url).filter(|_| ready),
            preview_url: media.preview_url.filter(|_| ready),
            remote_url: media.remote_url,
            text_url: None,
            meta: Meta {
                played,
                original,
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
