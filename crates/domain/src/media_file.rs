//! Pictures that people upload: bounded before they cost anything, decoded, and encoded anew, so that nothing of the
//! file but its pixels remains. No metadata survives, nor anything that is hidden behind the picture.
//!
//! Everything here computes for up to seconds: call it on a blocking thread.

mod animation;
mod color;
mod decode;
mod encode;
mod focus;
mod header;
mod scale;
#[cfg(test)]
mod tests;

use image::DynamicImage;

pub use encode::Encoded;
pub use focus::{Focus, FocusError};
pub use header::{Header, ImageType, MAX_BYTES, MAX_PIXELS, MAX_SIDE, read_header};

/// Pixels of a stored attachment (3840 × 2160), beyond which it is scaled down; Mastodon's figure.
const ATTACHMENT_PIXELS: u64 = 8_294_400;
/// Pixels of a preview (640 × 360); Mastodon's figure.
const PREVIEW_PIXELS: u64 = 230_400;

/// What a picture is for, which decides its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Part of a status: keeps its shape.
    Attachment,
    /// Beside a name: cropped to 400 × 400.
    Avatar,
    /// Across a profile: cropped to 1500 × 500.
    Header,
}

/// A picture ready to be stored.
#[derive(Debug)]
pub struct Processed {
    /// What is shown at full size.
    pub original: Encoded,
    /// What is shown in a timeline; `None` where the original is small enough.
    pub preview: Option<Encoded>,
    /// What is shown while it loads, <https://blurha.sh>.
    pub blurhash: String,
}

/// Why a picture was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// By its first bytes no PNG, JPEG, GIF or WebP, whatever its name says.
    #[error("is not a picture of a supported type (PNG, JPEG, GIF, WebP)")]
    UnsupportedType,
    /// More than [`MAX_BYTES`].
    #[error("is too big (maximum is 16 MB)")]
    TooManyBytes,
    /// More than [`MAX_PIXELS`] or a side longer than [`MAX_SIDE`], or too much memory to decode.
    #[error("has too many pixels (maximum is 33 million)")]
    TooManyPixels,
    /// An animation of too many frames.
    #[error("is too long an animation")]
    TooManyFrames,
    /// Begins as a picture and does not go on as one.
    #[error("could not be read as a picture")]
    Unreadable,
}

/// Reads an uploaded file and makes of it what is stored.
///
/// An animated GIF stays one as an attachment, frame by frame and unscaled; elsewhere its first frame is used.
///
/// # Errors
/// [`MediaError`]; types and sizes are refused before anything is decoded.
pub fn process(bytes: &[u8], purpose: Purpose) -> Result<Processed, MediaError> {
    let header = read_header(bytes)?;
    let animated = match header.image_type {
        ImageType::Gif => animation::measure(bytes)?,
        _ => None,
    };
    let image = decode::decode(bytes, header)?;
    let blurhash = blurhash(&image)?;
    let original = match (purpose, animated) {
        (Purpose::Attachment, Some(repeat)) => animation::reencode(bytes, repeat)?,
        (Purpose::Attachment, None) => {
            encode::full(&scale::shrink(&image, ATTACHMENT_PIXELS), header)?
        }
        (Purpose::Avatar, _) => encode::full(&scale::fill(&image, 400, 400), header)?,
        (Purpose::Header, _) => encode::full(&scale::fill(&image, 1500, 500), header)?,
    };
    let preview = match purpose {
        Purpose::Attachment => preview(&image)?,
        Purpose::Avatar | Purpose::Header => None,
    };
    Ok(Processed {
        original,
        preview,
        blurhash,
    })
}

/// Whether a GIF within the limits moves.
///
/// # Errors
/// [`MediaError`] for one of too many frames, or that cannot be read.
pub fn is_animation(bytes: &[u8]) -> Result<bool, MediaError> {
    Ok(animation::measure(bytes)?.is_some())
}

fn preview(image: &DynamicImage) -> Result<Option<Encoded>, MediaError> {
    scale::within(image, PREVIEW_PIXELS)
        .map(|(width, height)| encode::preview(&image.thumbnail_exact(width, height)))
        .transpose()
}

/// Of four by four components, which suits any shape; computed on a thumbnail, since it holds no more detail.
fn blurhash(image: &DynamicImage) -> Result<String, MediaError> {
    let small = image.thumbnail(64, 64).into_rgba8();
    blurhash::encode(4, 4, small.width(), small.height(), &small)
        .map_err(|_| MediaError::Unreadable)
}
