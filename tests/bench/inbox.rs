//! What arrives from others: until it is accepted, and until it stands in the home timelines.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use reqwest::header::HeaderMap;

use crate::peer::{self, Peer};
use crate::report::Report;
use crate::target::{Target, reqwest_client};
use crate::world::World;

/// Activities of a series, by the local followers of their author: a home entry each.
const SERIES: &[(usize, usize)] = &[(1, 4_000), (200, 1_000), (5_000, 40)];
/// Deliveries at the same time, as from one busy server.
const CONNECTIONS: usize = 16;

/// Measures each series.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    let database = world.database().await?;
    report.say(String::new());
    report.say("| received, local followers | accepted/s | processor ms until accepted | in the homes/s | processor ms until in the homes |".to_owned());
    report.say("|---:|---:|---:|---:|---:|".to_owned());
    for &(followers, count) in SERIES {
        let peer = Peer::known_to(&database, &format!("sender{followers}")).await?;
        peer.followed_by(&database, followers).await?;
        let (accepted, finished) = series(&database, target, &peer, followers, count).await?;
        report.say(format!(
            "| {followers} | {:.0} | {:.3} | {:.0} | {:.3} |",
            accepted.rate, accepted.cpu, finished.rate, finished.cpu
        ));
    }
    database.close().await?;
    Ok(())
}

struct Cost {
    rate: f64,
    cpu: f64,
}

impl Cost {
    fn of(count: usize, elapsed: Duration, cpu: Duration) -> Result<Self> {
        let count = f64::from(u32::try_from(count)?);
        Ok(Self {
            rate: count / elapsed.as_secs_f64(),
            cpu: cpu.as_secs_f64() * 1000.0 / count,
        })
    }
}

async fn series(
    database: &storage::Db,
    target: &Target,
    peer: &Peer,
    followers: usize,
    count: usize,
) -> Result<(Cost, Cost)> {
    // Signed beforehand: the sender's processor time is not ours.
    let letters: Vec<_> = (0..count)
        .map(|number| peer.letter(&target.base, number))
        .collect::<Result<_>>()?;
    let before = peer::home_entries(database).await?;
    let (cpu, begun) = (target.cpu()?, Instant::now());
    send(target, letters).await?;
    let accepted = Cost::of(count, begun.elapsed(), target.cpu()?.saturating_sub(cpu))?;
    let wanted = before + i64::try_from(followers * count)?;
    while peer::home_entries(database).await? < wanted {
        ensure!(
            begun.elapsed() < Duration::from_mins(5),
            "not all activities were worked on"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok((
        accepted,
        Cost::of(count, begun.elapsed(), target.cpu()?.saturating_sub(cpu))?,
    ))
}

async fn send(target: &Target, letters: Vec<(HeaderMap, String)>) -> Result<()> {
    let mut connections = tokio::task::JoinSet::new();
    let mut shares: Vec<Vec<(HeaderMap, String)>> = (0..CONNECTIONS).map(|_| Vec::new()).collect();
    for (number, letter) in letters.into_iter().enumerate() {
        shares[number % CONNECTIONS].push(letter);
    }
    for share in shares {
        let url = format!("{}/inbox", target.base);
        connections.spawn(async move {
            let client = reqwest_client();
            for (headers, body) in share {
                let answer = client.post(&url).headers(headers).body(body).send().await?;
                ensure!(
                    answer.status() == 202,
                    "{}: {}",
                    answer.status(),
                    answer.text().await?
                );
            }
            Ok(())
        });
    }
    while let Some(done) = connections.join_next().await {
        done??;
    }
    Ok(())
}
