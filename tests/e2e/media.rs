//! A server is killed while it processes a video: the video is shown in the end.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use domain::ffmpeg::Ffmpeg;
use domain::testing::clip;
use harness::outside::eventually;
use harness::{Client, Process};
use reqwest::StatusCode;
use serde_json::Value;

/// Some seconds of work: everything is encoded anew.
const LONG: &str = "-vf scale=1280:960,loop=loop=40:size=25 -t 20 -c:v libvpx-vp9 -cpu-used 8 -deadline realtime \
                    -c:a libopus -f webm";

/// Asks until it can be shown, for at most three minutes: on PostgreSQL the next server may not know at once that the first
/// one is gone, and waits for the end of its lease.
async fn shown(client: &Client, path: &str) -> Result<Value> {
    let limit = Duration::from_mins(3);
    eventually(limit, "the video was never processed", async || {
        let answer = client.get(path).await?;
        if answer.status == StatusCode::OK {
            return answer.json().map(Some);
        }
        ensure!(
            answer.status == StatusCode::PARTIAL_CONTENT,
            "{}",
            answer.body
        );
        Ok(None)
    })
    .await
}

/// Waits until the worker has taken the video out of the store and gives it to the program.
async fn taken(folder: &Path) -> Result<()> {
    let limit = Duration::from_mins(1);
    eventually(limit, "no worker took the video", async || {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths = entries.map(|entry| entry.path());
        Ok(paths
            .any(|path| Ffmpeg::source(&path).is_file())
            .then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_kill_in_the_middle_of_a_video_only_delays_it() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut server = Process::start(folder.path()).await?;
    let client = server.login("ann")?;
    let sent = client.upload("/api/v2/media", &clip(LONG).await).await?;
    ensure!(sent.status == StatusCode::ACCEPTED, "{}", sent.body);
    let sent = sent.json()?;
    let path = format!("/api/v1/media/{}", sent["id"].as_str().unwrap_or_default());
    taken(&folder.path().join("scratch")).await?;
    let waiting = client.get(&path).await?;
    ensure!(
        waiting.status == StatusCode::PARTIAL_CONTENT,
        "{}",
        waiting.body
    );
    server.restart().await?;

    let video = shown(&client, &path).await?;
    assert_eq!(video["type"], "video");
    let file = video["url"].as_str().unwrap_or_default();
    let answer = client.get(file.trim_start_matches(&server.base())).await;
    assert!(answer.is_ok_and(|answer| answer.status == StatusCode::OK));
    Ok(())
}
