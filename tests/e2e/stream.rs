//! Listening to a server while others act.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use harness::{Client, Fediverse, Process, id};
use reqwest::{Method, Response, StatusCode};

/// What the command line changes must be felt by then.
const SOON: Duration = Duration::from_secs(2);

/// Listens to the home timeline and the notifications of an app's owner.
async fn listen(client: &Client) -> Result<Response> {
    let request = client.request(Method::GET, "/api/v1/streaming/user");
    let answer = request.send().await?;
    ensure!(answer.status() == StatusCode::OK, "{}", answer.status());
    Ok(answer)
}

/// What the server says next.
async fn next(stream: &mut Response) -> Result<String> {
    let chunk = stream.chunk().await?.context("the stream goes on")?;
    Ok(String::from_utf8(chunk.to_vec())?)
}

#[tokio::test]
async fn what_happens_elsewhere_is_told_as_it_happens() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    ada.follow(&bo.handle).await?;
    fediverse.settle().await?;
    let mut adas = listen(&ada.app).await?;
    let mut bos = listen(&bo.app).await?;
    bo.post("News from the ward").await?;
    fediverse.settle().await?;
    assert!(next(&mut bos).await?.starts_with("event: update\ndata: {"));
    let update = next(&mut adas).await?;
    assert!(update.starts_with("event: update\ndata: {"), "{update}");
    let status = ada.home_status("News from the ward").await?;
    assert!(update.contains(&format!("\"id\":\"{}\"", id(&status))));
    ada.act(&status, "favourite").await?;
    fediverse.settle().await?;
    let told = next(&mut bos).await?;
    assert!(told.starts_with("event: notification\ndata: {"), "{told}");
    assert!(told.contains("\"type\":\"favourite\""), "{told}");
    Ok(())
}

#[tokio::test]
async fn security_38_a_suspension_on_the_command_line_closes_streams_within_two_seconds()
-> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Process::start(folder.path()).await?;
    let mut apps = Vec::new();
    for name in ["anna", "bob"] {
        let email = format!("{name}@ok.example");
        server.stdout(&["account", "create", name, "--email", &email, "--confirmed"])?;
        let token = server.stdout(&["account", "token", name])?;
        apps.push(server.client(Some(&token)));
    }
    let mut anna = listen(&apps[0]).await?;
    let mut bob = listen(&apps[1]).await?;
    server.stdout(&["account", "suspend", "anna"])?;
    let end = tokio::time::timeout(SOON, anna.chunk()).await??;
    assert_eq!(end, None, "the server has closed the stream");
    assert!(listen(&apps[0]).await.is_err(), "the token is dead");
    let still_open = tokio::time::timeout(Duration::ZERO, bob.chunk()).await;
    assert!(still_open.is_err(), "others go on listening");
    Ok(())
}
