//! Sizes.

use std::borrow::Cow;

use image::DynamicImage;
use image::imageops::FilterType;

/// The size of the same shape with at most `max` pixels; `None` if the picture has no more.
pub(super) fn within(image: &DynamicImage, max: u64) -> Option<(u32, u32)> {
    let (width, height) = (u64::from(image.width()), u64::from(image.height()));
    if width * height <= max {
        return None;
    }
    let side = |long: u64, other: u64| u32::try_from((max * long / other).isqrt()).unwrap_or(1);
    Some((side(width, height).max(1), side(height, width).max(1)))
}

/// The picture itself, or one of the same shape with at most `max` pixels.
pub(super) fn shrink(image: &DynamicImage, max: u64) -> Cow<'_, DynamicImage> {
    match within(image, max) {
        Some((width, height)) => {
            Cow::Owned(image.resize_exact(width, height, FilterType::Triangle))
        }
        None => Cow::Borrowed(image),
    }
}

/// Scaled to cover the size, and cut around the centre.
pub(super) fn fill(image: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    image.resize_to_fill(width, height, FilterType::Triangle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_is_kept_and_the_area_bounded() {
        let size = |width, height| within(&DynamicImage::new_luma8(width, height), 230_400);
        assert_eq!(size(640, 360), None);
        assert_eq!(size(1280, 720), Some((640, 360)));
        assert_eq!(size(720, 1280), Some((360, 640)));
        let (width, height) = size(16_384, 15).expect("more than the area");
        assert_eq!((width, height), (15_863, 14));
    }
}
