//! Professional profiles and the words they are made of.

use domain::profile::{self, Profile};
use domain::vocabulary::Vocabulary;
use domain::{account_kind::AccountKind, profession, specialty};
use serde::Serialize;
use utoipa::ToSchema;

/// What someone says of themselves as a professional.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProfessionalProfile {
    /// An id of the vocabulary.
    account_kind: Option<&'static str>,
    /// An id of the vocabulary.
    profession: Option<String>,
    /// Ids of the vocabulary.
    specialties: Vec<String>,
    /// Plain text.
    workplace: Option<String>,
    /// A code of ISO 3166-2, or of ISO 3166-1 for a whole country.
    region: Option<String>,
    /// BCP 47.
    languages: Vec<String>,
    /// For whom the account speaks and what it gains.
    interests: Option<String>,
    /// All of it for people, in the language that was asked for.
    fields: Vec<LabelledField>,
}

/// A line of a profile.
#[derive(Debug, Serialize, ToSchema)]
pub struct LabelledField {
    name: &'static str,
    value: String,
}

/// The closed lists, labelled in the language that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Vocabularies {
    account_kinds: Vec<Choice>,
    professions: Vec<Choice>,
    specialties: Vec<Choice>,
}

/// One choice of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Choice {
    /// What is stored and sent; never renamed.
    id: String,
    /// What people read.
    label: String,
    /// What other servers know it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    iri: Option<String>,
}

impl ProfessionalProfile {
    /// Shows `profile` with labels in `language`.
    pub fn new(profile: Profile, language: &str) -> Self {
        let fields = profile::fields(&profile, language).into_iter();
        let labelled = fields.map(|field| LabelledField {
            name: field.name,
            value: field.value,
        });
        Self {
            fields: labelled.collect(),
            account_kind: profile.account_kind.map(AccountKind::as_str),
            profession: profile.profession,
            specialties: profile.specialties,
            workplace: profile.workplace,
            region: profile.region,
            languages: profile.languages,
            interests: profile.interests,
        }
    }
}

impl Vocabularies {
    /// The lists with labels in `language`.
    pub fn new(language: &str) -> Self {
        let kinds = AccountKind::ALL.into_iter().map(|kind| Choice {
            id: kind.as_str().to_owned(),
            label: kind.label(language).to_owned(),
            iri: None,
        });
        Self {
            account_kinds: kinds.collect(),
            professions: choices(profession::vocabulary(), language, |_| None),
            specialties: choices(specialty::vocabulary(), language, |id| {
                Some(specialty::iri(id))
            }),
        }
    }
}

fn choices(
    vocabulary: &Vocabulary,
    language: &str,
    iri: impl Fn(&str) -> Option<String>,
) -> Vec<Choice> {
    let terms = vocabulary.terms().iter().map(|term| Choice {
        id: term.id.clone(),
        label: term.label(language).to_owned(),
        iri: iri(&term.id),
    });
    terms.collect()
}
