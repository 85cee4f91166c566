//! Videos and sound, read and written by the program ffmpeg in a child process. It is bounded in time, memory and bytes,
//! is told the format of what it reads, and may open files alone: a playlist in disguise leads nowhere.

mod arguments;
mod container;
mod convert;
mod facts;
mod run;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::Semaphore;

pub use container::{Container, MIME_TYPES};
pub use convert::{Converted, Effort};
pub use facts::{Audio, Facts, Video};

/// Pixels of a frame (3840 × 2160); Mastodon's limit.
pub const MAX_PIXELS: u64 = 8_294_400;
/// Frames a second; Mastodon's limit.
pub const MAX_FRAME_RATE: u32 = 120;
/// Encoders that must have been built in.
const ENCODERS: [&str; 2] = ["libx264", "aac"];
/// Conversions at a time: each takes a processor for minutes.
const MOST: usize = 2;

/// Why nothing was made of a file.
#[derive(Debug, thiserror::Error)]
pub enum FfmpegError {
    /// It begins as a video or as sound and does not go on as one, or holds neither.
    #[error("could not be read as a video or as sound")]
    Unreadable,
    /// More than [`MAX_PIXELS`].
    #[error("has too many pixels a frame (maximum is 8.3 million)")]
    TooManyPixels,
    /// More than [`MAX_FRAME_RATE`].
    #[error("has too many frames a second (maximum is 120)")]
    TooManyFrames,
    /// The program was stopped after ten minutes, or wrote more than it may.
    #[error("takes too much to process: cut it, or make it smaller")]
    TooMuch,
    /// It would have to be encoded anew, and that was not asked for.
    #[error("is of a format that is not taken over as it is")]
    Foreign,
    /// The program is not (any more) where it was found, or was built without what is needed.
    #[error("cannot be processed here: {0}")]
    Missing(String),
    /// The machine refuses.
    #[error("could not be written: {0}")]
    Io(#[from] std::io::Error),
}

/// The program. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Ffmpeg {
    program: PathBuf,
    /// What holds it down, where this machine has it: `nice` and `prlimit` (util-linux).
    wrapper: Vec<String>,
    lanes: Arc<Semaphore>,
}

impl Ffmpeg {
    /// The program at `configured`, or the first one of that name in `PATH`; `None` when there is none.
    #[must_use]
    pub fn find(configured: Option<&Path>) -> Option<Self> {
        let program = match configured {
            Some(path) => path.is_file().then(|| path.to_owned()),
            None => run::find_in_path("ffmpeg"),
        };
        Some(Self {
            program: program?,
            wrapper: run::wrapper(),
            lanes: Arc::new(Semaphore::new(MOST)),
        })
    }

    /// Asks the program what it can encode.
    ///
    /// # Errors
    /// [`FfmpegError::Missing`], which names what was not built in.
    pub async fn check(&self) -> Result<(), FfmpegError> {
        let encoders = self.ask("-encoders").await?;
        let has = |name: &str| encoders.split_ascii_whitespace().any(|word| word == name);
        match ENCODERS.into_iter().find(|name| !has(name)) {
            None => Ok(()),
            Some(name) => Err(FfmpegError::Missing(format!(
                "{} was built without {name}",
                self.program.display()
            ))),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn program(&self) -> &Path {
        &self.program
    }
}
