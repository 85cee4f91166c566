//! A server on loopback that answers as badly as it is told to.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;
use url::Url;

/// What a peer does after it has read the head of a request.
#[derive(Clone)]
pub(super) enum Answer {
    /// These bytes, then the connection is closed.
    Raw(Vec<u8>),
    /// These bytes, then zeros for as long as someone reads.
    Endless(Vec<u8>),
    /// Nothing, and the connection stays open.
    Silence,
}

impl Answer {
    pub(super) fn new(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let length = body.as_ref().len();
        let mut bytes = format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        )
        .into_bytes();
        bytes.extend_from_slice(body.as_ref());
        Self::Raw(bytes)
    }

    pub(super) fn document(content_type: &str, body: impl AsRef<[u8]>) -> Self {
        Self::new("200 OK", &format!("Content-Type: {content_type}\r\n"), body)
    }

    pub(super) fn redirect(location: &str) -> Self {
        Self::new("302 Found", &format!("Location: {location}\r\n"), "")
    }
}

/// A running peer.
pub(super) struct Peer {
    pub(super) port: u16,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    requests: AtomicUsize,
    sent: AtomicUsize,
}

impl Peer {
    /// `answer` gets the head of each request.
    pub(super) async fn start(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        Self::listen(answer, None).await
    }

    /// A peer that speaks TLS and always answers the same.
    pub(super) async fn start_tls(answer: Answer, tls: TlsAcceptor) -> Self {
        Self::listen(move |_| answer.clone(), Some(tls)).await
    }

    async fn listen(
        answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
        tls: Option<TlsAcceptor>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let counts = Arc::new(Counts::default());
        let peer = Self {
            port,
            counts: counts.clone(),
        };
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(accept(stream, tls.clone(), answer.clone(), counts.clone()));
            }
        });
        peer
    }

    /// Starts a peer that always answers the same.
    pub(super) async fn always(answer: Answer) -> Self {
        Self::start(move |_| answer.clone()).await
    }

    pub(super) fn url(&self, path: &str) -> Url {
        self.url_of("127.0.0.1", path)
    }

    pub(super) fn url_of(&self, host: &str, path: &str) -> Url {
        Url::parse(&format!("http://{host}:{}{path}", self.port)).unwrap()
    }

    pub(super) fn requests(&self) -> usize {
        self.counts.requests.load(Ordering::SeqCst)
    }

    /// Bytes written so far, which is more than was read by what the sockets buffer.
    pub(super) fn sent(&self) -> usize {
        self.counts.sent.load(Ordering::SeqCst)
    }
}

async fn accept(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    answer: Arc<impl Fn(&str) -> Answer>,
    counts: Arc<Counts>,
) {
    match tls {
        None => serve(stream, answer, counts).await,
        Some(tls) => {
            // A client that does not trust us hangs up in the handshake.
            if let Ok(stream) = tls.accept(stream).await {
                serve(stream, answer, counts).await;
            }
        }
    }
}

async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    answer: Arc<impl Fn(&str) -> Answer>,
    counts: Arc<Counts>,
) {
    let head = read_head(&mut stream).await;
    counts.requests.fetch_add(1, Ordering::SeqCst);
    match answer(&head) {
        Answer::Raw(bytes) => {
            stream.write_all(&bytes).await.ok();
            stream.shutdown().await.ok();
        }
        Answer::Endless(start) => {
            stream.write_all(&start).await.ok();
            let zeros = [0_u8; 4096];
            while stream.write_all(&zeros).await.is_ok() {
                counts.sent.fetch_add(zeros.len(), Ordering::SeqCst);
            }
        }
        // Until the client gives up and closes.
        Answer::Silence => while stream.read_u8().await.is_ok() {},
    }
}

async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}
