//! Where files stand while they are worked on: uploads that arrive, and what ffmpeg reads and writes.
//!
//! Such a file goes when it is dropped. One that a killed process could not drop is within the instance's own folder, which
//! the next start empties, and not among everybody's temporary files.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tempfile::{NamedTempFile, TempDir};

/// A folder for files that end with their use. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Scratch(Arc<Path>);

impl Scratch {
    /// Uses `folder`, which is made when it is needed.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self(folder.into())
    }

    /// Removes what a killed process left behind. Only for who holds the lock of the data folder.
    pub fn sweep(&self) -> io::Result<()> {
        match std::fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// A folder that only we may look into; it goes with everything in it.
    pub(crate) fn folder(&self) -> io::Result<TempDir> {
        std::fs::create_dir_all(&self.0)?;
        TempDir::new_in(&self.0)
    }

    /// A file that only we may read.
    pub(crate) fn file(&self) -> io::Result<NamedTempFile> {
        std::fs::create_dir_all(&self.0)?;
        NamedTempFile::new_in(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_behind_goes_at_the_next_start() {
        let home = tempfile::tempdir().expect("a folder");
        let scratch = Scratch::new(&home.path().join("scratch"));
        scratch.sweep().expect("nothing is there yet");
        let kept = scratch.folder().expect("a folder").keep();
        let file = scratch.file().expect("a file");
        std::fs::write(kept.join("source"), "x").expect("writes");
        assert!(kept.starts_with(home.path()) && file.path().starts_with(home.path()));
        scratch.sweep().expect("sweeps");
        assert!(!kept.exists());
        assert!(scratch.folder().is_ok());
    }
}
