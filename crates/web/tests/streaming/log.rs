//! What the log keeps of a request.

use std::io;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt;
use tracing_subscriber::fmt::MakeWriter;

use crate::server::Server;

/// Everything that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("is whole").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn security_60_no_token_is_ever_logged() {
    let log = Log::default();
    let lines = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone());
    // For the whole process: what the other tests log meanwhile does no harm.
    tracing::subscriber::set_global_default(lines.finish()).expect("there is no other");
    let server = Server::start().await;
    server.person("anna").await;
    let (_, token) = server.token("anna", "read").await;
    let request = Request::get(format!("/api/v1/streaming/user?access_token={token}"))
        .header("authorization", format!("Bearer {token}"))
        .header("sec-websocket-protocol", &token)
        .body(Body::empty())
        .expect("a request");
    let router = server.app.router.clone();
    let answer = router.oneshot(request).await.expect("answers");
    let number = answer.headers()["x-request-id"].to_str().expect("a number");
    let text = String::from_utf8(log.0.lock().expect("is whole").clone()).expect("text");
    assert!(text.contains(number), "the request is in the log");
    assert!(text.contains("/api/v1/streaming/{*stream}"));
    assert!(!text.contains(&token), "and its token is not");
}
