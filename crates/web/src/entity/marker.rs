//! `Marker`.

use domain::marker;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Time};

/// How far someone has read a timeline.
#[derive(Serialize, JsonSchema)]
pub struct Marker {
    #[schemars(with = "Id")]
    last_read_id: String,
    version: i64,
    #[schemars(with = "Time")]
    updated_at: String,
}

impl From<&marker::Marker> for Marker {
    fn from(marker: &marker::Marker) -> Self {
        Self {
            last_read_id: marker.last_read_id.to_string(),
            version: marker.version,
            updated_at: marker.updated_at.to_rfc3339(),
        }
    }
}
