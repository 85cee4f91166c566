//! An instance goes on from its backup, elsewhere: the same accounts, believed by the same servers.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use anyhow::Result;
use domain::testing::picture;
use harness::{Process, id, outside};
use serde_json::json;

#[tokio::test]
async fn an_instance_goes_on_from_its_backup() -> Result<()> {
    let (old, new, there) = (
        tempfile::tempdir()?,
        tempfile::tempdir()?,
        tempfile::tempdir()?,
    );
    let mut sender = Process::start(old.path()).await?;
    let receiver = Process::start(there.path()).await?;
    let file = new.path().join("backup.tar.gz");
    let name = file.to_string_lossy().into_owned();
    let create = ["backup", "create", &name, "--with-secret"];
    if sender.is_on_postgres() {
        let refused = sender.run(&create)?;
        let words = String::from_utf8(refused.stderr)?;
        assert!(
            !refused.status.success() && words.contains("pg_dump"),
            "{words}"
        );
        return Ok(());
    }

    let (author, reader) = (sender.login("author")?, receiver.login("reader")?);
    outside::follow(&reader, &sender.address("author")).await?;
    let upload = author
        .upload("/api/v2/media", &picture(600, 400))
        .await?
        .ok()?;
    let before = json!({ "status": "Before", "media_ids": [id(&upload)] });
    let before = author.post("/api/v1/statuses", &before).await?.ok()?;
    let said = sender.stdout(&create)?;
    assert!(
        said.contains("with 2 files"),
        "the picture and its preview: {said}"
    );
    assert_eq!(fs::metadata(&file)?.permissions().mode() & 0o777, 0o600);
    let again = sender.run(&create)?;
    assert!(!again.status.success(), "never over another backup");
    author
        .post("/api/v1/statuses", &json!({ "status": "Between" }))
        .await?
        .ok()?;
    outside::home_of(&reader, 2).await?;

    sender.kill()?;
    let folder = new.path().join("data");
    sender.move_to(&folder);
    let restored = sender.stdout(&["backup", "restore", &name])?;
    assert!(restored.contains("with 2 files"), "{restored}");
    let over = sender.run(&["backup", "restore", &name])?;
    assert!(!over.status.success(), "never over an instance");
    sender.restart().await?;

    let own = author
        .get("/api/v1/accounts/verify_credentials")
        .await?
        .ok()?;
    assert_eq!(
        own["statuses_count"], 1,
        "the login works, as of the backup"
    );
    let shown = author
        .get(&format!("/api/v1/statuses/{}", id(&before)))
        .await?
        .ok()?;
    let url = shown["media_attachments"][0]["url"]
        .as_str()
        .unwrap_or_default();
    let path = url.trim_start_matches(&sender.base());
    assert!(
        sender.client(None).get(path).await?.status.is_success(),
        "{url}"
    );
    author
        .post("/api/v1/statuses", &json!({ "status": "After" }))
        .await?
        .ok()?;
    let seen = outside::home_of(&reader, 3).await?;
    assert!(
        seen.values().all(|times| *times == 1),
        "each once: {seen:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_cut_off_backup_leaves_the_folder_empty() -> Result<()> {
    let (old, new) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut server = Process::start(old.path()).await?;
    if server.is_on_postgres() {
        return Ok(());
    }
    let file = new.path().join("backup.tar.gz");
    let name = file.to_string_lossy().into_owned();
    let said = server.stdout(&["backup", "create", &name])?;
    assert!(said.contains("The secret is not in it"), "{said}");
    let bytes = fs::read(&file)?;
    server.kill()?;
    server.move_to(&new.path().join("data"));
    for length in [bytes.len() - 1, bytes.len() / 2, 100, 0] {
        fs::write(&file, &bytes[..length])?;
        let refused = server.run(&["backup", "restore", &name])?;
        assert!(!refused.status.success(), "{length} bytes");
        let words = String::from_utf8(refused.stderr)?;
        assert!(words.contains("is not a sound backup"), "{words}");
        assert!(!new.path().join("data/rounds.db").exists());
    }
    fs::write(&file, &bytes)?;
    let restored = server.stdout(&["backup", "restore", &name])?;
    assert!(restored.contains("put the secret"), "{restored}");
    Ok(())
}
