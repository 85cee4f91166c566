//! One post to followers elsewhere: on shared inboxes, and on one each.

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

/// A post to so many followers.
struct Case {
    what: &'static str,
    followers: usize,
    /// Servers that they are on, evenly.
    hosts: usize,
    /// Whether those of a server share an inbox.
    shared: bool,
    /// Seconds until the last has it.
    aim: &'static str,
}

const CASES: [Case; 3] = [
    Case {
        what: "500 followers on 50 shared inboxes",
        followers: 500,
        hosts: 50,
        shared: true,
        aim: "0.06 (0.09 to 0.12; –)",
    },
    Case {
        what: "500 followers on 500 shared inboxes",
        followers: 500,
        hosts: 500,
        shared: true,
        aim: "1.0 (–; 4.0)",
    },
    Case {
        what: "5000 followers on 5000 inboxes of 500 hosts",
        followers: 5000,
        hosts: 500,
        shared: false,
        aim: "8",
    },
];

impl Case {
    fn inboxes(&self) -> usize {
        if self.shared {
            self.hosts
        } else {
            self.followers
        }
    }
}

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

/// Measures each case; processor time beside that of one RSA signature, which is most of what a delivery needs.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    let wanted: Vec<(&Case, &Person)> = CASES
        .iter()
        .zip(&world.people[1..])
        .filter(|(case, _)| report.wants(case.what))
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let database = world.database().await?;
    report.say(String::new());
    report.say("| one post to | last arrived after s | aim (GoToSocial; Mitra) | processor ms a delivery (aim 0.66) | memory MiB (aim 200) |".to_owned());
    report.say("|---|---:|---:|---:|---:|".to_owned());
    for (case, author) in wanted {
        let receiver = Receiver::start().await?;
        befriend(&database, author, case, receiver.port).await?;
        let (cpu, begun) = (target.cpu()?, Instant::now());
        target.post(author, "To all of you.").await?;
        receiver.wait_for(case.inboxes()).await?;
        let (elapsed, cpu) = (begun.elapsed(), target.cpu()?.saturating_sub(cpu));
        report.say(format!(
            "| {} | {:.3} | {} | {:.3} | {:.1} |",
            case.what,
            elapsed.as_secs_f64(),
            case.aim,
            cpu.as_secs_f64() * 1000.0 / f64::from(u32::try_from(case.inboxes())?),
            mebibytes(target.resident()?)
        ));
    }
    database.close().await?;
    Ok(())
}

/// Gives `author` the followers.
async fn befriend(database: &Db, author: &Person, case: &Case, port: u16) -> Result<()> {
    let now = Clock::System.now();
    let tx = database.begin().await?;
    for number in 0..case.followers {
        let host = number % case.hosts;
        let base = format!(
            "http://127.{}.{}.{}:{port}",
            1 + case.hosts / 100 + usize::from(!case.shared),
            1 + host / 250,
            1 + host % 250
        );
        let inbox = if case.shared {
            format!("{base}/inbox")
        } else {
            format!("{base}/inboxes/{number}")
        };
        let follower = remote(&format!("fan{number}"), &base, &inbox, now);
        let id = follower.id;
        account::insert(&*tx, follower).await?;
        follow::insert(&*tx, new_follow(id, author.id, now)).await?;
    }
    tx.commit().await?;
    Ok(())
}
