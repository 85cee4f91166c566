//! What the compiler does not hold of the architecture, held by looking at the sources: one door in, one door out.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file below `folder`, by its path from the root, without those of cargo.
pub fn rust_files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("is a folder") {
        let path = entry.expect("is listed").path();
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let name = path.strip_prefix(root()).expect("is below");
            let text = fs::read_to_string(&path).expect("is text");
            found.push((name.display().to_string(), text));
        }
    }
}

/// The sources of what runs in production: no tests.
fn production() -> Vec<(String, String)> {
    let files = rust_files("crates").into_iter();
    let own = files.filter(|(name, _)| name.contains("/src/") && !name.contains("test"));
    own.map(|(name, text)| {
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        (name, text[..end].to_owned())
    })
    .collect()
}

/// The files in which one of `words` stands.
fn with(words: &[&str]) -> Vec<String> {
    let has = |text: &str| words.iter().any(|word| text.contains(word));
    let found = production().into_iter().filter(|(_, text)| has(text));
    found.map(|(name, _)| name).collect()
}

/// Clippy refuses most of it where it is called; this finds what hides behind an import too.
#[test]
fn security_22_there_is_one_client() {
    let clients = [
        "reqwest::Client",
        "ClientBuilder",
        "reqwest::get",
        "reqwest::blocking",
        "hyper::client",
        "hyper_util::client",
        "TcpStream::connect",
        "TcpSocket::",
        "UdpSocket::",
        "isahc",
        "ureq::",
    ];
    assert_eq!(with(&clients), ["crates/protocol/src/fetch/client.rs"]);
    // Mail is no request of a stranger: it goes to the server that the operator named.
    assert_eq!(
        with(&["AsyncSmtpTransport::<", "SmtpTransport::"]),
        ["crates/server/src/mailer.rs"]
    );
}

#[test]
fn security_10_there_is_one_door_for_activities() {
    let inbox = "crates/protocol/src/inbox.rs";
    let door = production();
    let door = door
        .iter()
        .find(|(name, _)| name == inbox)
        .expect("is there");
    assert!(door.1.contains("pub struct Authenticated"));
    assert_eq!(
        with(&[
            "Ok(Self {\n            actor: actor.ok_or",
            "Authenticated {"
        ]),
        [inbox]
    );
    assert_eq!(with(&["signature::verify("]), [inbox]);
    let handlers: Vec<&str> = door
        .1
        .lines()
        .filter(|line| line.contains(" => ") && line.contains("::on_"))
        .collect();
    assert!(handlers.len() > 10, "{handlers:?}");
    for handler in handlers {
        assert!(handler.contains("&received"), "{handler}");
    }
}

/// Documents of other servers are asked for where their origin is checked; pages of a collection and the document of a key
/// where that of what they belong to is.
#[test]
fn security_01_there_is_one_place_that_believes_documents() {
    let asking = with(&["signing::get("]);
    let known = ["collection.rs", "document.rs", "signature.rs"];
    assert_eq!(
        asking,
        known.map(|file| format!("crates/protocol/src/{file}"))
    );
}
