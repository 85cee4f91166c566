//! Logs and metrics.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::sync::OnceLock;

use anyhow::Context as _;
use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to log to standard error, so that standard output holds nothing but answers.
///
/// # Errors
/// When the filter cannot be read.
pub fn log(format: LogFormat, filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter)
        .with_context(|| format!("log.filter = \"{filter}\" cannot be read"))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Colours are for a terminal; in a file they are rubbish.
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines.with_target(false).init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}

/// Begins to count.
///
/// # Errors
/// When the process counts already.
pub fn count() -> anyhow::Result<()> {
    let handle = PrometheusBuilder::new().install_recorder()?;
    let _ = METRICS.set(handle);
    Ok(())
}

/// Serves the metrics at `address`, if there is one, until `stop`.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve_metrics(
    address: Option<SocketAddr>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let Some(address) = address else {
        return Ok(());
    };
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("server.metrics_listen: {address} cannot be listened on"))?;
    let text = || async {
        METRICS
            .get()
            .map(PrometheusHandle::render)
            .unwrap_or_default()
    };
    let router = Router::new().route("/metrics", get(text));
    axum::serve(listener, router)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await?;
    Ok(())
}
