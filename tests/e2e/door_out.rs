//! One door out: whatever makes the server ask somebody, in production it connects to nothing of its own network (row 22
//! of docs/security.md). `sources.rs` holds that there is no other client.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::http::{HeaderMap, Method};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::id::PushSubscriptionId;
use domain::job::Job;
use domain::kinds::PushPolicy;
use domain::push::Subscription;
use domain::testing;
use futures::future::BoxFuture;
use http_signatures::{Profile, RequestView, sign};
use protocol::fetch::{Budget, Client, FetchPolicy};
use protocol::inbox::{Request, receive};
use protocol::{Federation, card, delivery, media, outgoing, push, resolve, search};
use tokio::net::TcpListener;
use url::Url;

/// Takes connections and counts them.
struct Trap {
    port: u16,
    taken: Arc<AtomicUsize>,
}

impl Trap {
    async fn open() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let taken = Arc::new(AtomicUsize::new(0));
        let (port, count) = (listener.local_addr()?.port(), taken.clone());
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        Ok(Self { port, taken })
    }
}

/// Something that makes the server ask `domain`, as `HOST:PORT`; whether that fails does not matter.
type Asking = fn(Federation, String) -> BoxFuture<'static, Result<()>>;

/// Every way in which a stranger, a member or a peer can name an address that this server then asks. The translating
/// service is not among them: its address is the operator's own.
const WAYS: [(&str, Asking); 9] = [
    ("an actor", |federation, domain| {
        Box::pin(async move {
            let url = Url::parse(&format!("https://{domain}/users/a"))?;
            drop(resolve::refresh(&federation, &url, None, &mut Budget::default()).await);
            Ok(())
        })
    }),
    ("a status", |federation, domain| {
        Box::pin(async move {
            let url = Url::parse(&format!("https://{domain}/notes/1"))?;
            drop(resolve::status(&federation, &url, &mut Budget::default()).await);
            Ok(())
        })
    }),
    ("a search", |federation, domain| {
        Box::pin(async move {
            drop(search::find(&federation, &format!("https://{domain}/notes/1")).await);
            Ok(())
        })
    }),
    ("a handle", |federation, domain| {
        Box::pin(async move {
            drop(
                resolve::acct(
                    &federation,
                    &format!("a@{domain}").parse()?,
                    &mut Budget::default(),
                )
                .await,
            );
            Ok(())
        })
    }),
    ("a signature's key", |federation, domain| {
        Box::pin(knock(federation, domain))
    }),
    ("a push message", |federation, domain| {
        Box::pin(async move {
            let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
            let to = Subscription {
                id: PushSubscriptionId(1),
                endpoint: format!("https://{domain}/message"),
                p256dh: BASE64_URL_SAFE_NO_PAD.decode(key)?,
                auth: vec![7; 16],
                standard: true,
                alerts: Vec::new(),
                policy: PushPolicy::All,
            };
            push::send(&federation, &to, b"hello").await;
            Ok(())
        })
    }),
    ("a picture", |federation, domain| {
        Box::pin(async move {
            let url = format!("https://{domain}/a.png");
            let here = testing::remote_avatar(&federation.ctx, "bella", url).await;
            let secret = here.rsplit('/').nth(1).context("an address")?;
            drop(media::open(&federation, secret, domain::media::Variant::Original, None).await);
            Ok(())
        })
    }),
    ("a linked page", |federation, domain| {
        Box::pin(async move {
            let ada = testing::local_account(&federation.ctx, "ada").await;
            let linking = testing::new_status(&format!("see https://{domain}/page"));
            testing::post(&federation.ctx, ada.id, linking).await;
            work(&federation).await
        })
    }),
    ("a delivery", |federation, domain| {
        Box::pin(async move {
            let ctx = &federation.ctx;
            let cy = testing::local_account(ctx, "cy").await;
            let follower = testing::remote_account(ctx, "bo", &domain).await;
            testing::follow(ctx, follower.id, cy.id).await;
            testing::post(ctx, cy.id, testing::new_status("hi")).await;
            work(&federation).await
        })
    }),
];

/// An activity whose signature names a key at `domain`.
async fn knock(federation: Federation, domain: String) -> Result<()> {
    let actor = format!("https://{domain}/users/a");
    let body =
        format!(r#"{{"id":"{actor}/1","type":"Like","actor":"{actor}","object":"{actor}"}}"#);
    let uris = &federation.ctx.uris;
    let mut headers = HeaderMap::new();
    let view = RequestView {
        method: &Method::POST,
        scheme: "https",
        authority: uris.authority(),
        path_and_query: "/inbox",
        headers: &headers,
        body: Some(body.as_bytes()),
    };
    let (key, now) = (
        http_signatures::testing::key(7),
        federation.ctx.clock.now().seconds(),
    );
    let signed = sign(
        Profile::Cavage,
        &view,
        &format!("{actor}#main-key"),
        &key,
        now,
    )?;
    headers.extend(signed);
    let request = Request {
        method: &Method::POST,
        path_and_query: "/inbox",
        headers: &headers,
        body: body.as_bytes(),
    };
    let taken = receive(&federation, request, None).await;
    assert!(taken.is_err(), "nobody vouches for it");
    Ok(())
}

/// Does the jobs that ask somebody, and the deliveries.
async fn work(federation: &Federation) -> Result<()> {
    let ctx = &federation.ctx;
    ctx.clock.advance(Duration::from_mins(2));
    let tx = ctx.db.begin().await?;
    let jobs = storage::job::claim(&*tx, 100, Duration::from_mins(1), ctx.clock.now()).await?;
    tx.commit().await?;
    for job in jobs {
        match serde_json::from_str(&job.payload)? {
            Job::FetchCard { card_id } => card::fetch(federation, card_id).await?,
            Job::Distribute(activity) => outgoing::distribute(federation, activity).await?,
            _ => {}
        }
    }
    delivery::deliver_batch(federation, 10).await?;
    Ok(())
}

/// Asks in this way, as a production server does or, if `open`, as one in development; how many connections that made.
async fn connections(asking: Asking, host: &str, open: bool) -> Result<usize> {
    let trap = Trap::open().await?;
    let test = testing::context().await;
    let strict = FetchPolicy::new(&Url::parse(test.ctx.uris.base())?);
    let policy = FetchPolicy {
        allow_private: open,
        allow_http: open,
        ..strict
    };
    let federation = Federation::new(test.ctx.clone(), Client::new(policy)?);
    asking(federation, format!("{host}:{}", trap.port)).await?;
    Ok(trap.taken.load(Ordering::SeqCst))
}

#[tokio::test]
async fn security_22_nobody_makes_the_server_ask_its_own_network() -> Result<()> {
    for (name, asking) in WAYS {
        // The trap is where it would have to connect to: without the guard it does.
        assert_ne!(connections(asking, "127.0.0.1", true).await?, 0, "{name}");
        for host in ["127.0.0.1", "localhost"] {
            assert_eq!(connections(asking, host, false).await?, 0, "{name}, {host}");
        }
    }
    Ok(())
}
