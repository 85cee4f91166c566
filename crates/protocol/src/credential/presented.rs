//! Credentials as they come (W3C Verifiable Credentials 2.0): read, and held to what can be said of one without asking
//! anybody.

use domain::Timestamp;
use domain::credential::{Assurance, Claims, CredentialKind, Refusal};
use domain::did_web::DidWeb;
use domain::text::clean;
use domain::{profession, region, specialty};
use serde_json::Value;
use url::Url;

use super::signed::Signed;
use super::status::Entry;
use crate::origin::same_origin;
use crate::vocab::context;

/// Entries of status lists that one credential may have: revocation and suspension.
const ENTRIES: usize = 2;
/// Bytes of an address: longer ones do not fit the databases' unique indexes.
const ADDRESS: usize = 2048;
/// Characters of what is said in free words.
const WORDS: usize = 200;

/// A credential that can be read; nothing of it is proven.
#[derive(Clone, Debug)]
pub struct Presented {
    /// Its address.
    pub id: Url,
    /// Who vouches, as it says.
    pub issuer: Url,
    /// What kind of claim it is.
    pub kind: CredentialKind,
    /// The actor whom it is about.
    pub subject: String,
    /// What it says of them, reduced to what is understood.
    pub claims: Claims,
    /// When its time begins; without a word on that it always had.
    pub valid_from: Timestamp,
    /// When its time ends.
    pub valid_until: Option<Timestamp>,
    status: Vec<Entry>,
    signed: Signed,
}

impl Presented {
    /// Reads a document.
    ///
    /// # Errors
    /// When it is no credential of a kind that is known, or what it names is not its issuer's to name.
    pub fn read(document: &Value) -> Result<Self, Refusal> {
        let malformed = Refusal::Malformed;
        let subject = only(&document["credentialSubject"]).ok_or(malformed)?;
        let said = Self {
            id: address(&document["id"]).ok_or(malformed)?,
            issuer: issuer(&document["issuer"]).ok_or(malformed)?,
            kind: kind(&document["type"]).ok_or(malformed)?,
            subject: text(&subject["id"]).ok_or(malformed)?,
            claims: claims(subject),
            valid_from: time(document, "validFrom")?.unwrap_or(Timestamp(0)),
            valid_until: time(document, "validUntil")?,
            status: entries(&document["credentialStatus"])?,
            signed: Signed::read(document),
        };
        if members(&document["@context"]).first() != Some(&&Value::from(context::CREDENTIALS)) {
            return Err(malformed);
        }
        said.check_origins()?;
        Ok(said)
    }

    /// Refuses it at `now`, whoever signed it, unless it is about `subject`.
    ///
    /// # Errors
    /// When it is about somebody else, not valid yet or no longer.
    pub fn check(&self, subject: &str, now: Timestamp) -> Result<(), Refusal> {
        if self.subject != subject {
            return Err(Refusal::OtherSubject);
        }
        if self.valid_from > now {
            return Err(Refusal::NotYet);
        }
        if self.valid_until.is_some_and(|until| until <= now) {
            return Err(Refusal::Expired);
        }
        Ok(())
    }

    /// Where its status is told.
    #[must_use]
    pub fn status(&self) -> &[Entry] {
        &self.status
    }

    /// The document that was read, and who may have signed it.
    #[must_use]
    pub fn signed(&self) -> &Signed {
        &self.signed
    }

    /// An issuer speaks for its own server alone (FEP-fe34).
    fn check_origins(&self) -> Result<(), Refusal> {
        if !is_of(&self.id, &self.issuer) {
            return Err(Refusal::Origin);
        }
        let elsewhere = |entry: &Entry| !is_of(&entry.list, &self.issuer);
        if self.status.iter().any(elsewhere) {
            return Err(Refusal::StatusOrigin);
        }
        Ok(())
    }
}

/// Whether `address` is on the server of `issuer`.
fn is_of(address: &Url, issuer: &Url) -> bool {
    match DidWeb::parse(issuer.as_str()) {
        Some(did) => did.serves(address),
        None => same_origin(address, issuer),
    }
}

/// One of our kinds, beside the type that every credential has.
fn kind(types: &Value) -> Option<CredentialKind> {
    let words: Vec<&str> = members(types)
        .iter()
        .filter_map(|word| word.as_str())
        .collect();
    let is_credential = words.contains(&"VerifiableCredential");
    let mut kinds = words.iter().filter_map(|word| CredentialKind::parse(word));
    let kind = kinds.next().filter(|_| is_credential)?;
    // What claims to be two things may be judged as the one and shown as the other.
    kinds.next().is_none().then_some(kind)
}

/// What is said in words of our lists; others are left out, and free words are cut.
fn claims(subject: &Value) -> Claims {
    let word = |name: &str| text(&subject[name]);
    let free = |name: &str| {
        let said = word(name)?;
        let line = clean::line(clean::cut(said.trim(), WORDS), WORDS).ok()?;
        (!line.is_empty()).then_some(line)
    };
    Claims {
        profession: word("profession")
            .and_then(|id| Some(profession::vocabulary().find(&id)?.id.clone())),
        specialty: word("specialty").and_then(|iri| Some(specialty::from_iri(&iri)?.id.clone())),
        jurisdiction: word("jurisdiction")
            .and_then(|code| Some(region::find(&code)?.code.to_owned())),
        assurance: word("assurance").and_then(|word| Assurance::parse(&word)),
        organization: free("organization"),
        role: free("role"),
    }
}

fn entries(status: &Value) -> Result<Vec<Entry>, Refusal> {
    let listed = members(status);
    if listed.len() > ENTRIES {
        return Err(Refusal::StatusMalformed);
    }
    listed.into_iter().map(Entry::read).collect()
}

/// A date that cannot be read may be one that has passed.
pub(super) fn time(document: &Value, name: &str) -> Result<Option<Timestamp>, Refusal> {
    match &document[name] {
        Value::Null => Ok(None),
        Value::String(text) => match Timestamp::parse_rfc3339(text) {
            Some(time) => Ok(Some(time)),
            None => Err(Refusal::Malformed),
        },
        _ => Err(Refusal::Malformed),
    }
}

/// The address of an object that is given by it, or embedded.
fn reference(value: &Value) -> &Value {
    if value.is_object() {
        &value["id"]
    } else {
        value
    }
}

/// Who vouches: an actor by its id, or a `did:web`.
pub(super) fn issuer(value: &Value) -> Option<Url> {
    let named = reference(value);
    let did = || {
        let did = named
            .as_str()
            .filter(|text| DidWeb::parse(text).is_some())?;
        Url::parse(did).ok().filter(|url| url.as_str() == did)
    };
    address(named).or_else(did)
}

pub(super) fn address(value: &Value) -> Option<Url> {
    let text = value.as_str().filter(|text| text.len() <= ADDRESS)?;
    let url = Url::parse(text).ok()?;
    // Written otherwise it would be another text for the same address, and compared as such.
    (matches!(url.scheme(), "http" | "https") && url.as_str() == text).then_some(url)
}

pub(super) fn members(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(members) => members.iter().collect(),
        one => vec![one],
    }
}

fn only(value: &Value) -> Option<&Value> {
    match members(value)[..] {
        [one] => Some(one),
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str().filter(|text| text.len() <= ADDRESS);
    text.map(str::to_owned)
}
