//! `rounds serve`.

use domain::Clock;
use domain::keys::Keys;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{Mode, Place};
use crate::app::App;
use crate::config::LogFormat;
use crate::{config, demo, telemetry};

/// Serves until SIGTERM or Ctrl-C.
pub(super) async fn run(place: &Place, mode: &Mode) -> anyhow::Result<()> {
    let file = config::load(place.config_file().as_deref())?;
    let config = config::check(&file, &mode.overrides(place))?;
    telemetry::log(config.log.format, &config.log.filter)?;
    telemetry::count()?;
    let base = config.base.clone();
    let app = App::open(config, Clock::System, Keys::generated()).await?;
    let listener = app.bind().await?;
    tracing::info!(address = %base, listen = %listener.local_addr()?, "ready");
    app.serve(listener, stop_signal()?).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Runs the demo below the data folder until Ctrl-C.
pub(super) async fn demo(place: &Place) -> anyhow::Result<()> {
    telemetry::log(LogFormat::Text, "warn")?;
    demo::run(&place.data_dir.join("demo"), stop_signal()?).await
}

/// Cancelled when the process is asked to end.
fn stop_signal() -> anyhow::Result<CancellationToken> {
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        asked.cancel();
    });
    Ok(stop)
}
