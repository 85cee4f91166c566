//! A server starts, answers, refuses what it must, and starts again.

use anyhow::Result;
use harness::{Fediverse, Process};

#[tokio::test]
async fn what_is_not_there_is_json_and_404() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let answer = fediverse.servers[0]
        .anonymous()
        .get("/api/v1/nothing")
        .await?;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.json()?["error"], "Record not found");
    Ok(())
}

#[tokio::test]
async fn a_killed_server_starts_again_and_a_second_one_is_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut server = Process::start(folder.path()).await?;
    let second = server.run(&["serve", "--dev", "--port", "0"])?;
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("another server runs"));
    server.kill()?;
    server.restart().await
}

#[tokio::test]
async fn the_doctor_finds_a_running_server_well() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Process::start(folder.path()).await?;
    let report = server.run(&["doctor"])?;
    let lines = String::from_utf8_lossy(&report.stdout);
    assert!(report.status.success(), "{lines}");
    assert!(lines.contains("ok     own WebFinger"), "{lines}");
    Ok(())
}
