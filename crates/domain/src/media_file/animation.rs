//! Animated GIFs, which show what a still cannot: an ultrasound loop, a technique.
//!
//! Each frame is decompressed and compressed anew with its own palette, without loss and without the comments and
//! application data between the frames. Scaling would need new palettes, so an animation keeps its size.

use gif::{DecodeOptions, Decoder, DecodingError, Encoder, EncodingError, Repeat};

use super::header::ImageType;
use super::{Encoded, MediaError};

const MAX_FRAMES: u32 = 1_000;
/// Pixels of all frames together: seconds of work.
const MAX_FRAME_PIXELS: u64 = 200_000_000;

/// How often an animation repeats, once its frames are counted without decompressing them; `None` for a single frame.
pub(super) fn measure(bytes: &[u8]) -> Result<Option<Repeat>, MediaError> {
    let mut decoder = decoder(bytes, true)?;
    let (mut frames, mut pixels) = (0, 0);
    while let Some(frame) = decoder.next_frame_info()? {
        frames += 1;
        pixels += u64::from(frame.width) * u64::from(frame.height);
        if frames > MAX_FRAMES || pixels > MAX_FRAME_PIXELS {
            return Err(MediaError::TooManyFrames);
        }
    }
    Ok((frames > 1).then(|| decoder.repeat()))
}

/// The animation encoded anew.
pub(super) fn reencode(bytes: &[u8], repeat: Repeat) -> Result<Encoded, MediaError> {
    let mut decoder = decoder(bytes, false)?;
    let mut out = Vec::with_capacity(bytes.len());
    copy(&mut decoder, repeat, &mut out)?;
    Ok(Encoded {
        bytes: out,
        mime: ImageType::Gif.mime(),
        width: decoder.width().into(),
        height: decoder.height().into(),
    })
}

fn decoder(bytes: &[u8], skip_pixels: bool) -> Result<Decoder<&[u8]>, MediaError> {
    let mut options = DecodeOptions::new();
    options.skip_frame_decoding(skip_pixels);
    options.check_frame_consistency(true);
    Ok(options.read_info(bytes)?)
}

fn copy(decoder: &mut Decoder<&[u8]>, repeat: Repeat, out: &mut Vec<u8>) -> Result<(), MediaError> {
    let palette = decoder.global_palette().unwrap_or_default().to_vec();
    let mut encoder = Encoder::new(out, decoder.width(), decoder.height(), &palette)?;
    encoder.set_repeat(repeat)?;
    while let Some(frame) = decoder.read_next_frame()? {
        encoder.write_frame(frame)?;
    }
    Ok(())
}

impl From<DecodingError> for MediaError {
    fn from(_: DecodingError) -> Self {
        Self::Unreadable
    }
}

impl From<EncodingError> for MediaError {
    fn from(_: EncodingError) -> Self {
        Self::Unreadable
    }
}
