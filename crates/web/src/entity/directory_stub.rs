//! Who stands in imported directories, and what became of a file.

use std::collections::BTreeMap;

use domain::directory_stub::{Line, Outcome, Report, Source, Stub};
use domain::fhir::{Place, Remark};
use serde::Serialize;
use utoipa::ToSchema;

use super::profile::ProfessionalProfile;

/// Somebody, or an organisation, of an imported list who is no member yet. They did not agree to be found: only members of
/// this server are shown this, and it must be shown to nobody else.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryStub {
    id: String,
    /// `person` or `organization`.
    kind: &'static str,
    /// What the list calls them.
    name: String,
    /// The name of the list.
    source: String,
    /// What the list says of them; nothing of it is verified.
    profile: ProfessionalProfile,
}

impl DirectoryStub {
    /// Shows `stub` with labels in `language`.
    #[must_use]
    pub fn new(stub: Stub, language: &str) -> Self {
        Self {
            id: stub.id.to_string(),
            kind: stub.kind.as_str(),
            name: stub.name,
            source: stub.source,
            profile: ProfessionalProfile::new(stub.profile, language),
        }
    }
}

/// What became of the wish to claim a stub.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryClaim {
    /// Whether it is yours now: a verifier knew you by its number already. If not, ask for verification with
    /// `directory_stub_id`.
    pub claimed: bool,
}

/// A list that was imported.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectorySource {
    source: String,
    /// How many of it are here.
    total: i64,
    /// How many of these are members by now.
    claimed: i64,
    /// When something of it last changed; RFC 3339.
    updated_at: String,
}

impl From<Source> for DirectorySource {
    fn from(list: Source) -> Self {
        Self {
            source: list.source,
            total: list.total,
            claimed: list.claimed,
            updated_at: list.updated_at.to_rfc3339(),
        }
    }
}

/// What became of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryImport {
    source: String,
    /// Whether it was done, and not only looked at.
    applied: bool,
    /// How many resources came to what.
    counts: BTreeMap<String, usize>,
    /// Resource by resource.
    lines: Vec<DirectoryImportLine>,
}

/// A resource of a file, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryImportLine {
    /// In NDJSON, from 1.
    line: Option<usize>,
    /// In a bundle, from 0.
    entry: Option<usize>,
    /// Type and id, as far as they are known.
    resource: String,
    /// `created`, `updated`, `unchanged`, `claimed`, `removed`, `taken-out`, `joined`, `left-out` or `refused`.
    outcome: &'static str,
    /// Why it was refused.
    refusal: Option<DirectoryImportRemark>,
    /// What was left out of it.
    remarks: Vec<DirectoryImportRemark>,
}

/// Something that is said of a field.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryImportRemark {
    /// The field, from the file on.
    path: String,
    reason: String,
}

impl From<Report> for DirectoryImport {
    fn from(report: Report) -> Self {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for line in &report.lines {
            *counts.entry(line.outcome.as_str().to_owned()).or_default() += 1;
        }
        Self {
            source: report.source,
            applied: report.applied,
            counts,
            lines: report.lines.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Line> for DirectoryImportLine {
    fn from(line: Line) -> Self {
        let remark = |remark: &Remark| DirectoryImportRemark {
            path: line.place.of(&remark.path),
            reason: remark.reason.to_string(),
        };
        Self {
            line: match line.place {
                Place::Line(number) => Some(number),
                _ => None,
            },
            entry: match line.place {
                Place::Entry(index) => Some(index),
                _ => None,
            },
            outcome: line.outcome.as_str(),
            refusal: match &line.outcome {
                Outcome::Refused(refusal) => Some(remark(refusal)),
                _ => None,
            },
            remarks: line.remarks.iter().map(remark).collect(),
            resource: line.about,
        }
    }
}
