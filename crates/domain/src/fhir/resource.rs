//! What is read of a resource. Elements that are missing here are never looked at.

use serde::Deserialize;

/// A resource of a directory.
pub(super) enum Resource {
    Practitioner(Box<Practitioner>),
    PractitionerRole(Box<PractitionerRole>),
    Organization(Box<Organization>),
    /// One of which nothing is read.
    LeftOut,
}

/// Somebody who practises. Their address may be that of their home, and is not read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Practitioner {
    pub id: Option<String>,
    pub active: Option<bool>,
    pub identifier: Vec<Identifier>,
    pub name: Vec<HumanName>,
    pub qualification: Vec<Qualification>,
    pub communication: Vec<Communication>,
}

/// As what somebody works for an organisation.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PractitionerRole {
    pub active: Option<bool>,
    pub practitioner: Option<Reference>,
    pub organization: Option<Reference>,
    pub code: Vec<CodeableConcept>,
    pub specialty: Vec<CodeableConcept>,
    /// R5 only.
    pub contact: Vec<Contact>,
    /// R5 only.
    pub communication: Vec<Communication>,
}

/// Where somebody works.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Organization {
    pub id: Option<String>,
    pub active: Option<bool>,
    pub identifier: Vec<Identifier>,
    pub name: Option<String>,
    /// R4 only.
    pub address: Vec<Address>,
    pub contact: Vec<Contact>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Identifier {
    pub r#use: Option<String>,
    pub system: Option<String>,
    pub value: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HumanName {
    pub r#use: Option<String>,
    pub text: Option<String>,
    /// `null` stands in lists of words where there is an extension alone.
    pub prefix: Vec<Option<String>>,
    pub given: Vec<Option<String>>,
    pub family: Option<String>,
    pub suffix: Vec<Option<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Qualification {
    pub code: Option<CodeableConcept>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeableConcept {
    pub coding: Vec<Coding>,
    pub text: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Coding {
    pub code: Option<String>,
    pub display: Option<String>,
}

/// A language: in R4 a concept, in R5 of a practitioner something that has one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Communication {
    pub coding: Vec<Coding>,
    pub language: Option<CodeableConcept>,
}

/// Whom to ask: of an organisation in R4, of both in R5 (`ExtendedContactDetail`). Only the place is read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Contact {
    pub address: Option<Address>,
}

/// The coarse part of an address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Address {
    pub state: Option<String>,
    pub country: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reference {
    #[serde(rename = "reference")]
    pub address: Option<String>,
    pub identifier: Option<Identifier>,
    pub display: Option<String>,
}

impl Communication {
    pub fn codings(&self) -> impl Iterator<Item = &Coding> {
        let language = self.language.iter().flat_map(|concept| &concept.coding);
        self.coding.iter().chain(language)
    }
}

impl Identifier {
    /// System and number as one word, by which references and keys name the identifier.
    pub fn token(&self) -> Option<String> {
        let value = self.value.as_deref().filter(|value| !value.is_empty())?;
        Some(format!("{}|{value}", self.system.as_deref()?))
    }
}

/// Whether a text is written as ids of resources are.
pub(super) fn is_id(id: &str) -> bool {
    let fits = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.');
    (1..=64).contains(&id.len()) && id.bytes().all(fits)
}

/// What finds a resource again in the next file: its type and id, or else the first identifier that says whose it is.
pub(super) fn key(kind: &str, id: Option<&str>, identifiers: &[Identifier]) -> Option<String> {
    if let Some(id) = id.filter(|id| is_id(id)) {
        return Some(format!("{kind}/{id}"));
    }
    let token = identifiers.iter().find_map(Identifier::token)?;
    Some(format!("{kind}?{token}"))
}
