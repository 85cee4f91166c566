//! A thousand apps that listen at once, and a post that all of them hear of.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use futures::StreamExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_tungstenite::WebSocketStream;

use crate::report::Report;
use crate::target::Target;
use crate::world::{Person, World};

/// Connections at the same time.
const STREAMS: usize = 1_000;
/// Posts, one after the other.
const POSTS: u32 = 20;

type Stream = WebSocketStream<TcpStream>;

/// Measures the memory of a stream, and how long a post takes to the last of them.
pub async fn measure(world: &World, target: &Target, report: &mut Report) -> Result<()> {
    if !report.wants("streams") {
        return Ok(());
    }
    let before = target.resident()?;
    let mut streams = Vec::with_capacity(STREAMS);
    for number in 0..STREAMS {
        streams.push(listen(target, &world.people[number % world.people.len()]).await?);
    }
    let held = target.resident()?.saturating_sub(before) / u64::try_from(STREAMS)?;
    let mut times = Vec::new();
    let cpu = target.cpu()?;
    for number in 0..POSTS {
        let (time, heard) = post(target, &world.people[0], number, streams).await?;
        times.push(time);
        streams = heard;
    }
    let cpu = target.cpu()?.saturating_sub(cpu) / POSTS;
    times.sort_unstable();
    report.say(String::new());
    report.say("| streams at once | kB a stream (aim 30) | a post reached the last after ms, median (aim 150) | slowest | processor ms a post |".into());
    report.say("|---:|---:|---:|---:|---:|".into());
    report.say(format!(
        "| {STREAMS} | {} | {} | {} | {:.1} |",
        held / 1000,
        times[times.len() / 2].as_millis(),
        times[times.len() - 1].as_millis(),
        cpu.as_secs_f64() * 1000.0,
    ));
    Ok(())
}

async fn listen(target: &Target, person: &Person) -> Result<Stream> {
    let host = target.base.trim_start_matches("http://");
    let connection = TcpStream::connect(host).await?;
    let url = format!(
        "ws://{host}/api/v1/streaming?stream=public:local&access_token={}",
        person.token
    );
    Ok(tokio_tungstenite::client_async(url, connection).await?.0)
}

/// Posts, and waits until all of `streams` were told.
async fn post(
    target: &Target,
    author: &Person,
    number: u32,
    streams: Vec<Stream>,
) -> Result<(Duration, Vec<Stream>)> {
    let text = format!("Heard by everybody, number {number}");
    let begun = Instant::now();
    let mut waiting = JoinSet::new();
    for mut stream in streams {
        let text = text.clone();
        waiting.spawn(async move {
            hear(&mut stream, &text).await?;
            Ok::<_, anyhow::Error>((begun.elapsed(), stream))
        });
    }
    target.post(author, &text).await?;
    let mut heard = Vec::with_capacity(STREAMS);
    let mut last = Duration::ZERO;
    while let Some(one) = waiting.join_next().await {
        let (time, stream) = one??;
        last = last.max(time);
        heard.push(stream);
    }
    Ok((last, heard))
}

async fn hear(stream: &mut Stream, text: &str) -> Result<()> {
    let told = async {
        loop {
            let message = stream.next().await.context("the stream goes on")??;
            if message.is_text() && message.to_text()?.contains(text) {
                return Ok(());
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), told).await?
}
