//! Opening an instance beside its running server: who it is stands in its database.

use anyhow::{Context as _, ensure};
use domain::keys::Keys;
use domain::{Clock, Context};
use storage::Db;
use url::Url;

use super::Place;
use crate::app;
use crate::config::{self, Config, File, Overrides};
use crate::identity::Identity;

/// The rules and the rows of the instance at `place`.
pub(super) async fn open(place: &Place) -> anyhow::Result<Context> {
    let (config, db) = open_config(place).await?;
    app::context(&config, db, Clock::System, Keys::generated())
}

/// The configuration in force and the open database. The database must have the schema of this program.
pub(super) async fn open_config(place: &Place) -> anyhow::Result<(Config, Db)> {
    let file = config::load(place.config_file().as_deref())?;
    let options = options(place, &file);
    ensure!(
        exists(&options),
        "there is no instance in {}: start it once with rounds serve, or name its folder with --data-dir",
        place.data_dir.display()
    );
    let db = Db::open_current(&options)
        .await
        .context("the database cannot be opened")?;
    let identity = Identity::stored(&db)
        .await?
        .context("this database was never served: start it once with rounds serve")?;
    let config = config::check(&file, &overrides(place, &identity)?)?;
    Ok((config, db))
}

/// What the server of this data folder was started with; `None` when none ever was.
pub(super) async fn served(place: &Place, file: &File) -> anyhow::Result<Option<Overrides>> {
    let options = options(place, file);
    if !exists(&options) {
        return Ok(None);
    }
    let db = Db::open_current(&options)
        .await
        .context("the database cannot be opened")?;
    let identity = Identity::stored(&db).await?;
    let overrides = identity.map(|identity| overrides(place, &identity));
    overrides.transpose()
}

/// Whether there is a database; of a server's, that is found out by opening it.
fn exists(options: &storage::Options) -> bool {
    let path = options.url.strip_prefix("sqlite:");
    path.is_none_or(|path| std::path::Path::new(path).exists())
}

fn options(place: &Place, file: &File) -> storage::Options {
    let url = place
        .database_url
        .clone()
        .or_else(|| file.database.url.clone());
    storage::Options {
        connections: 2,
        durable: file.database.durable,
        ..storage::Options::new(
            url.unwrap_or_else(|| format!("sqlite:{}", place.data_dir.join("rounds.db").display())),
        )
    }
}

/// What the command line of the server must have said, read back from the identity that it wrote.
fn overrides(place: &Place, identity: &Identity) -> anyhow::Result<Overrides> {
    let listen = if identity.development {
        Some(listen(&identity.base)?)
    } else {
        None
    };
    Ok(Overrides {
        development: identity.development,
        listen,
        domain: Some(if identity.development {
            identity.base.host_str().unwrap_or("localhost").to_owned()
        } else {
            identity.domain.clone()
        }),
        data_dir: Some(place.data_dir.clone()),
        database_url: place.database_url.clone(),
        port: None,
    })
}

fn listen(base: &Url) -> anyhow::Result<std::net::SocketAddr> {
    let port = base
        .port_or_known_default()
        .context("the stored address has no port")?;
    Ok(std::net::SocketAddr::from(([127, 0, 0, 1], port)))
}
