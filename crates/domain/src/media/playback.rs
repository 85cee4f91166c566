//! What is known of a video or of sound.

use serde::{Deserialize, Serialize};

use crate::ffmpeg::Facts;

/// Kept as JSON beside a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Playback {
    /// Seconds.
    pub duration: Option<f64>,
    /// Bits a second, pictures and sound together.
    pub bitrate: Option<u64>,
    /// Pictures a second.
    pub frame_rate: Option<f64>,
    /// How its sound is encoded: `aac (LC) (mp4a / 0x6134706D)`.
    pub audio_encode: Option<String>,
    /// How often its sound was sampled: `44100 Hz`.
    pub audio_bitrate: Option<String>,
    /// `stereo`.
    pub audio_channels: Option<String>,
}

impl Playback {
    /// What another server says of its file.
    pub(super) fn lasting(duration: Option<f64>) -> Option<Self> {
        /// A day: what is longer is a mistake, and no number that apps can show.
        const LONGEST: f64 = 86_400.0;
        let duration = duration.filter(|seconds| (0.0..=LONGEST).contains(seconds))?;
        Some(Self {
            duration: Some(duration),
            ..Self::default()
        })
    }

    /// Reads what [`Self::write`] wrote.
    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// As JSON.
    pub(super) fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

impl From<&Facts> for Playback {
    fn from(facts: &Facts) -> Self {
        let audio = facts.audio.as_ref();
        Self {
            duration: facts.duration,
            bitrate: facts.bitrate,
            frame_rate: facts.video.as_ref().and_then(|video| video.frame_rate),
            audio_encode: audio.map(|audio| audio.encoding.clone()),
            audio_bitrate: audio.map(|audio| audio.rate.clone()),
            audio_channels: audio.map(|audio| audio.channels.clone()),
        }
    }
}
