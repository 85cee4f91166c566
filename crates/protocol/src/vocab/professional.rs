//! Our own terms, the same in both directions. Their meaning is in docs/federation/terms.md.

use serde::{Deserialize, Serialize};
use url::Url;

use super::lenient;

/// What makes an actor a professional. Other servers ignore it; they see the same as profile fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Professional {
    /// What they are by training, such as `physician`.
    #[serde(rename = "rounds:profession", deserialize_with = "lenient::known")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profession: Option<String>,
    /// Specialties by IRI.
    #[serde(rename = "rounds:specialty", deserialize_with = "lenient::ids")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub specialties: Vec<Url>,
    /// Where they work, as text.
    #[serde(rename = "rounds:workplace", deserialize_with = "lenient::known")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workplace: Option<String>,
    /// ISO 3166-1 or 3166-2 code.
    #[serde(rename = "rounds:region", deserialize_with = "lenient::known")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// BCP 47 tags of the languages they work in.
    #[serde(rename = "rounds:language", deserialize_with = "lenient::list")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// `clinician`, `student`, `hospital`, …
    #[serde(rename = "rounds:accountKind", deserialize_with = "lenient::known")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_kind: Option<String>,
    /// Where the account says for whom it speaks and what it gains.
    #[serde(rename = "rounds:interests", deserialize_with = "lenient::known")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interests: Option<Url>,
}
