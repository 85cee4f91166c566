//! Nothing about a patient comes in: a list of what cannot be about one, and everything else is refused.

use serde_json::Value;

use super::Refused;
use super::path::Path;
use crate::reason::Reason;

/// Resources of which something is read.
pub(super) const READ: [&str; 3] = ["Practitioner", "PractitionerRole", "Organization"];

/// Resources of a directory of which nothing is read; the last one is what a server says of a search.
const LEFT_OUT: [&str; 5] = [
    "Location",
    "HealthcareService",
    "Endpoint",
    "OrganizationAffiliation",
    "OperationOutcome",
];

/// Elements that name a patient in resources which have them; none of [`READ`] has any.
const OF_PATIENTS: [&str; 4] = ["patient", "subject", "encounter", "beneficiary"];

/// What the numbers of patients are typed as, where identifiers are typed by HL7's table 0203.
const PATIENT_NUMBERS: [&str; 6] = ["MR", "MRT", "PI", "PT", "PNT", "MCT"];
const TABLE_0203: &str = "http://terminology.hl7.org/CodeSystem/v2-0203";

/// How deep a document may be nested; resources are no deeper than ten.
const DEEPEST: usize = 40;

/// Whether a resource of this type is left out, and not refused.
pub(super) fn is_left_out(kind: &str) -> bool {
    LEFT_OUT.contains(&kind)
}

/// Refuses a document that may tell of a patient, anywhere; `line` says which one of several it is.
pub(super) fn check(document: &Value, line: Option<usize>) -> Result<(), Refused> {
    walk(document, Path::Root, 0).map_err(|Offence { at, what }| {
        let at = match line {
            Some(line) => format!("line {line}, {at}"),
            None => at,
        };
        let words = match what {
            Some(_) => {
                "holds {what} at {at}, which may tell of a patient: only Practitioner, PractitionerRole and Organization are read, and of this file nothing was"
            }
            None => "is nested too deeply at {at}",
        };
        let reason = Reason::new(words).with("at", at);
        Refused::new(match what {
            Some(what) => reason.with("what", shown(&what)),
            None => reason,
        })
    })
}

struct Offence {
    at: String,
    /// `None` when it is nested too deeply.
    what: Option<String>,
}

fn walk(value: &Value, path: Path<'_>, depth: usize) -> Result<(), Offence> {
    if depth > DEEPEST {
        return Err(Offence {
            at: path.to_string(),
            what: None,
        });
    }
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, Path::Item(&path, index), depth + 1)?;
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let path = Path::Field(&path, name);
                if let Some(what) = offends(name, field, &path) {
                    let at = path.to_string();
                    let what = Some(what);
                    return Err(Offence { at, what });
                }
                walk(field, path, depth + 1)?;
            }
            if let Some(code) = number_of_a_patient(value) {
                let at = Path::Field(&path, "code").to_string();
                let what = Some(code.to_owned());
                return Err(Offence { at, what });
            }
        }
        _ => {}
    }
    Ok(())
}

/// What a field names that may be about a patient.
fn offends(name: &str, field: &Value, path: &Path<'_>) -> Option<String> {
    if OF_PATIENTS.contains(&name) && !field.is_null() {
        return Some(name.to_owned());
    }
    let text = field.as_str()?;
    let is_root = matches!(path, Path::Field(above, _) if above.is_root());
    let foreign = match name {
        "resourceType" if text == "Bundle" && is_root => None,
        "resourceType" => Some(text).filter(|kind| !is_harmless(kind)),
        // The type of what a reference leads to, which may be an address; that of a bundle is a small word.
        "type" => text.rsplit('/').next().filter(|kind| is_foreign(kind)),
        "reference" | "fullUrl" => foreign(text),
        // What a transaction asks for; addresses of definitions in extensions name types of all kinds.
        "url" if matches!(path, Path::Field(Path::Field(_, "request"), _)) => foreign(text),
        "location" if matches!(path, Path::Field(Path::Field(_, "response"), _)) => foreign(text),
        _ => None,
    };
    foreign.map(str::to_owned)
}

fn is_harmless(kind: &str) -> bool {
    READ.contains(&kind) || is_left_out(kind)
}

/// The type that a reference leads to, if it is another one: `Patient` of `https://a.example/fhir/Patient/1/_history/2`.
fn foreign(reference: &str) -> Option<&str> {
    let address = reference.split(['?', '#', '|']).next().unwrap_or_default();
    let (address, _) = address.split_once("/_history").unwrap_or((address, ""));
    let mut parts = address.rsplit('/');
    let (last, above) = (parts.next(), parts.next());
    let kind = above.into_iter().chain(last).find(|part| is_type(part))?;
    is_foreign(kind).then_some(kind)
}

fn is_foreign(kind: &str) -> bool {
    is_type(kind) && !is_harmless(kind)
}

/// Whether a word is written as types of resources are.
fn is_type(word: &str) -> bool {
    let letters = word.bytes().all(|it| it.is_ascii_alphabetic());
    letters && word.len() > 3 && word.starts_with(|it: char| it.is_ascii_uppercase())
}

fn number_of_a_patient(coding: &Value) -> Option<&str> {
    let code = coding.get("code")?.as_str()?;
    let is_typed = coding.get("system")?.as_str()? == TABLE_0203;
    (is_typed && PATIENT_NUMBERS.contains(&code)).then_some(code)
}

/// As much of a word as a refusal repeats.
fn shown(what: &str) -> String {
    what.chars().take(40).collect()
}
