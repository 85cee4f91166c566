//! From pixels to a file of ours, which holds them and nothing else.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageResult};

use super::MediaError;
use super::header::{Header, ImageType};

const JPEG_QUALITY: u8 = 90;

/// A file ready to be stored and served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub mime: &'static str,
    /// In pixels, as shown.
    pub width: u32,
    /// In pixels, as shown.
    pub height: u32,
}

/// Without loss if the upload was (drawings, scans, screenshots) or is transparent, else as a photograph.
pub(super) fn full(image: &DynamicImage, source: Header) -> Result<Encoded, MediaError> {
    let lossless = matches!(source.image_type, ImageType::Png | ImageType::Gif);
    encode(image, lossless)
}

/// Small; a photograph unless transparent.
pub(super) fn preview(image: &DynamicImage) -> Result<Encoded, MediaError> {
    encode(image, false)
}

fn encode(image: &DynamicImage, lossless: bool) -> Result<Encoded, MediaError> {
    let mut bytes = Vec::new();
    let png = lossless || image.color().has_alpha();
    let (image_type, written): (_, ImageResult<()>) = if png {
        let encoder = PngEncoder::new(&mut bytes);
        (ImageType::Png, image.write_with_encoder(encoder))
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        (ImageType::Jpeg, image.write_with_encoder(encoder))
    };
    written.map_err(|_| MediaError::Unreadable)?;
    Ok(Encoded {
        bytes,
        mime: image_type.mime(),
        width: image.width(),
        height: image.height(),
    })
}
