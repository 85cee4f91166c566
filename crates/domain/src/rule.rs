//! The rules of the instance.

use std::collections::HashMap;

use storage::id::RuleId;
use storage::rule as rows;
pub use storage::rule::Translation;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::language;
use crate::reason::Reason;

/// Characters of a rule, and of its hint.
const LONGEST: usize = 1000;

/// A rule with what it is called in other languages.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its id, by which reports name it.
    pub id: RuleId,
    /// What is to be done or left, in a sentence; plain text.
    pub text: String,
    /// What is meant by that; plain text, may be empty.
    pub hint: String,
    /// The same in other languages.
    pub translations: Vec<Translation>,
}

impl Rule {
    /// The sentence in this language, or as it was written first. A translation for all of a language serves its regions.
    #[must_use]
    pub fn text_in(&self, tag: &str) -> &str {
        let primary = tag.split('-').next().unwrap_or(tag);
        let in_tag = |tag: &str| self.translations.iter().find(|it| it.language == tag);
        let found = in_tag(tag).or_else(|| in_tag(primary));
        found.map_or(&self.text, |translation| &translation.text)
    }
}

/// All of them, in the order of the operator.
///
/// # Errors
/// When the database refuses.
pub async fn list(ctx: &Context) -> Result<Vec<Rule>> {
    let rules = rows::list(ctx.db.read()).await?;
    let mut translations: HashMap<RuleId, Vec<Translation>> = HashMap::new();
    for row in rows::list_translations(ctx.db.read()).await? {
        translations.entry(row.rule_id).or_default().push(row);
    }
    let rules = rules.into_iter().map(|rule| Rule {
        id: rule.id,
        text: rule.text,
        hint: rule.hint,
        translations: translations.remove(&rule.id).unwrap_or_default(),
    });
    Ok(rules.collect())
}

/// Adds a rule behind the others.
///
/// # Errors
/// `Invalid` when it says nothing or too much.
pub async fn add(ctx: &Context, text: &str, hint: &str) -> Result<RuleId> {
    check(text, hint)?;
    let now = ctx.clock.now();
    let id = RuleId::generate(now);
    let tx = ctx.db.begin().await?;
    let last = rows::list(&*tx).await?.last().map(|rule| rule.position);
    let rule = rows::Rule {
        id,
        position: last.map_or(0, |last| last + 1),
        text: text.to_owned(),
        hint: hint.to_owned(),
        created_at: now,
    };
    rows::insert(&*tx, rule).await?;
    tx.commit().await?;
    Ok(id)
}

/// Says a rule in another language.
///
/// # Errors
/// `NotFound`; `Invalid` for an unknown language, or when it says nothing or too much.
pub async fn translate(ctx: &Context, id: RuleId, tag: &str, text: &str, hint: &str) -> Result<()> {
    check(text, hint)?;
    let language = language::canonical(tag);
    let language = language.ok_or_else(|| Error::invalid("language", "is no tag of BCP 47"))?;
    let tx = ctx.db.begin().await?;
    let rules = rows::list(&*tx).await?;
    let rule = rules.iter().find(|rule| rule.id == id);
    let row = Translation {
        rule_id: rule.ok_or(Error::NotFound)?.id,
        language,
        text: text.to_owned(),
        hint: hint.to_owned(),
    };
    rows::upsert_translation(&*tx, row).await?;
    Ok(tx.commit().await?)
}

/// Removes a rule; reports that name it keep the rest.
///
/// # Errors
/// `NotFound`.
pub async fn remove(ctx: &Context, id: RuleId) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !rows::delete(&*tx, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

fn check(text: &str, hint: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::invalid("text", "can't be blank"));
    }
    for (field, value) in [("text", text), ("hint", hint)] {
        if value.chars().count() > LONGEST {
            let reason =
                Reason::new("is too long (maximum is {max} characters)").with("max", LONGEST);
            return Err(Error::invalid(field, reason));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn rules_are_kept_in_order_and_in_languages() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let kind = add(ctx, "Be kind", "To all").await.expect("adds");
        let proof = add(ctx, "Name sources", "").await.expect("adds");
        for text in ["Nett sein", "Sei freundlich"] {
            translate(ctx, kind, "DE", text, "").await.expect("says");
        }
        let rules = list(ctx).await.expect("reads");
        let texts: Vec<&str> = rules.iter().map(|rule| rule.text_in("de-AT")).collect();
        assert_eq!(texts, ["Sei freundlich", "Name sources"]);
        assert_eq!(rules[0].text_in("sv"), "Be kind");
        remove(ctx, kind).await.expect("removes");
        let left = list(ctx).await.expect("reads");
        assert_eq!(left.iter().map(|rule| rule.id).collect::<Vec<_>>(), [proof]);
        assert!(matches!(remove(ctx, kind).await, Err(Error::NotFound)));
    }

    #[tokio::test]
    async fn what_is_no_rule_or_no_language_is_refused() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        for text in [" ", &"x".repeat(LONGEST + 1)] {
            let refused = add(ctx, text, "").await;
            assert!(matches!(refused, Err(Error::Invalid { .. })));
        }
        let id = add(ctx, "Be kind", "").await.expect("adds");
        let refused = translate(ctx, id, "klingonic", "x", "").await;
        assert!(matches!(refused, Err(Error::Invalid { .. })));
        let missing = translate(ctx, RuleId(1), "de", "x", "").await;
        assert!(matches!(missing, Err(Error::NotFound)));
    }
}
