//! What mutations begin with: small sound examples, committed, a folder for each parser.

use std::fs;
use std::path::Path;

const CRATE: &str = env!("CARGO_MANIFEST_DIR");

/// The seeds of a parser.
pub fn of(parser: &str) -> Vec<Vec<u8>> {
    let seeds = files(&Path::new(CRATE).join("fuzz/seeds").join(parser));
    assert!(!seeds.is_empty(), "{parser} has no seeds");
    seeds
}

/// Documents of all kinds, as other software sends them.
pub fn documents() -> Vec<Vec<u8>> {
    let mut seeds = files(&Path::new(CRATE).join("../crates/protocol/tests/fixtures"));
    seeds.extend(of("document"));
    seeds
}

/// Directories of clinicians, as FHIR has them; those that are one document of JSON, or all.
pub fn directories(json_alone: bool) -> Vec<Vec<u8>> {
    let mut seeds = files(&Path::new(CRATE).join("../crates/domain/src/fhir/fixtures"));
    seeds.retain(|seed| !json_alone || serde_json::from_slice::<serde_json::Value>(seed).is_ok());
    seeds
}

/// Every file below `folder`, in the same order everywhere.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("is listed").path())
        .collect();
    paths.sort();
    let files = paths.iter().flat_map(|path| {
        if path.is_dir() {
            files(path)
        } else {
            vec![fs::read(path).expect("is read")]
        }
    });
    files.collect()
}
