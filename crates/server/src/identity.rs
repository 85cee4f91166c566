//! Who this instance is, kept in its database: the command line beside a running server needs no other source, and a
//! changed domain is refused, because every id that peers know would be void.

use anyhow::{Context as _, ensure};
use serde::{Deserialize, Serialize};
use storage::{Db, Timestamp, setting};
use url::Url;

use crate::config::Config;

const NAME: &str = "identity";

/// What cannot change once the instance is known to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// What stands behind the `@`.
    pub domain: String,
    /// How people and peers reach the server.
    pub base: Url,
    /// `--dev`.
    pub development: bool,
}

impl Identity {
    fn of(config: &Config) -> Self {
        Self {
            domain: config.domain.clone(),
            base: config.base.clone(),
            development: config.development,
        }
    }

    /// The identity that the server wrote when it was first started.
    ///
    /// # Errors
    /// When it was never started.
    pub async fn stored(db: &Db) -> anyhow::Result<Option<Self>> {
        let value = setting::find_by_name(db.read(), NAME).await?;
        value
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .context("the stored identity cannot be read")
    }

    /// Writes the identity at first start, and refuses another one later.
    ///
    /// # Errors
    /// When the database belongs to another domain or address.
    pub async fn claim(db: &Db, config: &Config, now: Timestamp) -> anyhow::Result<()> {
        let wanted = Self::of(config);
        if let Some(stored) = Self::stored(db).await? {
            ensure!(
                stored == wanted,
                "this data folder belongs to {stored}, not to {wanted}: use its address, or another folder"
            );
            return Ok(());
        }
        let tx = db.begin().await?;
        setting::upsert(&*tx, NAME, &serde_json::to_string(&wanted)?, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

impl std::fmt::Display for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mode = if self.development {
            ", development"
        } else {
            ""
        };
        write!(f, "{} ({}{mode})", self.domain, self.base)
    }
}
