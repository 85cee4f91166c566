//! The instance secret: from the environment, or from a file that only its owner can read, made at first start.

use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::{Context as _, ensure};
use domain::secret::Secret;

/// The environment variable that replaces the file.
pub const VARIABLE: &str = "ROUNDS_SECRET";

/// Reads the secret, or makes it when there is none.
///
/// # Errors
/// When the file can be read by others, or holds something else.
pub fn read_or_make(data_dir: &Path) -> anyhow::Result<Secret> {
    if let Ok(text) = std::env::var(VARIABLE) {
        return Secret::decode(&text)
            .with_context(|| format!("{VARIABLE} is not a secret of 32 bytes in base64url"));
    }
    let path = data_dir.join("secret");
    if !path.exists() {
        return make(&path);
    }
    let mode = std::fs::metadata(&path)?.permissions().mode();
    ensure!(
        (mode & 0o077).count_ones() == 0,
        "{} can be read by others: chmod 600 it",
        path.display()
    );
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    Secret::decode(&text)
        .with_context(|| format!("{} does not hold an instance secret", path.display()))
}

fn make(path: &Path) -> anyhow::Result<Secret> {
    let secret = Secret::generate();
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("{} cannot be made", path.display()))?;
    writeln!(file, "{}", secret.encode())?;
    file.sync_all()?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_kept_from_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = read_or_make(folder.path()).expect("is made");
        let again = read_or_make(folder.path()).expect("is read");
        assert_eq!(first.encode(), again.encode());
        let path = folder.path().join("secret");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("changes");
        assert!(read_or_make(folder.path()).is_err());
    }
}
