use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, EntryType, Header};

use super::*;

/// An archive whose entries have these names, kinds and contents, whatever they are.
fn archive(folder: &Path, entries: &[(&str, EntryType, &[u8])]) -> PathBuf {
    let mut tar = Builder::new(Vec::new());
    for (name, kind, content) in entries {
        let mut header = Header::new_gnu();
        // Written as bytes: the library refuses to write such names.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(content.len() as u64);
        header.set_cksum();
        tar.append(&header, *content).expect("is written");
    }
    let bytes = tar.into_inner().expect("ends");
    let path = folder.join("backup.tar.gz");
    let file = fs::File::create(&path).expect("is made");
    let mut gzip = GzEncoder::new(file, Compression::fast());
    gzip.write_all(&bytes).expect("is written");
    gzip.finish().expect("ends");
    path
}

async fn refusal(entries: &[(&str, EntryType, &[u8])]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let from = archive(folder.path(), entries);
    let data_dir = folder.path().join("data");
    let error = restore(&from, &data_dir).await.expect_err("is refused");
    assert!(!folder.path().join("escaped").exists());
    let left: Vec<_> = fs::read_dir(&data_dir).expect("reads").collect();
    assert_eq!(left.len(), 1, "the lock alone: {left:?}");
    format!("{error:#}")
}

#[tokio::test]
async fn an_archive_that_leads_elsewhere_is_refused() {
    for (name, kind) in [
        ("../escaped", EntryType::Regular),
        ("files/../../escaped", EntryType::Regular),
        ("/tmp/escaped", EntryType::Regular),
        ("files/a/b", EntryType::Regular),
        ("rounds.toml", EntryType::Regular),
        ("files/link", EntryType::Symlink),
        ("secret", EntryType::Link),
    ] {
        let error = refusal(&[(name, kind, b"")]).await;
        assert!(error.contains("has no place"), "{name}: {error}");
    }
}

#[tokio::test]
async fn what_is_no_backup_is_refused() {
    let regular = EntryType::Regular;
    let error = refusal(&[]).await;
    assert!(error.contains("no manifest"), "{error}");
    let error = refusal(&[
        ("manifest.json", regular, b"{}"),
        ("rounds.db", regular, b"x"),
    ])
    .await;
    assert!(error.contains("manifest cannot be read"), "{error}");
}
