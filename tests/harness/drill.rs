//! The kill drill: someone posts, each time naming a follower on another server, while both servers are killed again and
//! again. Afterwards each post must be there once, shown once and told once; and when everything is delivered a second
//! time, nothing may change.

mod scene;
mod tally;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{Rng as _, SeedableRng as _};
use serde_json::json;

use crate::Client;
use scene::Scene;
use tally::Tally;

/// The longest that a server lives before it is killed.
const LIFE: Duration = Duration::from_millis(400);
/// How long an app waits before it asks a server again that did not answer.
const PATIENCE: Duration = Duration::from_millis(50);
/// How often an app asks before it gives up.
const TRIES: usize = 1000;

/// What is to happen.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Posts, each of which names the follower.
    pub posts: usize,
    /// Kills of the sending server.
    pub sender_kills: usize,
    /// Kills of the receiving server.
    pub receiver_kills: usize,
    /// Processes of the sending server, killed by turns; more than one need PostgreSQL.
    pub workers: usize,
    /// Of the moments of the kills.
    pub seed: u64,
    /// How long to wait for the last delivery: what failed is tried again after a minute, and later after longer.
    pub patience: Duration,
}

/// What happened.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Requests of the app that a kill left without an answer, and which it repeated with the same idempotency key.
    pub repeated: usize,
    /// From the first post to the last kill.
    pub under_fire: Duration,
    /// From then until the last post had arrived.
    pub recovery: Duration,
    /// Deliveries that were made a second time and answered 202.
    pub delivered_again: usize,
}

/// Runs the drill.
///
/// # Errors
/// When a post is lost, doubled, or something else does not come to its end.
#[expect(
    clippy::disallowed_methods,
    reason = "child processes have the clock of the machine"
)]
pub async fn run(plan: Plan) -> Result<Figures> {
    let mut scene = Scene::start(plan.workers).await?;
    let begun = Instant::now();
    let killed = AtomicUsize::new(0);
    let kills = plan.sender_kills + plan.receiver_kills;
    let (authors, named) = (scene.authors.clone(), scene.named.clone());
    let (posted, fired) = tokio::join!(
        post(&plan, &authors, &named, &killed, kills),
        fire(&plan, &mut scene, &killed)
    );
    fired?;
    let (uris, repeated) = posted?;
    let (under_fire, quiet) = (begun.elapsed(), Instant::now());
    let tally = loop {
        let tally = Tally::of(&scene).await?;
        if tally.is_complete(uris.len()) {
            break tally;
        }
        ensure!(
            quiet.elapsed() < plan.patience,
            "not everything arrived: {tally:?}"
        );
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    let recovery = quiet.elapsed();
    tally.check(&uris)?;
    let delivered_again = scene.deliver_again(plan.patience).await?;
    Tally::of(&scene).await?.check(&uris)?;
    Ok(Figures {
        repeated,
        under_fire,
        recovery,
        delivered_again,
    })
}

/// Posts in step with the kills, so that they meet requests as well as deliveries; says which posts were acknowledged and
/// how many requests had to be repeated.
async fn post(
    plan: &Plan,
    authors: &[Client],
    named: &str,
    killed: &AtomicUsize,
    kills: usize,
) -> Result<(Vec<String>, usize)> {
    let (mut uris, mut repeated) = (Vec::new(), 0);
    for number in 0..plan.posts {
        while number * kills > (killed.load(Ordering::SeqCst) + 1) * plan.posts {
            tokio::time::sleep(PATIENCE).await;
        }
        let mut tries = 0;
        let uri = loop {
            ensure!(tries < TRIES, "post {number} is not taken");
            let author = &authors[(number + tries) % authors.len()];
            if let Some(uri) = try_to_post(author, named, number).await? {
                break uri;
            }
            tries += 1;
            tokio::time::sleep(PATIENCE).await;
        };
        uris.push(uri);
        repeated += tries;
    }
    Ok((uris, repeated))
}

/// `None` when the server went away before it answered.
async fn try_to_post(author: &Client, named: &str, number: usize) -> Result<Option<String>> {
    let request = author
        .request(reqwest::Method::POST, "/api/v1/statuses")
        .header("content-type", "application/json")
        .header("idempotency-key", format!("drill-{number}"))
        .body(json!({"status": format!("{named} Number {number}")}).to_string());
    let Ok(answer) = author.send(request).await else {
        return Ok(None);
    };
    let status = answer.ok()?;
    Ok(status["uri"].as_str().map(str::to_owned))
}

enum Victim {
    Sender(usize),
    Receiver,
}

/// Kills and starts again, in an order and at moments that the seed decides.
async fn fire(plan: &Plan, scene: &mut Scene, killed: &AtomicUsize) -> Result<()> {
    let mut chance = StdRng::seed_from_u64(plan.seed);
    let senders = (0..plan.sender_kills).map(|number| Victim::Sender(number % plan.workers));
    let receivers = (0..plan.receiver_kills).map(|_| Victim::Receiver);
    let mut victims: Vec<Victim> = senders.chain(receivers).collect();
    victims.shuffle(&mut chance);
    for victim in victims {
        tokio::time::sleep(chance.random_range(Duration::ZERO..LIFE)).await;
        match victim {
            Victim::Sender(number) => scene.senders[number].restart().await?,
            Victim::Receiver => scene.receiver.restart().await?,
        }
        killed.fetch_add(1, Ordering::SeqCst);
    }
    Ok(())
}
