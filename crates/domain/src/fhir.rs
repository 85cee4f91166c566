//! Directories of hospitals and associations as FHIR has them, R4 and R5 alike: who practises (`Practitioner`), as what and
//! where (`PractitionerRole`), and for whom (`Organization`). Nothing is written here; see [`crate::directory_stub`].
//!
//! A file is a `Bundle` of any type, one resource, or NDJSON. One that may tell of a patient, anywhere in it, is refused
//! whole. Of the rest only what a directory needs is read: never a birth date, gender, photograph, street, telephone or
//! mail address, of which the types in [`resource`] know nothing.

mod concept;
mod document;
mod guard;
mod index;
mod organization;
mod path;
mod practitioner;
mod resource;
#[cfg(test)]
mod tests;

use storage::kinds::StubKind;

pub use document::{MOST_BYTES, MOST_RESOURCES, Place};

use crate::reason::Reason;
use crate::register_number::RegisterNumber;
use document::Document;
use index::Index;
use resource::Resource;

/// Why nothing of a file was read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refused {
    /// Where, and what to do about it.
    pub reason: Reason,
}

impl Refused {
    fn new(reason: impl Into<Reason>) -> Self {
        Self {
            reason: reason.into(),
        }
    }
}

/// Something that is said of a field of a resource, which was left out or refused for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The field, from the resource on: `identifier[0].value`.
    pub path: String,
    /// Words that go on after the field's name.
    pub reason: Reason,
}

impl Remark {
    fn new(path: impl Into<String>, reason: impl Into<Reason>) -> Self {
        Self {
            path: path.into(),
            reason: reason.into(),
        }
    }
}

/// Somebody who practises, or an organisation, as far as a directory needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Which it is.
    pub kind: StubKind,
    /// What they are called.
    pub name: String,
    /// An id of [`crate::profession::vocabulary`].
    pub profession: Option<String>,
    /// Ids of [`crate::specialty::vocabulary`].
    pub specialties: Vec<String>,
    /// Where they work: a code that [`crate::region::find`] knows.
    pub region: Option<String>,
    /// BCP 47 tags, canonical.
    pub languages: Vec<String>,
    /// The name of the organisation that they work for.
    pub workplace: Option<String>,
    /// Under which numbers registers know them; for nobody's eyes.
    pub numbers: Vec<RegisterNumber>,
}

/// What a resource comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Somebody to enter under `key`, which is the same in each file of the same directory.
    Entry {
        /// The type and the id of the resource, or an identifier of it.
        key: String,
        /// What is to be entered.
        described: Box<Described>,
    },
    /// The directory says that it is not in use any more (`active: false`).
    Inactive {
        /// As above.
        key: String,
    },
    /// It says more of somebody who has an entry.
    Joined,
    /// Nothing is read of such resources.
    LeftOut,
    /// It cannot be entered as it is; the others can.
    Refused(Remark),
}

/// A resource of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub place: Place,
    /// Type and id, as far as they are known: `Practitioner/1`.
    pub about: String,
    /// What it comes to.
    pub reading: Reading,
    /// What was left out of it.
    pub remarks: Vec<Remark>,
}

/// Reads a file: every resource of it, in its order.
///
/// # Errors
/// [`Refused`] when the file is none of FHIR, is out of bounds, or may tell of a patient.
pub fn read(bytes: &[u8]) -> Result<Vec<Found>, Refused> {
    let documents = document::split(bytes)?;
    let resources: Vec<Result<Resource, Remark>> = documents.iter().map(Document::read).collect();
    let index = Index::of(&documents, &resources);
    let mut found: Vec<Found> = Vec::with_capacity(documents.len());
    for (at, (document, resource)) in documents.iter().zip(&resources).enumerate() {
        let (reading, remarks) = match resource {
            Ok(Resource::Practitioner(it)) => practitioner::read(it, index.roles_of(at), &index),
            Ok(Resource::PractitionerRole(role)) => practitioner::read_role(role, &index),
            Ok(Resource::Organization(it)) => organization::read(it),
            Ok(Resource::LeftOut) => (Reading::LeftOut, Vec::new()),
            Err(remark) => (Reading::Refused(remark.clone()), Vec::new()),
        };
        found.push(Found {
            place: document.place,
            about: document.about(),
            reading,
            remarks,
        });
    }
    refuse_second(&mut found);
    Ok(found)
}

/// Of two resources with one key nobody can say which is right: the first one stands.
fn refuse_second(found: &mut [Found]) {
    let mut known = std::collections::HashMap::new();
    for one in found {
        let (Reading::Entry { key, .. } | Reading::Inactive { key }) = &one.reading else {
            continue;
        };
        if let Some(first) = known.get(key) {
            let reason = Reason::new("stands at {place} already: keep one of them");
            let remark = Remark::new("id", reason.with("place", first));
            one.reading = Reading::Refused(remark);
        } else {
            known.insert(key.clone(), one.place);
        }
    }
}
