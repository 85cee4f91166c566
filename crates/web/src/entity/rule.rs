//! `Rule`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::format::Id;

/// The entity.
#[derive(Serialize, JsonSchema)]
pub struct Rule<'a> {
    #[schemars(with = "Id")]
    id: String,
    text: &'a str,
    hint: &'a str,
    translations: BTreeMap<&'a str, RuleTranslation<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RuleTranslation<'a> {
    text: &'a str,
    hint: &'a str,
}

impl<'a> From<&'a domain::rule::Rule> for Rule<'a> {
    fn from(rule: &'a domain::rule::Rule) -> Self {
        let translations = rule.translations.iter().map(|translation| {
            let said = RuleTranslation {
                text: &translation.text,
                hint: &translation.hint,
            };
            (&*translation.language, said)
        });
        Self {
            id: rule.id.to_string(),
            text: &rule.text,
            hint: &rule.hint,
            translations: translations.collect(),
        }
    }
}
