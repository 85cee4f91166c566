//! What a file is and how large it would become, from its first bytes.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};

use super::MediaError;

/// Bytes of an uploaded file.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Pixels of a picture (7680 × 4320); Mastodon's limit.
pub const MAX_PIXELS: u64 = 33_177_600;
/// Pixels along one side.
pub const MAX_SIDE: u32 = 16_384;

/// Bytes that a decoder may allocate: four for each pixel, and room for its own tables.
const MAX_ALLOCATION: u64 = MAX_PIXELS * 4 + 32 * 1024 * 1024;

/// The file types that are accepted and served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageType {
    /// image/png
    Png,
    /// image/jpeg
    Jpeg,
    /// image/gif
    Gif,
    /// image/webp; accepted, and stored as JPEG or PNG.
    Webp,
}

impl ImageType {
    /// The type by the file's first bytes; names and declared types are never asked.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            _ => None,
        }
    }

    /// The media type to serve it as.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }

    fn format(self) -> ImageFormat {
        match self {
            Self::Png => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Gif => ImageFormat::Gif,
            Self::Webp => ImageFormat::WebP,
        }
    }
}

/// A file within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// By its first bytes.
    pub image_type: ImageType,
    /// As stored, before any rotation.
    pub width: u32,
    /// As stored, before any rotation.
    pub height: u32,
}

/// Checks type and size of a file without decoding it.
///
/// # Errors
/// [`MediaError`] for everything beyond the limits.
pub fn read_header(bytes: &[u8]) -> Result<Header, MediaError> {
    if bytes.len() > MAX_BYTES {
        return Err(MediaError::TooManyBytes);
    }
    let image_type = ImageType::sniff(bytes).ok_or(MediaError::UnsupportedType)?;
    let dimensions = reader(bytes, image_type).into_dimensions();
    let (width, height) = dimensions.map_err(|_| MediaError::Unreadable)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE {
        return Err(MediaError::TooManyPixels);
    }
    Ok(Header {
        image_type,
        width,
        height,
    })
}

/// A reader that obeys the limit of memory.
pub(super) fn reader(bytes: &[u8], image_type: ImageType) -> ImageReader<Cursor<&[u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), image_type.format());
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_ALLOCATION);
    reader.limits(limits);
    reader
}
