//! Sixteen connections that ask without a pause.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use reqwest::{Client, RequestBuilder};

use crate::target::Target;

/// Connections at the same time.
const CONNECTIONS: usize = 16;

/// What a series of requests cost.
pub struct Cost {
    /// Requests a second.
    pub rate: f64,
    /// The latency that half of the requests stayed below.
    pub p50: Duration,
    /// The latency that 99 of 100 stayed below.
    pub p99: Duration,
    /// Processor time of server and database a request.
    pub cpu: Duration,
}

/// Sends `count` requests, the first hundredth of them before measuring.
pub async fn run<F>(target: &Target, count: usize, request: F) -> Result<Cost>
where
    F: Fn(&Client, usize) -> RequestBuilder + Send + Sync + 'static,
{
    let request = Arc::new(request);
    series(count / 100 + CONNECTIONS, request.clone()).await?;
    let (cpu, begun) = (target.cpu()?, Instant::now());
    let mut latencies = series(count, request).await?;
    let (elapsed, cpu) = (begun.elapsed(), target.cpu()?.saturating_sub(cpu));
    latencies.sort_unstable();
    let number = u32::try_from(count)?;
    Ok(Cost {
        rate: f64::from(number) / elapsed.as_secs_f64(),
        p50: latencies[count / 2],
        p99: latencies[count * 99 / 100],
        cpu: cpu / number,
    })
}

async fn series<F>(count: usize, request: Arc<F>) -> Result<Vec<Duration>>
where
    F: Fn(&Client, usize) -> RequestBuilder + Send + Sync + 'static,
{
    let next = Arc::new(AtomicUsize::new(0));
    let mut connections = tokio::task::JoinSet::new();
    for _ in 0..CONNECTIONS {
        let (next, request) = (next.clone(), request.clone());
        connections.spawn(async move {
            let client = crate::target::reqwest_client();
            let mut latencies = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok::<_, anyhow::Error>(latencies);
                }
                let begun = Instant::now();
                let answer = request(&client, number).send().await?;
                let status = answer.status();
                let body = answer.bytes().await?;
                latencies.push(begun.elapsed());
                ensure!(
                    status.is_success(),
                    "{status}: {}",
                    String::from_utf8_lossy(&body)
                );
            }
        });
    }
    let mut all = Vec::with_capacity(count);
    while let Some(latencies) = connections.join_next().await {
        all.extend(latencies??);
    }
    Ok(all)
}
