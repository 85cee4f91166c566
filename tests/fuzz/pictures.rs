//! The first bytes of uploads and of remote files.

use domain::ffmpeg::Container;
use domain::media_file::{MAX_PIXELS, read_header};
use proptest::prelude::*;

use crate::bound::bounded;
use crate::{mutate, seeds};

proptest! {
    #[test]
    fn picture(input in mutate::bytes(seeds::of("picture"), &[
        "GIF89a", "\u{89}PNG\r\n\u{1a}\n", "IHDR", "IDAT", "RIFF", "WEBPVP8X", "WEBPVP8L", "Exif\0\0", "ICCP",
        "\0\0\0\0", "ÿÿ", "<svg", "#EXTM3U",
    ])) {
        if let Ok(header) = bounded(&input.0, read_header) {
            let pixels = u64::from(header.width) * u64::from(header.height);
            prop_assert!(pixels <= MAX_PIXELS, "{pixels} pixels");
        }
        prop_assert!(bounded(&input.0, Container::sniff).is_none_or(|_| input.0.len() >= 4));
    }
}
