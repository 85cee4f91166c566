//! `ExtendedDescription`, `PrivacyPolicy` and `TermsOfService`.

use domain::Context;
use domain::instance_text::InstanceText;
use domain::terms_of_service;
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Date, Time};

/// The entity; empty where the operator says no more.
#[derive(Serialize, JsonSchema)]
pub struct ExtendedDescription {
    #[schemars(with = "Option<Time>")]
    updated_at: Option<String>,
    content: String,
}

impl ExtendedDescription {
    /// What the operator published, if anything.
    #[must_use]
    pub fn new(ctx: &Context, text: Option<&InstanceText>) -> Self {
        Self {
            updated_at: text.map(|text| text.updated_at.to_rfc3339()),
            content: text.map(|text| text.html(ctx)).unwrap_or_default(),
        }
    }
}

/// The entity.
#[derive(Serialize, JsonSchema)]
pub struct PrivacyPolicy {
    /// RFC 3339.
    #[schemars(with = "Time")]
    pub updated_at: String,
    /// HTML.
    pub content: String,
}

/// The entity.
#[derive(Serialize, JsonSchema)]
pub struct TermsOfService {
    #[schemars(with = "Date")]
    effective_date: String,
    effective: bool,
    content: String,
    #[schemars(with = "Option<Date>")]
    succeeded_by: Option<String>,
}

impl TermsOfService {
    /// A version of the terms.
    #[must_use]
    pub fn new(ctx: &Context, version: terms_of_service::TermsOfService) -> Self {
        Self {
            content: version.html(ctx),
            effective_date: version.effective_date,
            effective: version.effective,
            succeeded_by: version.succeeded_by,
        }
    }
}
