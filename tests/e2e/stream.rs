//! Listening to a server while others act.

use std::time::Duration;

use anyhow::{Result, ensure};
use harness::Process;
use reqwest::{Method, Response, StatusCode};

/// What the command line changes must be felt by then.
const SOON: Duration = Duration::from_secs(2);

/// Listens to the home timeline of a token's owner.
async fn listen(server: &Process, token: &str) -> Result<Response> {
    let client = server.client(Some(token));
    let request = client.request(Method::GET, "/api/v1/streaming/user");
    let answer = request.send().await?;
    ensure!(answer.status() == StatusCode::OK, "{}", answer.status());
    Ok(answer)
}

#[tokio::test]
async fn security_38_a_suspension_on_the_command_line_closes_streams_within_two_seconds()
-> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Process::start(folder.path()).await?;
    let mut tokens = Vec::new();
    for name in ["anna", "bob"] {
        let email = format!("{name}@ok.example");
        server.stdout(&["account", "create", name, "--email", &email, "--confirmed"])?;
        tokens.push(server.stdout(&["account", "token", name])?);
    }
    let mut anna = listen(&server, &tokens[0]).await?;
    let mut bob = listen(&server, &tokens[1]).await?;
    server.stdout(&["account", "suspend", "anna"])?;
    let end = tokio::time::timeout(SOON, anna.chunk()).await??;
    assert_eq!(end, None, "the server has closed the stream");
    assert!(
        listen(&server, &tokens[0]).await.is_err(),
        "the token is dead"
    );
    let still_open = tokio::time::timeout(Duration::ZERO, bob.chunk()).await;
    assert!(still_open.is_err(), "others go on listening");
    Ok(())
}
