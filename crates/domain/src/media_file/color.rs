//! Colours of a device into those that every screen assumes: a wide-gamut photograph of skin must not turn pale when
//! its profile goes with the other metadata.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Samples converted at a time, a multiple of three and four channels.
const CHUNK: usize = 12 * 4096;

/// Converts 8-bit pixels from an ICC profile to sRGB. An unreadable profile, or one of other colours than RGB, is
/// ignored as a browser would.
pub(super) fn to_srgb(image: &mut DynamicImage, icc: &[u8]) {
    let (layout, samples): (_, &mut [u8]) = match image {
        DynamicImage::ImageRgb8(pixels) => (Layout::Rgb, pixels),
        DynamicImage::ImageRgba8(pixels) => (Layout::Rgba, pixels),
        _ => return,
    };
    let Ok(source) = ColorProfile::new_from_slice(icc) else {
        return;
    };
    if source.color_space != DataColorSpace::Rgb {
        return;
    }
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) =
        source.create_transform_8bit(layout, &srgb, layout, TransformOptions::default())
    else {
        return;
    };
    for chunk in samples.chunks_mut(CHUNK) {
        let before = chunk.to_vec();
        transform
            .transform(&before, chunk)
            .expect("both sides have the same length in whole pixels");
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    #[test]
    fn colours_of_a_wide_gamut_are_converted() {
        let mut image: DynamicImage = RgbImage::from_pixel(2, 2, Rgb([200, 100, 100])).into();
        let profile = ColorProfile::new_display_p3().encode().expect("a profile");
        to_srgb(&mut image, &profile);
        let pixel = image.to_rgb8().get_pixel(0, 0).0;
        assert!(pixel[0] > 205 && pixel[1] < 100, "{pixel:?}");
    }

    #[test]
    fn a_broken_profile_changes_nothing() {
        let mut image: DynamicImage = RgbImage::from_pixel(2, 2, Rgb([200, 100, 100])).into();
        let before = image.clone();
        to_srgb(&mut image, b"not a profile");
        assert_eq!(image, before);
    }
}
