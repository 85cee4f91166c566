//! The file itself: a tar archive, compressed by gzip, so that any tool opens it and a damaged one is noticed.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use tar::{Archive, Builder, EntryType, Header};

use super::{Contents, DATABASE, FILES, Manifest, SECRET};

const MANIFEST: &str = "manifest.json";
/// Of what else a manifest could be.
const MANIFEST_BYTES: u64 = 64 * 1024;
/// How often somebody who waits is told how far it is.
const TELL_EVERY: usize = 1000;

/// What goes into a backup.
pub(super) struct Parts {
    pub manifest: Manifest,
    /// A copy that nobody writes to.
    pub database: PathBuf,
    /// The folder of the files, which may be in use.
    pub files: PathBuf,
    /// The file of the secret, if it is to be in it.
    pub secret: Option<PathBuf>,
}

/// Writes all of it to the new file `to`, and to the disk.
pub(super) fn pack(parts: &Parts, to: &Path) -> anyhow::Result<Contents> {
    let mut options = File::options();
    let file = options.write(true).create_new(true).mode(0o600).open(to)?;
    let mut tar = Builder::new(GzEncoder::new(BufWriter::new(file), Compression::fast()));
    let manifest = serde_json::to_vec_pretty(&parts.manifest)?;
    let mut header = Header::new_gnu();
    header.set_size(manifest.len() as u64);
    header.set_mode(0o600);
    tar.append_data(&mut header, MANIFEST, manifest.as_slice())?;
    tar.append_path_with_name(&parts.database, DATABASE)?;
    if let Some(secret) = &parts.secret {
        tar.append_path_with_name(secret, SECRET)
            .with_context(|| format!("{} cannot be read", secret.display()))?;
    }
    let files = pack_files(&mut tar, &parts.files)?;
    let file = tar.into_inner()?.finish()?.into_inner()?;
    file.sync_all()?;
    Ok(Contents {
        manifest: parts.manifest.clone(),
        files,
        has_secret: parts.secret.is_some(),
    })
}

/// One that was deleted since the database was copied is left out.
fn pack_files<W: Write>(tar: &mut Builder<W>, folder: &Path) -> anyhow::Result<usize> {
    let mut packed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() {
            continue;
        }
        let name = Path::new(FILES).join(entry.file_name());
        match tar.append_path_with_name(entry.path(), name) {
            Ok(()) => packed += 1,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        if packed % TELL_EVERY == 0 {
            eprintln!("{packed} files …");
        }
    }
    Ok(packed)
}

/// Writes what is in the archive `from` to the folder `to`, and reads its manifest. Nothing in it leads out of the folder,
/// and what has no place in a backup makes it none.
pub(super) fn unpack(from: &Path, to: &Path) -> anyhow::Result<Manifest> {
    fs::create_dir(to.join(FILES))?;
    let file = BufReader::new(File::open(from)?);
    let mut archive = Archive::new(GzDecoder::new(file));
    let mut manifest = None;
    let mut unpacked = 0;
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        ensure!(
            entry.header().entry_type() == EntryType::Regular && has_place(&path),
            "{} has no place in a backup",
            path.display()
        );
        if path == Path::new(MANIFEST) {
            let mut text = String::new();
            entry.take(MANIFEST_BYTES).read_to_string(&mut text)?;
            manifest = Some(serde_json::from_str(&text).context("its manifest cannot be read")?);
            continue;
        }
        entry.unpack(to.join(&path))?;
        unpacked += 1;
        if unpacked % TELL_EVERY == 0 {
            eprintln!("{unpacked} files …");
        }
    }
    // The checksum stands at the very end, behind what tar reads.
    std::io::copy(&mut archive.into_inner(), &mut std::io::sink())?;
    match manifest {
        Some(manifest) if to.join(DATABASE).exists() => Ok(manifest),
        _ => bail!("it has no manifest, or no database"),
    }
}

fn has_place(path: &Path) -> bool {
    let parts: Vec<Component<'_>> = path.components().collect();
    match parts.as_slice() {
        [Component::Normal(name)] => [MANIFEST, DATABASE, SECRET].iter().any(|one| name == one),
        [Component::Normal(folder), Component::Normal(_)] => *folder == FILES,
        _ => false,
    }
}
