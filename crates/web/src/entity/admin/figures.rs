//! `Admin::Measure`, `Admin::Dimension` and `Admin::Cohort`. Numbers are text but for rates.

use domain::Context;
use domain::dimension::{Dimension, Part};
use domain::language;
use domain::measure::Measured;
use domain::retention::Cohort;
use schemars::JsonSchema;
use serde::Serialize;

use crate::entity::format::{Id, Time};

/// `Admin::Measure`.
#[derive(Serialize, JsonSchema)]
pub struct AdminMeasure {
    key: String,
    unit: Option<&'static str>,
    #[schemars(with = "Id")]
    total: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    human_value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Id")]
    previous_total: Option<String>,
    data: Vec<AdminMeasureData>,
}

/// What was counted on a day.
#[derive(Serialize, JsonSchema)]
struct AdminMeasureData {
    #[schemars(with = "Time")]
    date: String,
    value: String,
}

impl AdminMeasure {
    /// Shows what was counted under a name.
    #[must_use]
    pub fn new(key: &str, is_bytes: bool, found: &Measured) -> Self {
        let data = found.days.iter().map(|(day, value)| AdminMeasureData {
            date: day.to_rfc3339(),
            value: value.to_string(),
        });
        Self {
            key: key.to_owned(),
            unit: is_bytes.then_some("bytes"),
            total: found.total.to_string(),
            human_value: is_bytes.then(|| readable(found.total)),
            previous_total: found.previous.map(|total| total.to_string()),
            data: data.collect(),
        }
    }
}

/// `Admin::Dimension`.
#[derive(Serialize, JsonSchema)]
pub struct AdminDimension {
    key: String,
    data: Vec<Datum>,
}

/// A part of a dimension.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AdminDimensionData")]
pub struct Datum {
    key: String,
    human_key: String,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    human_value: Option<String>,
}

impl AdminDimension {
    /// Shows parts under a name.
    #[must_use]
    pub fn new(key: &str, data: Vec<Datum>) -> Self {
        Self {
            key: key.to_owned(),
            data,
        }
    }
}

impl Datum {
    /// A part that was counted, in words that a moderator understands.
    #[must_use]
    pub fn part(ctx: &Context, dimension: &Dimension, part: Part) -> Self {
        let Part { key, value } = part;
        let own = || ctx.uris.domain().to_owned();
        let (key, human_key) = match dimension {
            Dimension::Servers | Dimension::TagServers(_) if key.is_empty() => (own(), own()),
            Dimension::Sources if key.is_empty() => ("web".into(), "Website".into()),
            Dimension::Languages | Dimension::TagLanguages(_) | Dimension::InstanceLanguages(_) => {
                let name = language::english_name(&key).unwrap_or("Unknown");
                (key, name.to_owned())
            }
            _ => (key.clone(), key),
        };
        Self {
            key,
            human_key,
            value: value.to_string(),
            unit: None,
            human_value: None,
        }
    }

    /// Room that something takes.
    #[must_use]
    pub fn bytes(key: &str, human_key: &str, bytes: i64) -> Self {
        Self {
            key: key.to_owned(),
            human_key: human_key.to_owned(),
            value: bytes.to_string(),
            unit: Some("bytes"),
            human_value: Some(readable(bytes)),
        }
    }

    /// A software of this version.
    #[must_use]
    pub fn version(name: &str, version: String) -> Self {
        Self {
            key: name.to_lowercase(),
            human_key: name.to_owned(),
            human_value: Some(version.clone()),
            value: version,
            unit: None,
        }
    }
}

/// Bytes as people say them, in the largest unit of which there is one at least.
fn readable(bytes: i64) -> String {
    let units = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    let fitting = units.into_iter().find(|(_, size)| bytes >= *size);
    match fitting {
        Some((unit, size)) => {
            let tenths = bytes / (size / 10);
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => format!("{bytes} bytes"),
    }
}

/// `Admin::Cohort`.
#[derive(Serialize, JsonSchema)]
pub struct AdminCohort {
    #[schemars(with = "Time")]
    period: String,
    frequency: &'static str,
    data: Vec<CohortData>,
}

#[derive(Serialize, JsonSchema)]
struct CohortData {
    #[schemars(with = "Time")]
    date: String,
    rate: f64,
    value: String,
}

impl AdminCohort {
    /// Shows a cohort of days or months.
    #[must_use]
    pub fn new(cohort: &Cohort, frequency: &'static str) -> Self {
        let data = cohort.stayed.iter().map(|stayed| CohortData {
            date: stayed.date.to_rfc3339(),
            rate: stayed.rate,
            value: stayed.users.to_string(),
        });
        Self {
            period: cohort.period.to_rfc3339(),
            frequency,
            data: data.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn bytes_are_said_in_the_largest_unit() {
        for (bytes, expected) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1536, "1.5 KB"),
            (5 << 20, "5.0 MB"),
            (3 << 30, "3.0 GB"),
        ] {
            assert_eq!(readable(bytes), expected);
        }
    }
}
