//! `meta` of a video or of sound.

use domain::media::{Playback, Size};
use schemars::JsonSchema;
use serde::Serialize;

use super::media::Dimensions;

/// The older half.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Played {
    /// `0:01:02.50`.
    #[schemars(with = "String")]
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<String>,
    #[schemars(with = "f64")]
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<f64>,
    #[schemars(with = "f64")]
    #[serde(skip_serializing_if = "Option::is_none")]
    fps: Option<f64>,
    #[serde(flatten)]
    size: Option<Dimensions>,
    #[schemars(with = "String")]
    #[serde(skip_serializing_if = "Option::is_none")]
    audio_encode: Option<String>,
    #[schemars(with = "String")]
    #[serde(skip_serializing_if = "Option::is_none")]
    audio_bitrate: Option<String>,
    #[schemars(with = "String")]
    #[serde(skip_serializing_if = "Option::is_none")]
    audio_channels: Option<String>,
}

/// `meta.original`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Moving {
    #[schemars(with = "i32")]
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<i32>,
    #[schemars(with = "i32")]
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<i32>,
    /// A fraction: `30000/1001`.
    #[schemars(with = "String")]
    #[serde(skip_serializing_if = "Option::is_none")]
    frame_rate: Option<String>,
    #[schemars(with = "f64")]
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<f64>,
    #[schemars(with = "u64")]
    #[serde(skip_serializing_if = "Option::is_none")]
    bitrate: Option<u64>,
}

impl Played {
    pub(super) fn new(playback: &Playback, size: Option<Size>) -> Self {
        Self {
            length: playback.duration.map(length),
            duration: playback.duration,
            fps: playback.frame_rate,
            size: size.map(Dimensions::from),
            audio_encode: playback.audio_encode.clone(),
            audio_bitrate: playback.audio_bitrate.clone(),
            audio_channels: playback.audio_channels.clone(),
        }
    }
}

impl Moving {
    pub(super) fn new(playback: &Playback, size: Option<Size>) -> Self {
        Self {
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
            frame_rate: playback.frame_rate.map(fraction),
            duration: playback.duration,
            bitrate: playback.bitrate,
        }
    }
}

fn length(seconds: f64) -> String {
    let minutes = (seconds / 60.0).floor();
    let (hours, rest) = ((minutes / 60.0).floor(), seconds - minutes * 60.0);
    format!("{hours}:{:02}:{rest:05.2}", minutes % 60.0)
}

/// The rates of television are whole numbers slowed down by a thousandth.
fn fraction(rate: f64) -> String {
    let whole = rate.round();
    let slowed = whole * 1000.0 / 1001.0;
    if (rate - whole).abs() < 0.001 {
        format!("{whole}/1")
    } else if (rate - slowed).abs() < 0.01 {
        format!("{}/1001", whole * 1000.0)
    } else {
        format!("{}/100", (rate * 100.0).round())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_rates_are_written_as_apps_know_them() {
        assert_eq!(length(62.5), "0:01:02.50");
        assert_eq!(length(7325.004), "2:02:05.00");
        assert_eq!(fraction(25.0), "25/1");
        assert_eq!(fraction(29.97), "30000/1001");
        assert_eq!(fraction(23.98), "24000/1001");
        assert_eq!(fraction(12.5), "1250/100");
    }
}
