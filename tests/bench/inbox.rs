//! What arrives from others: until it is accepted, and until it stands in the home timelines.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use reqwest::header::HeaderMap;

use crate::peer::{self, Peer};
use crate::report::Report;
use crate::target::{Target, reqwest_client};
use crate::world::World;

/// Activities of a series, by the local followers of their author: a home entry each. What nobody follows is accepted
/// and then let go, so the first series shows what accepting costs with little else going on beside it. The last is long
/// enough for the kernel's clock, which counts hundredths of a second.
const SERIES: &[(usize, usize)] = &[(0, 4_000), ONE, (200, 2_000), (5_000, 400)];
const ONE: (usize, usize) = (1, 4_000);
/// Deliveries at the same time, as from one busy server.
const CONNECTIONS: usize = 16;

/// Measures each series.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    several(world, target, SERIES, "", report).await
}

/// The series with one follower once more, against a server that does not wait for the disk.
pub async fn measure_lax(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    several(world, target, &[ONE], ", NORMAL", report).await
}

async fn several(
    world: &World,
    target: &Target,
    series: &[(usize, usize)],
    note: &str,
    report: &mut Report,
) -> Result<()> {
    if !report.wants("received") {
        return Ok(());
    }
    report.say(String::new());
    report.say("| received, local followers | accepted/s | processor ms until accepted | in the homes/s | processor ms until in the homes |".to_owned());
    report.say("|---:|---:|---:|---:|---:|".to_owned());
    report.say(
        "| aims (GoToSocial; Mitra) with one | | 0.35 (3.3; 2.9) | 1000 (51; 12) | 1.2 (36; 31) |"
            .to_owned(),
    );
    for &(followers, count) in series {
        let what = format!("{followers}{note}");
        row(world, target, &what, followers, count, report).await?;
    }
    Ok(())
}

async fn row(
    world: &World,
    target: &Target,
    what: &str,
    followers: usize,
    count: usize,
    report: &mut Report,
) -> Result<()> {
    let database = world.database().await?;
    let name = format!("sender{}", what.replace([',', ' '], ""));
    let peer = Peer::known_to(&database, &name).await?;
    peer.followed_by(&database, followers).await?;
    let (accepted, finished) = series(&database, target, &peer, followers, count).await?;
    database.close().await?;
    report.say(format!(
        "| {what} | {:.0} | {:.3} | {:.0} | {:.3} |",
        accepted.rate, accepted.cpu, finished.rate, finished.cpu
    ));
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
    while peer::is_busy(database).await? {
        ensure!(
            begun.elapsed() < Duration::from_mins(5),
            "not all activities were worked on"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let finished = Cost::of(count, begun.elapsed(), target.cpu()?.saturating_sub(cpu))?;
    let wanted = before + i64::try_from(followers * count)?;
    ensure!(
        peer::home_entries(database).await? == wanted,
        "some home lacks a status"
    );
    Ok((accepted, finished))
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
