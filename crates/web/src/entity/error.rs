//! `Error`.

use std::collections::BTreeMap;

use domain::sign_up::Wrong;
use schemars::JsonSchema;
use serde::Serialize;

/// Why a request is refused.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Error")]
pub struct ErrorBody {
    /// For people; of a refusal in `OAuth` its code.
    pub error: String,
    /// For people, in `OAuth`.
    #[schemars(with = "String")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
    /// What is wrong with each field of a sign-up.
    #[schemars(with = "BTreeMap<String, Vec<Detail>>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<BTreeMap<&'static str, Vec<Detail>>>,
}

/// What is wrong with a field.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ErrorDetail")]
pub struct Detail {
    error: &'static str,
    description: String,
}

impl ErrorBody {
    /// A refusal in words alone.
    pub fn new(error: impl ToString) -> Self {
        Self {
            error: error.to_string(),
            error_description: None,
            details: None,
        }
    }

    /// A refusal that tells field by field what is wrong, each reason as `say` puts it.
    pub fn of_fields(
        error: impl ToString,
        fields: &[Wrong],
        say: impl Fn(&'static str) -> String,
    ) -> Self {
        let mut details: BTreeMap<_, Vec<Detail>> = BTreeMap::new();
        for wrong in fields {
            details.entry(wrong.field).or_default().push(Detail {
                error: wrong.code,
                description: say(wrong.reason),
            });
        }
        Self {
            details: Some(details),
            ..Self::new(error)
        }
    }
}
