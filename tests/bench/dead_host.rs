//! A host that takes connections and never answers, with many followers on it, beside two hundred healthy hosts.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use domain::Clock;
use domain::testing::new_follow;
use storage::{account, follow};
use tokio::net::TcpListener;

use crate::peer::remote;
use crate::report::{Report, mebibytes};
use crate::target::Target;
use crate::world::{Person, World};

const HEALTHY: usize = 200;
/// Inboxes of the dead host: more than its lane is wide.
const BURIED: usize = 50;
const POSTS: usize = 40;
/// Between two posts.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest that the last deliveries may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// When which post arrived.
type Arrivals = Arc<Mutex<Vec<(usize, Instant)>>>;

/// Measures how long a post takes to the healthy hosts.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    if !report.wants("dead host") {
        return Ok(());
    }
    // Bound and never accepted from: the kernel takes the connections.
    let dead = std::net::TcpListener::bind("127.66.6.6:0")?;
    let (healthy, arrivals) = receiver().await?;
    let author = &world.people[4];
    befriend(world, author, dead.local_addr()?, healthy).await?;
    let mut posted = Vec::with_capacity(POSTS);
    let mut memory = 0;
    for number in 0..POSTS {
        posted.push(Instant::now());
        target.post(author, &format!("Round {number}.")).await?;
        memory = memory.max(target.resident()?);
        tokio::time::sleep(PAUSE).await;
    }
    let begun = Instant::now();
    while arrivals.lock().expect("no panic").len() < POSTS * HEALTHY && begun.elapsed() < PATIENCE {
        tokio::time::sleep(PAUSE).await;
        memory = memory.max(target.resident()?);
    }
    let arrivals = arrivals.lock().expect("no panic");
    let mut waits: Vec<Duration> = arrivals
        .iter()
        .map(|(number, at)| at.saturating_duration_since(posted[*number]))
        .collect();
    waits.sort_unstable();
    let (p95, last) = (waits.len() * 95 / 100, waits.last().context("some arrive")?);
    report.say(String::new());
    report.say(
        "| beside a dead host | arrived | p95 s (aim 5) | last s | memory MiB (aim 300) |"
            .to_owned(),
    );
    report.say("|---|---:|---:|---:|---:|".to_owned());
    report.say(format!(
        "| {POSTS} posts to {HEALTHY} hosts and {BURIED} dead inboxes | {} of {} | {:.3} | {:.3} | {:.1} |",
        waits.len(),
        POSTS * HEALTHY,
        waits[p95].as_secs_f64(),
        last.as_secs_f64(),
        mebibytes(memory)
    ));
    Ok(())
}

/// Answers on every address of 127.0.0.0/8, and notes what came when.
async fn receiver() -> Result<(u16, Arrivals)> {
    let listener = TcpListener::bind(SocketAddr::from(([0, 0, 0, 0], 0))).await?;
    let port = listener.local_addr()?.port();
    let arrivals = Arrivals::default();
    let noted = arrivals.clone();
    let take = move |body: Bytes| {
        if let Some(number) = round(&String::from_utf8_lossy(&body)) {
            noted
                .lock()
                .expect("no panic")
                .push((number, Instant::now()));
        }
        async { StatusCode::ACCEPTED }
    };
    let router = Router::new().route("/{*path}", post(take));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((port, arrivals))
}

/// Which post a body is about.
fn round(body: &str) -> Option<usize> {
    let rest = body.split_once("Round ")?.1;
    rest.split_once('.')?.0.parse().ok()
}

async fn befriend(world: &World, author: &Person, dead: SocketAddr, healthy: u16) -> Result<()> {
    let database = world.database().await?;
    let now = Clock::System.now();
    let tx = database.begin().await?;
    let buried = (0..BURIED).map(|number| {
        let base = format!("http://{dead}");
        let inbox = format!("{base}/inboxes/{number}");
        remote(&format!("buried{number}"), &base, &inbox, now)
    });
    let alive = (0..HEALTHY).map(|number| {
        let base = format!("http://127.60.0.{}:{healthy}", 1 + number);
        remote("alive", &base, &format!("{base}/inbox"), now)
    });
    for follower in buried.chain(alive) {
        let id = follower.id;
        account::insert(&*tx, follower).await?;
        follow::insert(&*tx, new_follow(id, author.id, now)).await?;
    }
    tx.commit().await?;
    Ok(database.close().await?)
}
