use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use gif::{Encoder, Frame, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// Red on the left half, blue on the right.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    })
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("an image");
    bytes.into_inner()
}

/// A turned camera that says where it was.
fn exif_with_gps() -> Vec<u8> {
    let field = |tag, value| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let degrees = [48, 12, 30].map(|number| Rational {
        num: number,
        denom: 1,
    });
    let fields = [
        field(Tag::Orientation, Value::Short(vec![6])),
        field(Tag::Model, Value::Ascii(vec![b"Camera of Anna".to_vec()])),
        field(Tag::GPSLatitudeRef, Value::Ascii(vec![b"N".to_vec()])),
        field(Tag::GPSLatitude, Value::Rational(degrees.to_vec())),
    ];
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, false).expect("a few fields");
    bytes.into_inner()
}

fn with_exif(mut encoder: impl ImageEncoder, image: RgbImage) {
    encoder
        .set_exif_metadata(exif_with_gps())
        .expect("supported");
    let image: DynamicImage = image.into();
    image.write_with_encoder(encoder).expect("an image");
}

fn latitude(bytes: &[u8]) -> Option<String> {
    let exif = exif::Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok()?;
    let field = exif.get_field(Tag::GPSLatitude, In::PRIMARY)?;
    Some(field.display_value().to_string())
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn where_a_picture_was_taken_is_gone_and_it_stands_upright() {
    let (mut jpeg, mut png, mut webp) = (Vec::new(), Vec::new(), Vec::new());
    with_exif(JpegEncoder::new_with_quality(&mut jpeg, 95), halves(64, 32));
    with_exif(PngEncoder::new(&mut png), halves(64, 32));
    with_exif(WebPEncoder::new_lossless(&mut webp), halves(64, 32));
    for upload in [jpeg, png, webp] {
        assert!(latitude(&upload).is_some_and(|text| text.starts_with("48 deg")));
        for purpose in [Purpose::Attachment, Purpose::Avatar, Purpose::Header] {
            let stored = process(&upload, purpose).expect("an image").original;
            assert_eq!(latitude(&stored.bytes), None);
            assert!(!contains(&stored.bytes, b"Anna"), "{purpose:?}");
        }
        let upright = process(&upload, Purpose::Attachment)
            .expect("an image")
            .original;
        assert_eq!((upright.width, upright.height), (32, 64));
        let pixels = image::load_from_memory(&upright.bytes)
            .expect("ours")
            .into_rgb8();
        assert!(pixels.get_pixel(16, 8)[0] > 180, "red is on top");
        assert!(pixels.get_pixel(16, 56)[2] > 180, "blue is below");
    }
}

#[test]
fn what_hides_behind_a_picture_is_gone() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif] {
        let mut upload = file(&halves(32, 32).into(), format);
        upload.extend_from_slice(b"{\"type\":\"Person\",\"id\":\"https://b.example/anna\"}");
        let stored = process(&upload, Purpose::Attachment).expect("an image");
        assert!(!contains(&stored.original.bytes, b"Person"));
    }
}

#[test]
fn the_type_is_what_the_bytes_say() {
    for (format, image_type) in [
        (ImageFormat::Png, ImageType::Png),
        (ImageFormat::Jpeg, ImageType::Jpeg),
        (ImageFormat::Gif, ImageType::Gif),
        (ImageFormat::WebP, ImageType::Webp),
    ] {
        let bytes = file(&halves(8, 8).into(), format);
        let header = read_header(&bytes).expect("an image");
        assert_eq!(
            header,
            Header {
                image_type,
                width: 8,
                height: 8
            }
        );
    }
    for bytes in [
        &b"{\"type\":\"Note\"}"[..],
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        b"#EXTM3U\nfile:///etc/passwd",
        b"push graphic-context",
        b"BM",
        b"",
    ] {
        assert_eq!(read_header(bytes), Err(MediaError::UnsupportedType));
    }
}

#[test]
fn bombs_are_refused_by_their_header() {
    let mut gif = file(&halves(8, 8).into(), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xdc, 0xff, 0xdc, 0xff]);
    assert_eq!(read_header(&gif), Err(MediaError::TooManyPixels));

    let mut png = file(&halves(8, 8).into(), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xdc, 0, 0, 0xff, 0xdc]);
    let checksum = crc32(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&checksum);
    assert_eq!(read_header(&png), Err(MediaError::TooManyPixels));

    let narrow = file(&RgbImage::new(MAX_SIDE + 1, 1).into(), ImageFormat::Png);
    assert_eq!(read_header(&narrow), Err(MediaError::TooManyPixels));
    assert_eq!(
        read_header(&vec![0; MAX_BYTES + 1]),
        Err(MediaError::TooManyBytes)
    );
}

/// The checksum of a PNG chunk.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}

#[test]
fn broken_files_are_refused() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::WebP,
    ] {
        let bytes = file(&halves(64, 64).into(), format);
        for length in [12, bytes.len() / 4] {
            let refused = process(&bytes[..length], Purpose::Attachment);
            assert_eq!(
                refused.err(),
                Some(MediaError::Unreadable),
                "{format:?} {length}"
            );
        }
    }
}

#[test]
fn large_pictures_are_scaled_and_get_a_preview() {
    let upload = file(&halves(4000, 2500).into(), ImageFormat::Jpeg);
    let stored = process(&upload, Purpose::Attachment).expect("an image");
    assert_eq!(
        (stored.original.width, stored.original.height),
        (3642, 2276)
    );
    assert_eq!(stored.original.mime, "image/jpeg");
    let preview = stored.preview.expect("a large picture");
    assert_eq!((preview.width, preview.height), (607, 379));
    assert_eq!(
        read_header(&preview.bytes).map(|header| header.width),
        Ok(607)
    );
    let blurred = blurhash::decode(&stored.blurhash, 8, 8, 1.0).expect("a hash");
    assert!(blurred[0] > blurred[2], "red on the left");
}

#[test]
fn small_pictures_need_no_preview() {
    let upload = file(&halves(100, 80).into(), ImageFormat::WebP);
    let stored = process(&upload, Purpose::Attachment).expect("an image");
    assert!(stored.preview.is_none());
    assert_eq!(stored.original.mime, "image/jpeg");
}

#[test]
fn transparency_stays() {
    let image = RgbaImage::from_pixel(800, 800, Rgba([10, 200, 10, 60]));
    let upload = file(&image.into(), ImageFormat::WebP);
    let stored = process(&upload, Purpose::Attachment).expect("an image");
    assert_eq!(stored.original.mime, "image/png");
    assert_eq!(
        stored.preview.map(|preview| preview.mime),
        Some("image/png")
    );
}

#[test]
fn avatars_and_headers_are_cropped() {
    for (purpose, size) in [
        (Purpose::Avatar, (400, 400)),
        (Purpose::Header, (1500, 500)),
    ] {
        let upload = file(&halves(600, 300).into(), ImageFormat::Png);
        let stored = process(&upload, purpose).expect("an image");
        assert_eq!((stored.original.width, stored.original.height), size);
        assert!(stored.preview.is_none());
    }
}

/// An animation of `frames` frames with a comment between them.
fn animation(frames: u16, side: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder =
        Encoder::new(&mut bytes, side, side, &[255, 0, 0, 0, 0, 255]).expect("a palette");
    encoder.set_repeat(Repeat::Finite(3)).expect("supported");
    for number in 0..frames {
        let pixels = vec![u8::from(number % 2 == 1); usize::from(side) * usize::from(side)];
        encoder
            .write_raw_extension(gif::Extension::Comment.into(), &[b"Anna was here"])
            .expect("a comment");
        let frame = Frame {
            width: side,
            height: side,
            delay: 5,
            buffer: pixels.into(),
            ..Frame::default()
        };
        encoder.write_frame(&frame).expect("a frame");
    }
    drop(encoder);
    bytes
}

#[test]
fn an_animation_stays_one_without_its_comments() {
    let upload = animation(3, 16);
    assert!(contains(&upload, b"Anna"));
    let stored = process(&upload, Purpose::Attachment)
        .expect("an animation")
        .original;
    assert_eq!((stored.mime, stored.width), ("image/gif", 16));
    assert!(!contains(&stored.bytes, b"Anna"));

    let mut decoder = gif::DecodeOptions::new()
        .read_info(&stored.bytes[..])
        .expect("ours");
    let mut frames = Vec::new();
    while let Some(frame) = decoder.read_next_frame().expect("a frame") {
        frames.push((frame.delay, frame.buffer[0]));
    }
    assert_eq!(frames, [(5, 0), (5, 1), (5, 0)]);
    assert_eq!(decoder.repeat(), Repeat::Finite(3));
    let avatar = process(&upload, Purpose::Avatar)
        .expect("an animation")
        .original;
    assert_eq!(avatar.mime, "image/png");
}

#[test]
fn endless_animations_are_refused_before_they_are_decoded() {
    let small = animation(1_001, 1);
    assert_eq!(
        process(&small, Purpose::Avatar).err(),
        Some(MediaError::TooManyFrames)
    );

    let mut large = Vec::new();
    let mut encoder = Encoder::new(&mut large, 2000, 2000, &[0; 6]).expect("a palette");
    for _ in 0..51 {
        let frame = Frame {
            width: 2000,
            height: 2000,
            buffer: vec![2, 0].into(),
            ..Frame::default()
        };
        encoder
            .write_lzw_pre_encoded_frame(&frame)
            .expect("a frame of rubbish");
    }
    drop(encoder);
    assert_eq!(
        process(&large, Purpose::Attachment).err(),
        Some(MediaError::TooManyFrames)
    );
}
