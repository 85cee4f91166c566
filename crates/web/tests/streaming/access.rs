//! Who may listen, and to what.

use axum::http::StatusCode;

use crate::server::Server;

/// Every stream of the API, as a WebSocket names it.
const STREAMS: [&str; 11] = [
    "user",
    "user:notification",
    "direct",
    "public",
    "public:media",
    "public:local",
    "public:local:media",
    "public:remote",
    "public:remote:media",
    "hashtag",
    "hashtag:local",
];
/// Those that server-sent events have, by their paths.
const PATHS: [&str; 8] = [
    "user",
    "user/notification",
    "direct",
    "public",
    "public/local",
    "public/remote",
    "hashtag?tag=sepsis",
    "hashtag/local?tag=sepsis",
];

#[tokio::test]
async fn security_37_streaming_without_read() {
    let server = Server::start().await;
    server.person("anna").await;
    let everything_else = "profile write follow push read:accounts read:search read:lists";
    let (_, token) = server.token("anna", everything_else).await;
    for stream in STREAMS {
        let query = format!("?stream={stream}&tag=sepsis&access_token={token}");
        let refused = server.open(&query, &[]).await.err();
        assert_eq!(refused, Some(StatusCode::FORBIDDEN), "{stream}");
    }
    for path in PATHS {
        let refused = server.events(path, Some(&token)).await.err();
        assert_eq!(refused, Some(StatusCode::FORBIDDEN), "{path}");
    }
    let mut socket = server
        .open(&format!("?access_token={token}"), &[])
        .await
        .expect("opens");
    socket
        .say(r#"{"type":"subscribe","stream":"public"}"#)
        .await;
    assert_eq!(socket.next().await.expect("an answer")["status"], 403);
}

#[tokio::test]
async fn security_37_part_of_read_opens_its_part() {
    let server = Server::start().await;
    server.person("anna").await;
    let (_, statuses) = server.token("anna", "read:statuses").await;
    let (_, notices) = server.token("anna", "read:notifications").await;
    for path in PATHS {
        let is_notices = path == "user/notification";
        let with_statuses = server.events(path, Some(&statuses)).await;
        assert_eq!(with_statuses.is_ok(), !is_notices, "{path}");
        let with_notices = server.events(path, Some(&notices)).await;
        assert_eq!(with_notices.is_ok(), is_notices, "{path}");
    }
}

#[tokio::test]
async fn security_37_nobody_listens_without_a_token_of_their_own() {
    let server = Server::start().await;
    for path in PATHS {
        let none = server.events(path, None).await.err();
        assert_eq!(none, Some(StatusCode::UNAUTHORIZED), "{path}");
        let wrong = server.events(path, Some("wrong")).await.err();
        assert_eq!(wrong, Some(StatusCode::UNAUTHORIZED), "{path}");
    }
    for query in ["", "?stream=public", "?access_token=wrong"] {
        let refused = server.open(query, &[]).await.err();
        assert_eq!(refused, Some(StatusCode::UNAUTHORIZED), "{query}");
    }
}

#[tokio::test]
async fn a_token_is_found_wherever_an_app_puts_it() {
    let server = Server::start().await;
    server.person("anna").await;
    let (_, token) = server.token("anna", "read").await;
    let bearer = format!("Bearer {token}");
    for (query, headers) in [
        (format!("?access_token={token}"), None),
        (String::new(), Some(("authorization", bearer.as_str()))),
        (
            String::new(),
            Some(("sec-websocket-protocol", token.as_str())),
        ),
    ] {
        let opened = server.open(&query, headers.as_slice()).await;
        let mut socket = opened.expect("opens");
        socket.settle().await;
    }
}

#[tokio::test]
async fn what_is_no_stream_is_not_found() {
    let server = Server::start().await;
    server.person("anna").await;
    let (_, token) = server.token("anna", "read").await;
    for path in ["list?list=1", "hashtag", "nothing"] {
        let refused = server.events(path, Some(&token)).await.err();
        assert_eq!(refused, Some(StatusCode::NOT_FOUND), "{path}");
    }
    let mut socket = server.listen(&token, &[]).await;
    for request in [
        r#"{"type":"subscribe","stream":"list"}"#,
        r#"{"type":"hold","stream":"user"}"#,
        r#"{"stream":"user"}"#,
    ] {
        socket.say(request).await;
        let answer = socket.next().await.expect("an answer");
        assert_eq!(answer["status"], 400, "{request}");
    }
}

#[tokio::test]
async fn connections_of_an_account_are_bounded() {
    let server = Server::start().await;
    server.person("anna").await;
    server.person("bob").await;
    let (_, token) = server.token("anna", "read").await;
    let mut open = Vec::new();
    let refused = loop {
        match server.events("user", Some(&token)).await {
            Ok(events) => open.push(events),
            Err(refused) => break refused,
        }
        assert!(open.len() < 1000, "there is a bound");
    };
    assert_eq!(refused, StatusCode::FORBIDDEN);
    let (_, other) = server.token("bob", "read").await;
    assert!(server.events("user", Some(&other)).await.is_ok());
    open.pop();
    assert!(server.events("user", Some(&token)).await.is_ok());
}
