//! What the three kinds of figures have in common: names of figures, a period, and what some of them are about.

use domain::Timestamp;
use domain::id::TagId;
use domain::period::Period;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::state::State;

/// The parameters of a request for figures.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    #[serde(deserialize_with = "lenient::texts")]
    keys: Option<Vec<String>>,
    start_at: Option<String>,
    end_at: Option<String>,
    #[serde(deserialize_with = "lenient::id")]
    pub(super) limit: Option<i64>,
    pub(super) frequency: Option<String>,
    /// What figures are about, by their names: `tag_uses[id]`, `instance_statuses[domain]`.
    #[serde(flatten)]
    about: Map<String, Value>,
}

impl Asked {
    /// The names of figures, each once.
    pub(super) fn keys(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for key in self.keys.iter().flatten() {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        keys
    }

    /// The days that are asked for.
    pub(super) fn period(&self, state: &State) -> Result<Period> {
        let start = time("start_at", self.start_at.as_deref())?;
        let end = time("end_at", self.end_at.as_deref())?;
        Ok(Period::new(start, end, state.ctx.clock.now())?)
    }

    /// The hashtag that the figure `key` is about.
    pub(super) fn tag(&self, key: &'static str) -> Result<TagId> {
        let id = &self.about.get(key).unwrap_or(&Value::Null)["id"];
        let id = match id {
            Value::String(text) => text.parse().ok(),
            other => other.as_i64(),
        };
        id.map(TagId)
            .ok_or_else(|| Error::invalid(key, "needs the id of a hashtag"))
    }

    /// The domain that the figure `key` is about.
    pub(super) fn domain(&self, key: &'static str) -> Result<String> {
        let domain = self
            .about
            .get(key)
            .and_then(|about| about["domain"].as_str());
        domain
            .map(str::to_lowercase)
            .ok_or_else(|| Error::invalid(key, "needs a domain"))
    }
}

/// A day or a time; nothing when nothing is said.
pub(crate) fn time(name: &'static str, text: Option<&str>) -> Result<Option<Timestamp>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let day = format!("{text}T00:00:00Z");
    let time = Timestamp::parse_rfc3339(text).or_else(|| Timestamp::parse_rfc3339(&day));
    time.map(Some)
        .ok_or_else(|| Error::invalid(name, "is neither a day nor a time (ISO 8601)"))
}
