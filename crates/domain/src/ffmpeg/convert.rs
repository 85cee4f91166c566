//! From a file of a stranger to one that every browser plays: H.264 and AAC in MP4, MP3, or AAC alone.

use std::path::{Path, PathBuf};

use storage::kinds::MediaKind;

use super::arguments::{self, SOURCE, Treatment};
use super::facts::{Audio, Facts, Video};
use super::{Container, Ffmpeg, FfmpegError, MAX_FRAME_RATE, MAX_PIXELS};

/// Bytes of slack within which a file that was cut at its bound is known.
const SLACK: u64 = 1024 * 1024;
const PICTURE: &str = "picture.png";

/// How much may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Whatever it takes: minutes.
    Encode,
    /// What plays as it is loses its metadata, which takes seconds; nothing else is taken.
    Copy,
}

/// What was made.
#[derive(Debug)]
pub struct Converted {
    /// What it turned out to be.
    pub kind: MediaKind,
    /// The media type of `file`.
    pub mime: &'static str,
    /// What is served.
    pub file: PathBuf,
    /// A PNG of its first frame, or its cover.
    pub picture: Option<PathBuf>,
    /// What is in `file`.
    pub facts: Facts,
}

/// What is made of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Plan {
    kind: MediaKind,
    video: Treatment,
    audio: Treatment,
    mp3: bool,
}

impl Ffmpeg {
    /// Converts the file [`Self::source`] in `folder`, which everything is written to, into one of at most `bytes`.
    ///
    /// # Errors
    /// [`FfmpegError`].
    pub async fn convert(
        &self,
        folder: &Path,
        container: Container,
        effort: Effort,
        bytes: u64,
    ) -> Result<Converted, FfmpegError> {
        let permit = self.lanes.acquire().await;
        let permit = permit.map_err(|_| FfmpegError::TooMuch)?;
        let source = self.look(folder, container, SOURCE).await?;
        let plan = Plan::of(container, &source)?;
        if effort == Effort::Copy && [plan.video, plan.audio].contains(&Treatment::Encode) {
            return Err(FfmpegError::Foreign);
        }
        let name = self.write(folder, container, plan, bytes).await?;
        let picture = self.picture(folder, container, &source, plan, name).await?;
        let facts = self.look(folder, plan.container(), name).await?;
        drop(permit);
        Ok(Converted {
            kind: plan.kind,
            mime: plan.mime(),
            file: folder.join(name),
            picture,
            facts,
        })
    }

    /// The name in a folder of the file that is converted.
    #[must_use]
    pub fn source(folder: &Path) -> PathBuf {
        folder.join(SOURCE)
    }

    async fn look(
        &self,
        folder: &Path,
        container: Container,
        name: &str,
    ) -> Result<Facts, FfmpegError> {
        let arguments = arguments::report(container, name);
        let (_, report) = self.run(folder, &arguments).await?;
        Ok(Facts::read(&report))
    }

    async fn write(
        &self,
        folder: &Path,
        container: Container,
        plan: Plan,
        bytes: u64,
    ) -> Result<&'static str, FfmpegError> {
        let (muxer, name) = if plan.mp3 {
            ("mp3", "made.mp3")
        } else {
            ("mp4", "made.mp4")
        };
        let treatments = (plan.video, plan.audio);
        let arguments = arguments::convert(container, treatments, (muxer, name), bytes + SLACK);
        let (success, report) = self.run(folder, &arguments).await?;
        if !success {
            tracing::info!(report, "ffmpeg refused a file");
            return Err(FfmpegError::Unreadable);
        }
        let length = tokio::fs::metadata(folder.join(name)).await?.len();
        match length {
            0 => Err(FfmpegError::Unreadable),
            length if length > bytes => Err(FfmpegError::TooMuch),
            _ => Ok(name),
        }
    }

    /// The first frame of what was made, or the cover of the source. One that cannot be had keeps nothing from being shown.
    async fn picture(
        &self,
        folder: &Path,
        container: Container,
        source: &Facts,
        plan: Plan,
        name: &str,
    ) -> Result<Option<PathBuf>, FfmpegError> {
        let arguments = match plan.kind {
            MediaKind::Audio if source.cover => arguments::picture(container, SOURCE, PICTURE),
            MediaKind::Audio => return Ok(None),
            _ => arguments::picture(plan.container(), name, PICTURE),
        };
        let (success, _) = self.run(folder, &arguments).await?;
        let picture = folder.join(PICTURE);
        Ok((success && picture.is_file()).then_some(picture))
    }
}

impl Plan {
    fn of(container: Container, source: &Facts) -> Result<Self, FfmpegError> {
        let audio = source.audio.as_ref();
        match &source.video {
            Some(video) if container == Container::Gif || !container.is_sound() => {
                check(video)?;
                Ok(Self::video(container, video, audio))
            }
            _ => Self::sound(audio.ok_or(FfmpegError::Unreadable)?),
        }
    }

    fn video(container: Container, video: &Video, audio: Option<&Audio>) -> Self {
        let plays =
            video.codec == "h264" && matches!(video.pixel_format.as_str(), "yuv420p" | "yuvj420p");
        let sound = match audio.map(|audio| audio.codec.as_str()) {
            None => Treatment::Drop,
            Some("aac") => Treatment::Copy,
            Some(_) => Treatment::Encode,
        };
        Self {
            kind: if container == Container::Gif {
                MediaKind::Gifv
            } else {
                MediaKind::Video
            },
            video: if plays {
                Treatment::Copy
            } else {
                Treatment::Encode
            },
            audio: sound,
            mp3: false,
        }
    }

    fn sound(audio: &Audio) -> Result<Self, FfmpegError> {
        if audio.codec.is_empty() {
            return Err(FfmpegError::Unreadable);
        }
        let plays = matches!(audio.codec.as_str(), "aac" | "mp3");
        Ok(Self {
            kind: MediaKind::Audio,
            video: Treatment::Drop,
            audio: if plays {
                Treatment::Copy
            } else {
                Treatment::Encode
            },
            mp3: audio.codec == "mp3",
        })
    }

    /// What is written.
    fn container(self) -> Container {
        if self.mp3 {
            Container::Mp3
        } else {
            Container::IsoMedia
        }
    }

    fn mime(self) -> &'static str {
        match self.kind {
            MediaKind::Audio if self.mp3 => "audio/mpeg",
            MediaKind::Audio => "audio/mp4",
            _ => "video/mp4",
        }
    }
}

fn check(video: &Video) -> Result<(), FfmpegError> {
    if video.width == 0 || video.height == 0 {
        return Err(FfmpegError::Unreadable);
    }
    if u64::from(video.width) * u64::from(video.height) > MAX_PIXELS {
        return Err(FfmpegError::TooManyPixels);
    }
    if video
        .frame_rate
        .is_some_and(|rate| rate > f64::from(MAX_FRAME_RATE))
    {
        return Err(FfmpegError::TooManyFrames);
    }
    Ok(())
}
