//! One file with what an instance needs to go on elsewhere: its database (SQLite), its files and, on request, its secret.

mod archive;
#[cfg(test)]
mod tests;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use domain::audit::{self, Actor, Deed};
use serde::{Deserialize, Serialize};
use storage::{Db, Engine, Timestamp};
use tempfile::TempDir;

use crate::config::Config;
use crate::identity::Identity;
use crate::lock::Lock;

/// What this version writes and reads.
const FORMAT: u32 = 1;
const DATABASE: &str = "rounds.db";
const SECRET: &str = "secret";
const FILES: &str = "files";

/// What the backup says of itself, first in the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// Version of the program that wrote it.
    pub version: String,
    /// Whose it is.
    pub identity: Identity,
    /// When the database was copied.
    pub created_at: Timestamp,
}

/// What went into a backup, or came out of one.
#[derive(Debug)]
pub struct Contents {
    /// What it says of itself.
    pub manifest: Manifest,
    /// How many pictures, videos and sounds.
    pub files: usize,
    /// Whether the keys of the accounts can be opened with what is in it.
    pub has_secret: bool,
}

/// Writes a backup of the instance of `config` to the new file `to`, which only its owner can read. The server may run:
/// the backup holds what was committed when the database was copied, and the files that this names.
///
/// # Errors
/// When the database is not SQLite, the file is there already, or the disk is full; then nothing is left of it.
pub async fn create(
    config: &Config,
    db: &Db,
    to: &Path,
    with_secret: bool,
    now: Timestamp,
) -> anyhow::Result<Contents> {
    ensure!(
        db.engine() == Engine::Sqlite,
        "the database is PostgreSQL, which is backed up by its own tools: pg_dump for the database, and a copy of {} for \
         the files (docs/operations.md)",
        config.files().display()
    );
    ensure!(
        !to.exists(),
        "{} is there already: name another file",
        to.display()
    );
    let folder = TempDir::with_prefix_in(".backup-", parent(to))
        .with_context(|| format!("{} cannot be written", parent(to).display()))?;
    let copy = folder.path().join(DATABASE);
    write_down(db, with_secret, now).await?;
    db.snapshot(&copy)
        .await
        .context("the database cannot be copied")?;
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        identity: Identity::stored(db)
            .await?
            .context("this database was never served: there is nothing to back up")?,
        created_at: now,
    };
    let secret = config.data_dir.join(SECRET);
    let parts = archive::Parts {
        manifest,
        database: copy,
        files: config.files(),
        secret: with_secret.then_some(secret),
    };
    let to = to.to_owned();
    tokio::task::spawn_blocking(move || {
        let packed = folder.path().join("packed");
        let contents = archive::pack(&parts, &packed)?;
        fs::rename(&packed, &to).with_context(|| format!("{} cannot be written", to.display()))?;
        Ok(contents)
    })
    .await?
}

/// Writes into the audit log, and so into the backup itself, that one is made.
async fn write_down(db: &Db, with_secret: bool, now: Timestamp) -> anyhow::Result<()> {
    let tx = db.begin().await?;
    let detail = serde_json::json!({"with_secret": with_secret});
    let deed = Deed::new("backup.create", "instance", "all").with(detail);
    audit::record(&tx, &Actor::Operator, deed, now).await?;
    Ok(tx.commit().await?)
}

/// Makes the data folder `data_dir` of the backup `from`. All of it is unpacked and checked before anything takes its place.
///
/// # Errors
/// When the folder holds an instance, or the backup is damaged or of a newer version; then the folder is as before.
pub async fn restore(from: &Path, data_dir: &Path) -> anyhow::Result<Contents> {
    fs::create_dir_all(data_dir)
        .with_context(|| format!("the folder {} cannot be made", data_dir.display()))?;
    let _lock = Lock::take(data_dir)?;
    for name in [DATABASE, FILES] {
        ensure!(
            !data_dir.join(name).exists(),
            "{} holds an instance already: name an empty folder with --data-dir",
            data_dir.display()
        );
    }
    let folder = TempDir::with_prefix_in(".restore-", data_dir)?;
    let (archive, target) = (from.to_owned(), folder.path().to_owned());
    let manifest = tokio::task::spawn_blocking(move || archive::unpack(&archive, &target))
        .await?
        .with_context(|| format!("{} is not a sound backup", from.display()))?;
    ensure!(
        manifest.format == FORMAT,
        "{} was made by Rounds {}, which writes backups that this version cannot read: use that version",
        from.display(),
        manifest.version
    );
    check_database(&folder.path().join(DATABASE), &manifest.identity).await?;
    let has_secret = check_secret(folder.path(), data_dir)?;
    let files = fs::read_dir(folder.path().join(FILES))?.count();
    move_in(folder.path(), data_dir)?;
    Ok(Contents {
        manifest,
        files,
        has_secret,
    })
}

async fn check_database(path: &Path, identity: &Identity) -> anyhow::Result<()> {
    let db = Db::open_copy(path)
        .await
        .context("the database in the backup cannot be used")?;
    let stored = Identity::stored(&db).await?;
    db.close().await?;
    ensure!(
        stored.as_ref() == Some(identity),
        "the database in the backup is not that of {identity}"
    );
    Ok(())
}

/// Whether the folder has a secret afterwards. One that lies there already must be the same.
fn check_secret(unpacked: &Path, data_dir: &Path) -> anyhow::Result<bool> {
    let (new, old) = (unpacked.join(SECRET), data_dir.join(SECRET));
    if !new.exists() {
        return Ok(old.exists());
    }
    fs::set_permissions(&new, Permissions::from_mode(0o600))?;
    if old.exists() && fs::read(&new)? != fs::read(&old)? {
        bail!(
            "{} is another secret than the one in the backup: move it away",
            old.display()
        );
    }
    Ok(true)
}

/// The database comes last: a folder without one holds no instance, so that a kill in between can be followed by another try.
fn move_in(unpacked: &Path, data_dir: &Path) -> anyhow::Result<()> {
    for name in [SECRET, FILES, DATABASE] {
        let part = unpacked.join(name);
        if part.exists() {
            fs::rename(&part, data_dir.join(name))?;
        }
    }
    fs::File::open(data_dir)?.sync_all()?;
    Ok(())
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
