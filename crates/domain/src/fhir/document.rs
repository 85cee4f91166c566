//! A file, resource by resource.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::resource::{Resource, is_id};
use super::{Refused, Remark, guard};
use crate::reason::Reason;

/// Bytes of a file at most.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Resources of a file at most.
pub const MOST_RESOURCES: usize = 20_000;

/// Where a resource stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is the file.
    Whole,
    /// In a bundle; counted from zero, as paths are.
    Entry(usize),
    /// In NDJSON; counted from one, as editors do.
    Line(usize),
}

impl Place {
    /// The place of a field of the resource: `entry[3].resource.name`, `line 7: name`.
    #[must_use]
    pub fn of(self, path: &str) -> String {
        match self {
            Self::Whole => path.to_owned(),
            Self::Entry(_) => format!("{self}.{path}"),
            Self::Line(_) => format!("{self}: {path}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("resource"),
            Self::Entry(index) => write!(f, "entry[{index}].resource"),
            Self::Line(line) => write!(f, "line {line}"),
        }
    }
}

/// A resource as it came.
pub(super) struct Document {
    pub place: Place,
    /// By which address the others of a bundle name it.
    pub full_url: Option<String>,
    json: Value,
}

/// The resources of a file, none of which may tell of a patient.
pub(super) fn split(bytes: &[u8]) -> Result<Vec<Document>, Refused> {
    if bytes.len() > MOST_BYTES {
        let reason = Reason::new("is too big: a file may have {most} MB");
        return Err(Refused::new(reason.with("most", MOST_BYTES / 1024 / 1024)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::new("must be UTF-8"))?;
    if text.trim().is_empty() {
        return Err(Refused::new("is empty"));
    }
    let documents = if is_ndjson(text) {
        lines(text)?
    } else {
        whole(text)?
    };
    if documents.len() > MOST_RESOURCES {
        let reason = Reason::new("holds too many resources: divide it into files of {most}");
        return Err(Refused::new(reason.with("most", MOST_RESOURCES)));
    }
    Ok(documents)
}

/// Whether the first line that says something is a document of its own, and not the only one.
fn is_ndjson(text: &str) -> bool {
    let mut said = text.lines().filter(|line| !line.trim().is_empty());
    let first = said.next().unwrap_or_default();
    said.next().is_some() && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok()
}

fn lines(text: &str) -> Result<Vec<Document>, Refused> {
    let said = text.lines().enumerate();
    let said = said.filter(|(_, line)| !line.trim().is_empty());
    let mut documents = Vec::new();
    for (index, line) in said {
        let number = index + 1;
        let json: Value = serde_json::from_str(line).map_err(|error| {
            let reason = Reason::new("is no NDJSON: line {line}, column {column}: {error}");
            let reason = reason.with("line", number).with("column", error.column());
            Refused::new(reason.with("error", said_of(&error)))
        })?;
        guard::check(&json, Some(number))?;
        if kind(&json) == Some("Bundle") {
            let reason =
                Reason::new("holds a Bundle in line {line}: a Bundle is a file of its own");
            return Err(Refused::new(reason.with("line", number)));
        }
        documents.push(Document {
            place: Place::Line(number),
            full_url: None,
            json,
        });
        if documents.len() > MOST_RESOURCES {
            break;
        }
    }
    Ok(documents)
}

fn whole(text: &str) -> Result<Vec<Document>, Refused> {
    let json: Value = serde_json::from_str(text).map_err(|error| {
        let reason = Reason::new("is no JSON: line {line}, column {column}: {error}");
        let reason = reason
            .with("line", error.line())
            .with("column", error.column());
        Refused::new(reason.with("error", said_of(&error)))
    })?;
    guard::check(&json, None)?;
    match kind(&json) {
        Some("Bundle") => entries(json),
        Some(_) => Ok(vec![Document {
            place: Place::Whole,
            full_url: None,
            json,
        }]),
        None => Err(Refused::new(
            "is no FHIR: it must be a Bundle, a resource, or a resource a line (NDJSON)",
        )),
    }
}

fn entries(mut bundle: Value) -> Result<Vec<Document>, Refused> {
    let entries = match bundle.get_mut("entry").map(Value::take) {
        None => Vec::new(),
        Some(Value::Array(entries)) => entries,
        Some(_) => return Err(Refused::new("is no FHIR: entry must be a list")),
    };
    let documents = entries.into_iter().enumerate().map(|(index, mut entry)| {
        let full_url = entry.get("fullUrl").and_then(Value::as_str);
        Document {
            place: Place::Entry(index),
            full_url: full_url.map(str::to_owned),
            json: entry.get_mut("resource").map_or(Value::Null, Value::take),
        }
    });
    Ok(documents.collect())
}

fn kind(json: &Value) -> Option<&str> {
    json.get("resourceType")?.as_str()
}

/// What is wrong, without the place, which counts from the line where it stands.
fn said_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].to_owned()
}

impl Document {
    /// Type and id, as far as they can be told.
    pub fn about(&self) -> String {
        let kind = kind(&self.json).unwrap_or("?");
        let id = self.json.get("id").and_then(Value::as_str);
        match id.filter(|id| is_id(id)) {
            Some(id) => format!("{kind}/{id}"),
            None => kind.chars().take(40).collect(),
        }
    }

    pub fn read(&self) -> Result<Resource, Remark> {
        match kind(&self.json) {
            Some("Practitioner") => self.parse().map(Resource::Practitioner),
            Some("PractitionerRole") => self.parse().map(Resource::PractitionerRole),
            Some("Organization") => self.parse().map(Resource::Organization),
            Some(kind) if guard::is_left_out(kind) => Ok(Resource::LeftOut),
            _ => Err(Remark::new(
                "resourceType",
                "is missing: each entry holds a resource",
            )),
        }
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<Box<T>, Remark> {
        let read: Result<T, _> = serde_path_to_error::deserialize(&self.json);
        read.map(Box::new).map_err(|error| {
            let reason = Reason::new("is not as FHIR has it: {error}");
            let path = error.path().to_string();
            let said = error.into_inner().to_string();
            let said: String = said.chars().take(200).collect();
            Remark::new(path, reason.with("error", said))
        })
    }
}
