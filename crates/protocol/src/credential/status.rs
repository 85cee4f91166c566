//! Status lists of other issuers (W3C Bitstring Status List 1.0): read with bounds, and asked for one entry.

use std::time::Duration;

use domain::Timestamp;
use domain::credential::{Purpose, Refusal};
use serde_json::Value;
use url::Url;

use super::presented::{address, issuer, members, time};
use super::signed::Signed;
use super::status_list::{Bits, decode};

/// How long a list that does not say may be kept (section 2.2).
const TTL: Duration = Duration::from_mins(5);
/// How far the clock of an issuer may be ahead, for a list is often made when it is asked for.
const SKEW: Duration = Duration::from_hours(1);
/// The longest that any list is kept, whatever it says: well below [`domain::credential::FRESH`], so that what is looked
/// at again in time is never out of date.
const LONGEST: Duration = Duration::from_mins(10);

/// Where the status of a credential is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The address of the list.
    pub list: Url,
    /// What it is asked for.
    pub purpose: Purpose,
    /// Its number in the list.
    pub index: usize,
}

impl Entry {
    /// Reads one; what is told in a way that is not understood may be that it was revoked.
    pub(super) fn read(entry: &Value) -> Result<Self, Refusal> {
        let malformed = Refusal::StatusMalformed;
        if entry["type"] != "BitstringStatusListEntry" {
            return Err(malformed);
        }
        let one_bit = matches!(&entry["statusSize"], Value::Null) || entry["statusSize"] == 1;
        let purpose = entry["statusPurpose"].as_str().ok_or(malformed)?;
        let index = entry["statusListIndex"].as_str().filter(|_| one_bit);
        let digits = index.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        Ok(Self {
            list: address(&entry["statusListCredential"]).ok_or(malformed)?,
            purpose: Purpose::parse(purpose).ok_or(Refusal::StatusPurpose)?,
            index: digits.and_then(|text| text.parse().ok()).ok_or(malformed)?,
        })
    }
}

/// A list that can be read; who made it is still to be proven.
#[derive(Clone, Debug)]
pub struct StatusList {
    id: Url,
    issuer: Url,
    purposes: Vec<Purpose>,
    bits: Bits,
    ttl: Duration,
    valid_from: Option<Timestamp>,
    valid_until: Option<Timestamp>,
    signed: Signed,
}

impl StatusList {
    /// Reads a document.
    ///
    /// # Errors
    /// When it is no list, or one that is too small or too large.
    pub fn read(document: &Value) -> Result<Self, Refusal> {
        let malformed = Refusal::StatusMalformed;
        let subject = &document["credentialSubject"];
        let is = |value: &Value, word: &str| members(value).iter().any(|kind| *kind == word);
        let is_list = is(&document["type"], "BitstringStatusListCredential")
            && is(&subject["type"], "BitstringStatusList");
        let encoded = subject["encodedList"].as_str().filter(|_| is_list);
        let words = members(&subject["statusPurpose"]);
        let purposes = words
            .iter()
            .filter_map(|word| Purpose::parse(word.as_str()?));
        let date = |name| time(document, name).map_err(|_| malformed);
        Ok(Self {
            id: address(&document["id"]).ok_or(malformed)?,
            issuer: issuer(&document["issuer"]).ok_or(malformed)?,
            purposes: purposes.collect(),
            bits: decode(encoded.ok_or(malformed)?)?,
            ttl: ttl(&subject["ttl"]),
            valid_from: date("validFrom")?,
            valid_until: date("validUntil")?,
            signed: Signed::read(document),
        })
    }

    /// How large it is, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bits.len() / 8
    }

    /// How long it may be kept.
    #[must_use]
    pub fn ttl(&self) -> Duration {
        self.ttl
    }

    /// Refuses it as the list at `address` by `issuer` at `now`, whoever signed it.
    ///
    /// # Errors
    /// When it is another list, by somebody else, or out of date.
    pub fn check(&self, address: &Url, issuer: &Url, now: Timestamp) -> Result<(), Refusal> {
        if self.id != *address {
            return Err(Refusal::StatusReplaced);
        }
        if self.issuer != *issuer {
            return Err(Refusal::StatusIssuer);
        }
        let early = self.valid_from.is_some_and(|from| from > now.after(SKEW));
        if early || self.valid_until.is_some_and(|until| until <= now) {
            return Err(Refusal::StatusExpired);
        }
        Ok(())
    }

    /// The document that was read, and who may have signed it.
    #[must_use]
    pub fn signed(&self) -> &Signed {
        &self.signed
    }

    /// Looks an entry up.
    ///
    /// # Errors
    /// When its bit is set, or it has none here.
    pub fn look_up(&self, entry: &Entry) -> Result<(), Refusal> {
        if !self.purposes.contains(&entry.purpose) {
            return Err(Refusal::StatusPurpose);
        }
        match (self.bits.get(entry.index), entry.purpose) {
            (None, _) => Err(Refusal::StatusIndex),
            (Some(false), _) => Ok(()),
            (Some(true), Purpose::Revocation) => Err(Refusal::Revoked),
            (Some(true), Purpose::Suspension) => Err(Refusal::Suspended),
        }
    }
}

/// In milliseconds on the wire.
fn ttl(said: &Value) -> Duration {
    let said = said.as_u64().map(Duration::from_millis);
    said.unwrap_or(TTL).min(LONGEST)
}
