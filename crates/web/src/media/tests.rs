use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::map_request;
use axum::response::Redirect;
use axum::routing::get;
use domain::kinds::MediaKind;
use domain::media::{self, RemoteMedia, Wording};
use domain::testing::{
    block_domain, clip, picture, remote_account, remote_attachment, remote_avatar,
};
use protocol::fetch::FetchPolicy;
use tokio::net::TcpListener;

use crate::testing::{App, app, app_that_asks, app_with_ffmpeg};

/// Another server, which counts how often it is asked.
struct Peer {
    base: String,
    asked: Arc<AtomicUsize>,
}

impl Peer {
    async fn start() -> Self {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        let png = || [(header::CONTENT_TYPE, "image/png")];
        let router = Router::new()
            .route(
                "/a.png",
                get(move || async move { (png(), picture(800, 600)) }),
            )
            .route(
                "/b.png",
                get(move || async move { (png(), "<script>alert(1)</script>") }),
            )
            .route(
                "/c.mp4",
                get(|| async { ([(header::CONTENT_TYPE, "video/mp4")], video().await) }),
            )
            .route("/away", get(|| async { Redirect::to("/a.png") }))
            .layer(map_request(move |request: Request| {
                count.fetch_add(1, Ordering::SeqCst);
                std::future::ready(request)
            }));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { base, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// An instance that asks loopback too.
async fn open_app() -> App {
    app_that_asks(|policy| FetchPolicy {
        allow_private: true,
        allow_http: true,
        ..policy
    })
    .await
}

/// The path here of an avatar that is at `url`.
async fn avatar(app: &App, username: &str, url: String) -> String {
    let here = remote_avatar(&app.ctx, username, url).await;
    here.replace(app.ctx.uris.base(), "")
}

#[tokio::test]
async fn a_remote_file_is_fetched_once_and_encoded_anew() {
    let (app, peer) = (open_app().await, Peer::start().await);
    let path = avatar(&app, "bella", format!("{}/away", peer.base)).await;
    assert_eq!(peer.asked(), 0, "nobody looked yet");
    let (first, second) = tokio::join!(app.get(&path), app.get(&path));
    for answer in [first, second, app.get(&path).await] {
        let kind = answer.header("content-type");
        assert_eq!((answer.status, kind), (StatusCode::OK, "image/png"));
        assert_ne!(answer.body, picture(800, 600));
    }
    assert_eq!(peer.asked(), 2, "a redirect and the file");
    media::prune(&app.ctx, 0, None).await.expect("prunes");
    assert_eq!(app.get(&path).await.status, StatusCode::OK);
    assert_eq!(peer.asked(), 4, "it was pruned in between");
}

#[tokio::test]
async fn what_cannot_be_had_is_asked_for_again_later_only() {
    let (app, peer) = (open_app().await, Peer::start().await);
    for (before, file) in [(0, "b.png"), (2, "gone.png")] {
        let path = avatar(&app, file, format!("{}/{file}", peer.base)).await;
        for _ in 0..3 {
            let answer = app.get(&path).await;
            assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
            assert_eq!((answer.header("location"), answer.body.len()), ("", 0));
        }
        assert_eq!(peer.asked(), before + 1);
        app.ctx.clock.advance(Duration::from_mins(11));
        app.get(&path).await;
        assert_eq!(peer.asked(), before + 2);
    }
}

#[tokio::test]
async fn security_22_a_picture_leads_to_no_private_address() {
    let (app, peer) = (app().await, Peer::start().await);
    let port = peer.base.rsplit(':').next().expect("a port");
    let hosts = [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "169.254.169.254",
        "2130706433",
    ];
    for (number, host) in hosts.into_iter().enumerate() {
        for scheme in ["http", "https"] {
            let url = format!("{scheme}://{host}:{port}/a.png");
            let path = avatar(&app, &format!("{scheme}{number}"), url).await;
            let answer = app.get(&path).await;
            assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "{scheme} {host}");
        }
    }
    assert_eq!(peer.asked(), 0);
}

#[tokio::test]
async fn security_23_nothing_in_a_request_says_what_is_fetched() {
    let (app, peer) = (open_app().await, Peer::start().await);
    let path = avatar(&app, "bella", format!("{}/a.png", peer.base)).await;
    let lure = format!("{}/lure", peer.base);
    let lure = lure.replace(':', "%3A").replace('/', "%2F");
    for wrong in [
        format!("/media/{lure}/original"),
        format!("/media_proxy?url={lure}"),
        path.replace("original", "png%26proxy%3Dx"),
        format!("{path}%3Fproxy%3D{lure}"),
    ] {
        assert_eq!(
            app.get(&wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    assert_eq!(peer.asked(), 0);
    let lured = format!("{path}?url={lure}&file_type=png%26proxy%3D{lure}");
    assert_eq!(app.get(&lured).await.status, StatusCode::OK);
    assert_eq!(
        peer.asked(),
        1,
        "the file itself: parameters change nothing"
    );
}

#[tokio::test]
async fn files_of_a_blocked_domain_are_as_if_they_never_were() {
    let (app, peer) = (open_app().await, Peer::start().await);
    let path = avatar(&app, "bella", format!("{}/a.png", peer.base)).await;
    assert_eq!(app.get(&path).await.status, StatusCode::OK);
    block_domain(&app.ctx, "example").await;
    let (refused, unknown) = (
        app.get(&path).await,
        app.get("/media/unknown/original").await,
    );
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(refused.body, unknown.body);
}

#[tokio::test]
async fn a_player_gets_the_part_that_it_asks_for() {
    let app = app().await;
    let url = own_picture(&app).await;
    let whole = app.get(&url).await;
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let length = whole.body.len();
    let all = format!("bytes 0-{}/{length}", length - 1);
    for (range, status, place, body) in [
        (
            "bytes=1-2",
            206,
            format!("bytes 1-2/{length}"),
            &whole.body[1..3],
        ),
        ("bytes=0-", 206, all, &whole.body[..]),
        (
            "bytes=-4",
            206,
            format!("bytes {}-{}/{length}", length - 4, length - 1),
            &whole.body[length - 4..],
        ),
        ("bytes=999999-", 416, format!("bytes */{length}"), &[][..]),
        ("bytes=0-1,4-5", 200, String::new(), &whole.body[..]),
        ("pages=1-2", 200, String::new(), &whole.body[..]),
    ] {
        let answer = app.send(asking(&url, &[(header::RANGE, range)])).await;
        assert_eq!(answer.status.as_u16(), status, "{range}");
        assert_eq!(answer.header("content-range"), place, "{range}");
        assert_eq!(answer.body, body, "{range}");
        assert_eq!(answer.header("content-length"), body.len().to_string());
    }
    let conditions = [(header::RANGE, "bytes=1-2"), (header::IF_RANGE, "\"x\"")];
    let stale = app.send(asking(&url, &conditions)).await;
    assert_eq!((stale.status, stale.body), (StatusCode::OK, whole.body));
}

fn asking(path: &str, headers: &[(header::HeaderName, &str)]) -> Request {
    let request = Request::get(path);
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(name, *value)
    });
    request.body(Body::empty()).expect("a request")
}

async fn own_picture(app: &App) -> String {
    let anna = app.join("anna").await.account_id;
    let picture = picture(80, 60).into();
    let upload = media::upload(&app.ctx, anna, picture, Wording::default()).await;
    upload
        .expect("is taken")
        .url
        .replace(app.ctx.uris.base(), "")
}

async fn video() -> Vec<u8> {
    clip("-c:v libx264 -pix_fmt yuv420p -c:a aac -metadata title=Ward7 -f mp4").await
}

#[tokio::test]
async fn a_remote_video_is_fetched_when_it_is_played_and_passed_on_without_its_metadata() {
    let app = app_with_ffmpeg(|policy| FetchPolicy {
        allow_private: true,
        allow_http: true,
        ..policy
    })
    .await;
    let peer = Peer::start().await;
    let path = remote_video(&app, format!("{}/c.mp4", peer.base)).await;
    assert_eq!(peer.asked(), 0, "nobody played it yet");
    let poster = path.replace("original", "preview");
    assert_eq!(app.get(&poster).await.status, StatusCode::NOT_FOUND);
    assert_eq!(peer.asked(), 0, "a picture alone is not worth a video");
    let part = app
        .send(asking(&path, &[(header::RANGE, "bytes=4-7")]))
        .await;
    assert_eq!(
        (part.status, &part.body[..]),
        (StatusCode::PARTIAL_CONTENT, &b"ftyp"[..])
    );
    assert_eq!(part.header("content-type"), "video/mp4");
    let whole = app.get(&path).await;
    assert!(!whole.body.windows(5).any(|at| at == b"Ward7"));
    assert_eq!(peer.asked(), 1);
    assert_eq!(app.get(&poster).await.status, StatusCode::OK);
}

/// The path here of a video of a remote status.
async fn remote_video(app: &App, url: String) -> String {
    let bella = remote_account(&app.ctx, "bella", "b.example").await;
    let file = RemoteMedia {
        kind: MediaKind::Video,
        ..RemoteMedia::picture(url)
    };
    let path = remote_attachment(&app.ctx, bella.id, file).await;
    path.replace(app.ctx.uris.base(), "")
}
