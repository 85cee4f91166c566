//! What a real server writes into its log (row 60 of docs/security.md).

use anyhow::Result;
use harness::Process;
use reqwest::{Method, StatusCode};
use tokio::net::TcpStream;
use tokio_tungstenite::client_async;

const PASSWORD: &str = "a wrong and secret password";

#[tokio::test]
async fn security_60_a_token_in_the_address_of_a_stream_is_not_logged() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Process::start_logging(folder.path(), "trace").await?;
    let email = "anna@ok.example";
    server.stdout(&["account", "create", "anna", "--email", email, "--confirmed"])?;
    let token = server.stdout(&["account", "token", "anna"])?;

    let base = server.base();
    let authority = base.trim_start_matches("http://");
    let address = format!("ws://{authority}/api/v1/streaming?stream=user&access_token={token}");
    let (socket, answer) = client_async(&address, TcpStream::connect(authority).await?).await?;
    assert_eq!(answer.status(), StatusCode::SWITCHING_PROTOCOLS);
    drop(socket);
    let anonymous = server.client(None);
    let path = format!("/api/v1/streaming/user?access_token={token}");
    let stream = anonymous.request(Method::GET, &path).send().await?;
    assert_eq!(stream.status(), StatusCode::OK);
    drop(stream);
    let bearer = server.client(Some(&token));
    bearer.get("/api/v1/timelines/home").await?.ok()?;
    let form = format!("email={email}&password={PASSWORD}");
    let log_in = anonymous.request(Method::POST, "/login").body(form);
    anonymous
        .send(log_in.header("content-type", "application/x-www-form-urlencoded"))
        .await?;

    let log = server.log()?;
    for asked in ["/api/v1/streaming", "/api/v1/timelines/home", "/login"] {
        assert!(log.contains(asked), "{asked} is in the log");
    }
    assert!(!log.contains(&token), "and no token");
    assert!(!log.contains(PASSWORD), "and no password");
    Ok(())
}
