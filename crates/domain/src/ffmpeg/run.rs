//! The child process.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, copy, sink};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::{Ffmpeg, FfmpegError};

/// How long one run may take.
const PATIENCE: Duration = Duration::from_mins(10);
/// Seconds of one processor.
const PROCESSOR_SECONDS: u64 = 600;
/// Bytes of memory, counted as addresses.
const MEMORY: u64 = 3 * 1024 * 1024 * 1024;
/// Bytes that are read of what it says.
const REPORT: u64 = 64 * 1024;

/// The first executable file of this name in `PATH`.
pub(super) fn find_in_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// What this machine has to hold a process down. Each replaces itself by the program, so that a kill meets the program.
pub(super) fn wrapper() -> Vec<String> {
    let mut words = Vec::new();
    if let Some(nice) = find_in_path("nice") {
        words.extend([text(&nice), "-n".into(), "10".into()]);
    }
    if let Some(prlimit) = find_in_path("prlimit") {
        words.push(text(&prlimit));
        words.extend([
            format!("--as={MEMORY}"),
            format!("--cpu={PROCESSOR_SECONDS}"),
            "--core=0".into(),
            "--nofile=64".into(),
        ]);
    }
    words
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

impl Ffmpeg {
    /// Runs the program in `folder` and says whether it succeeded, and what it wrote about it.
    pub(super) async fn run(
        &self,
        folder: &Path,
        arguments: &[String],
    ) -> Result<(bool, String), FfmpegError> {
        let mut command = self.command();
        command.args(arguments).current_dir(folder);
        let mut child = command.stdout(Stdio::null()).spawn()?;
        // Dropped, at the end of patience as when the server stops, the child is killed.
        let (status, report) = timeout(PATIENCE, watch(&mut child))
            .await
            .map_err(|_| FfmpegError::TooMuch)??;
        if status.code().is_none() {
            // Killed by a limit.
            return Err(FfmpegError::TooMuch);
        }
        Ok((status.success(), report))
    }

    /// What the program answers to a question about itself.
    pub(super) async fn ask(&self, question: &str) -> Result<String, FfmpegError> {
        let mut command = self.command();
        let run = command.args(["-hide_banner", question]).output();
        let answer = timeout(PATIENCE, run)
            .await
            .map_err(|_| FfmpegError::TooMuch)??;
        Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
    }

    /// No shell, no environment, nothing to read from.
    fn command(&self) -> Command {
        let mut words = self.wrapper.iter();
        let mut command = match words.next() {
            Some(first) => {
                let mut command = Command::new(first);
                command.args(words).arg(&self.program);
                command
            }
            None => Command::new(&self.program),
        };
        command
            .env_clear()
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }
}

async fn watch(child: &mut Child) -> std::io::Result<(ExitStatus, String)> {
    let mut report = Vec::new();
    if let Some(mut said) = child.stderr.take() {
        (&mut said).take(REPORT).read_to_end(&mut report).await?;
        copy(&mut said, &mut sink()).await?;
    }
    let status = child.wait().await?;
    Ok((status, String::from_utf8_lossy(&report).into_owned()))
}
