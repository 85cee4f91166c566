//! What the program says of a file. Its report is meant for people, but has said the same for many years; `ffprobe`, which
//! says it for machines, is not everywhere.

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Seconds.
    pub duration: Option<f64>,
    /// Bits a second.
    pub bitrate: Option<u64>,
    /// The first moving picture.
    pub video: Option<Video>,
    /// The first sound.
    pub audio: Option<Audio>,
    /// Whether a still picture is attached, such as the cover of an album.
    pub cover: bool,
}

/// A stream of pictures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Video {
    /// The program's name of its encoding.
    pub codec: String,
    /// The program's name of how pixels are stored.
    pub pixel_format: String,
    /// Pixels, as shown.
    pub width: u32,
    /// Pixels, as shown.
    pub height: u32,
    /// Pictures a second.
    pub frame_rate: Option<f64>,
}

/// A stream of sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audio {
    /// The program's name of its encoding.
    pub codec: String,
    /// The same with its details: `aac (LC) (mp4a / 0x6134706D)`.
    pub encoding: String,
    /// `44100 Hz`.
    pub rate: String,
    /// `stereo`.
    pub channels: String,
}

impl Facts {
    /// Reads the report on the one input. Lines of metadata are set in deeper than those of streams, so that what a file
    /// says of itself is not taken for what it is.
    pub(super) fn read(report: &str) -> Self {
        let mut facts = Self::default();
        for line in report.lines() {
            if let Some(rest) = line.strip_prefix("  Duration: ") {
                facts.read_duration(rest);
            } else if line.starts_with("  Stream #0:") || line.starts_with("    Stream #0:") {
                facts.read_stream(line);
            } else if let Some(rest) = turned(line) {
                facts.turn(rest);
            }
        }
        facts
    }

    fn read_duration(&mut self, rest: &str) {
        let mut parts = rest.split(", ");
        self.duration = parts.next().and_then(seconds);
        let bitrate = parts.find_map(|part| part.strip_prefix("bitrate: "));
        let kilobits = bitrate.and_then(|text| text.strip_suffix(" kb/s")?.parse::<u64>().ok());
        self.bitrate = kilobits.map(|kilobits| kilobits * 1000);
    }

    fn read_stream(&mut self, line: &str) {
        if let Some((_, rest)) = line.split_once(": Video: ") {
            if rest.ends_with("(attached pic)") {
                self.cover = true;
            } else if self.video.is_none() {
                self.video = Some(video(rest));
            }
        } else if let Some((_, rest)) = line.split_once(": Audio: ")
            && self.audio.is_none()
        {
            self.audio = Some(audio(rest));
        }
    }

    /// A telephone that was held upright says by how much the pictures are to be turned.
    fn turn(&mut self, rest: &str) {
        let degrees = rest.split(' ').next().and_then(|text| text.parse().ok());
        let upright = degrees.is_some_and(|degrees: f64| (degrees.abs() - 90.0).abs() < 1.0);
        if let Some(video) = self.video.as_mut().filter(|_| upright) {
            (video.width, video.height) = (video.height, video.width);
        }
    }
}

/// `displaymatrix: rotation of -90.00 degrees`; since version 8 `Display Matrix: …`.
fn turned(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line
        .strip_prefix("displaymatrix: ")
        .or_else(|| line.strip_prefix("Display Matrix: "))?;
    rest.strip_prefix("rotation of ")
}

/// `00:01:02.50`.
fn seconds(text: &str) -> Option<f64> {
    let mut parts = text.splitn(3, ':');
    let mut next = || parts.next()?.parse::<f64>().ok();
    Some(next()? * 3600.0 + next()? * 60.0 + next()?)
}

/// `h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709), 640x360 [SAR 1:1 DAR 16:9], 200 kb/s, 30 fps, 30 tbr, …`.
fn video(rest: &str) -> Video {
    let fields = fields(rest);
    let word = |at: usize| fields.get(at).map_or("", |field| first_word(field));
    let size = fields.iter().skip(1).find_map(|field| size(field));
    let rate = fields.iter().find_map(|field| field.strip_suffix(" fps"));
    let (width, height) = size.unwrap_or_default();
    Video {
        codec: word(0).to_owned(),
        pixel_format: word(1).to_owned(),
        width,
        height,
        frame_rate: rate.and_then(|text| text.parse().ok()),
    }
}

/// `aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo, fltp, 128 kb/s (default)`.
fn audio(rest: &str) -> Audio {
    let fields = fields(rest);
    let field = |at: usize| fields.get(at).copied().unwrap_or_default().to_owned();
    Audio {
        codec: first_word(&field(0)).to_owned(),
        encoding: field(0),
        rate: field(1),
        channels: field(2),
    }
}

fn size(field: &str) -> Option<(u32, u32)> {
    let (width, height) = field.split(' ').next()?.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

fn first_word(field: &str) -> &str {
    field.split([' ', '(']).next().unwrap_or_default()
}

/// Splits at commas that stand in no brackets.
fn fields(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let outside = |character: char| {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        character == ',' && depth == 0
    };
    text.split(outside).map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read() {
        let facts = Facts::read(
            "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'source':\n  Metadata:\n    title           : x\n\
             \x20                   :   Stream #0:9: Video: rawvideo, 9x9\n\
             \x20 Duration: 00:01:02.50, start: 0.000000, bitrate: 131 kb/s\n\
             \x20 Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), \
             1920x1080 [SAR 1:1 DAR 16:9], 45 kb/s, 29.97 fps, 30 tbr, 15360 tbn (default)\n\
             \x20     Side data:\n\x20       displaymatrix: rotation of -90.00 degrees\n\
             \x20 Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)\n",
        );
        let video = facts.video.expect("pictures");
        assert_eq!(
            (video.codec.as_str(), video.pixel_format.as_str()),
            ("h264", "yuv420p")
        );
        assert_eq!((video.width, video.height), (1080, 1920), "is turned");
        assert_eq!(video.frame_rate, Some(29.97));
        assert_eq!((facts.duration, facts.bitrate), (Some(62.5), Some(131_000)));
        let audio = facts.audio.expect("sound");
        assert_eq!(audio.encoding, "aac (LC) (mp4a / 0x6134706D)");
        assert_eq!(
            (audio.codec.as_str(), audio.rate.as_str()),
            ("aac", "44100 Hz")
        );
        assert_eq!(audio.channels, "mono");
    }

    #[test]
    fn a_cover_is_no_video_and_rubbish_is_nothing() {
        let facts = Facts::read(
            "  Duration: N/A, bitrate: N/A\n  Stream #0:0: Audio: mp3 (mp3float), 44100 Hz, stereo, fltp, 128 kb/s\n\
             \x20 Stream #0:1: Video: png, rgb24(pc), 300x300 [SAR 1:1 DAR 1:1], 90k tbr, 90k tbn (attached pic)\n",
        );
        assert!(facts.cover && facts.video.is_none());
        assert_eq!(facts.audio.expect("sound").codec, "mp3");
        assert_eq!((facts.duration, facts.bitrate), (None, None));
        assert_eq!(Facts::read("source: Invalid data found"), Facts::default());
    }
}
