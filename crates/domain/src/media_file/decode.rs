//! From a file to upright sRGB pixels of 8 bits.

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError};

use super::MediaError;
use super::color::to_srgb;
use super::header::{Header, MAX_PIXELS, reader};

/// Bytes of decoded pixels; deeper colours than 8 bits leave room for fewer pixels.
const MAX_DECODED: u64 = MAX_PIXELS * 4;

/// Decodes the first frame and applies what the metadata say about it, which then are gone.
pub(super) fn decode(bytes: &[u8], header: Header) -> Result<DynamicImage, MediaError> {
    let mut decoder = reader(bytes, header.image_type)
        .into_decoder()
        .map_err(refusal)?;
    if decoder.total_bytes() > MAX_DECODED {
        return Err(MediaError::TooManyPixels);
    }
    // Metadata that cannot be read leave the picture as it is.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let pixels = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let mut image = eight_bits(pixels);
    if let Some(profile) = profile {
        to_srgb(&mut image, &profile);
    }
    image.apply_orientation(orientation);
    Ok(image)
}

/// Three bytes a pixel, or four if anything is transparent.
fn eight_bits(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return image.into_rgb8().into();
    }
    let rgba = image.into_rgba8();
    if rgba.pixels().all(|pixel| pixel[3] == u8::MAX) {
        return DynamicImage::from(rgba).into_rgb8().into();
    }
    rgba.into()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err takes"
)]
fn refusal(error: ImageError) -> MediaError {
    match error {
        ImageError::Limits(_) => MediaError::TooManyPixels,
        _ => MediaError::Unreadable,
    }
}
