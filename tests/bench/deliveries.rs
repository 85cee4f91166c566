//! One post to 500 followers elsewhere: on 50 shared inboxes, and on 500 separate ones.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use domain::Clock;
use domain::testing::new_follow;
use storage::{Db, account, follow};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::peer::remote;
use crate::report::{Report, mebibytes};
use crate::target::Target;
use crate::world::{Person, World};

const FOLLOWERS: usize = 500;

/// Counts what arrives, on every address of 127.0.0.0/8: each is a host of its own.
struct Receiver {
    port: u16,
    arrived: Arc<AtomicUsize>,
    last: Arc<Notify>,
}

impl Receiver {
    async fn start() -> Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from(([0, 0, 0, 0], 0))).await?;
        let port = listener.local_addr()?.port();
        let (arrived, last) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let (count, notify) = (arrived.clone(), last.clone());
        let take = move || {
            count.fetch_add(1, Ordering::SeqCst);
            notify.notify_one();
            async { StatusCode::ACCEPTED }
        };
        let router = Router::new().route("/{*path}", post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self {
            port,
            arrived,
            last,
        })
    }

    async fn wait_for(&self, count: usize) -> Result<()> {
        let all = async {
            while self.arrived.load(Ordering::SeqCst) < count {
                self.last.notified().await;
            }
        };
        tokio::time::timeout(Duration::from_mins(2), all)
            .await
            .context("not all deliveries arrived")
    }
}

/// Measures both.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    if !report.wants("one post to 500 followers") {
        return Ok(());
    }
    let database = world.database().await?;
    report.say(String::new());
    report.say("| one post to 500 followers on | last arrived after s | aim (GoToSocial; Mitra) | processor ms a delivery | memory MiB |".to_owned());
    report.say("|---|---:|---:|---:|---:|".to_owned());
    for (what, hosts, author, aim) in [
        (
            "50 shared inboxes",
            50,
            &world.people[1],
            "0.06 (0.09 to 0.12; –)",
        ),
        (
            "500 separate inboxes",
            500,
            &world.people[2],
            "1.0 (–; 4.0)",
        ),
    ] {
        let receiver = Receiver::start().await?;
        befriend(&database, author, hosts, receiver.port).await?;
        let (cpu, begun) = (target.cpu()?, Instant::now());
        target.post(author, "To all of you.").await?;
        receiver.wait_for(hosts).await?;
        let (elapsed, cpu) = (begun.elapsed(), target.cpu()?.saturating_sub(cpu));
        report.say(format!(
            "| {what} | {:.3} | {aim} | {:.3} | {:.1} |",
            elapsed.as_secs_f64(),
            cpu.as_secs_f64() * 1000.0 / f64::from(u32::try_from(hosts)?),
            mebibytes(target.resident()?)
        ));
    }
    database.close().await?;
    Ok(())
}

/// Gives `author` the followers, evenly on so many hosts.
async fn befriend(database: &Db, author: &Person, hosts: usize, port: u16) -> Result<()> {
    let now = Clock::System.now();
    let tx = database.begin().await?;
    for number in 0..FOLLOWERS {
        let host = number % hosts;
        let base = format!(
            "http://127.{}.{}.{}:{port}",
            1 + hosts / 100,
            1 + host / 250,
            1 + host % 250
        );
        let follower = remote(
            &format!("fan{number}"),
            &base,
            &format!("{base}/inbox"),
            now,
        );
        let id = follower.id;
        account::insert(&*tx, follower).await?;
        follow::insert(&*tx, new_follow(id, author.id, now)).await?;
    }
    tx.commit().await?;
    Ok(())
}
