//! Refusals in other languages. The domain says them in English; what `en.ftl` calls the same words is the translation.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::reason::Reason;

use super::Lang;

const ENGLISH: &str = include_str!("../../../../locales/en.ftl");
const PREFIX: &str = "refusal-";

/// The keys of refusals by their English words, in which `{name}` stands for a value.
static KEYS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let messages = ENGLISH.lines().filter(|line| line.starts_with(PREFIX));
    messages
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, words)| (words.replace("{ $", "{").replace(" }", "}"), key))
        .collect()
});

impl Lang {
    /// A refusal in this language; in English where it has no translation.
    #[must_use]
    pub fn say(self, reason: &Reason) -> String {
        match KEYS.get(reason.words()) {
            Some(key) if self != Self::english() => {
                let mut text = self.t(key);
                for (name, value) in reason.values() {
                    text = text.with(name, value);
                }
                text.to_string()
            }
            _ => reason.to_string(),
        }
    }

    /// What a field or parameter is called, which an app may have sent as `source[privacy]`; as it was sent where it has no
    /// other name.
    #[must_use]
    pub fn field(self, name: &str) -> String {
        let key = format!("parameter-{}", slug(name));
        let named = self.t(&key).to_string();
        if named == key { name.to_owned() } else { named }
    }
}

/// `source[privacy]` as a part of a key: `source-privacy`.
fn slug(name: &str) -> String {
    let parts = name.split(|it: char| !it.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german() -> Lang {
        Lang::negotiate([Some("de")])
    }

    #[test]
    fn a_refusal_is_translated_with_its_values() {
        let words = "is too long (maximum is {max} characters)";
        let reason = Reason::new(words).with("max", 255);
        assert_eq!(
            Lang::english().say(&reason),
            "is too long (maximum is 255 characters)"
        );
        assert_eq!(german().say(&reason), "zu lang, höchstens 255 Zeichen");
    }

    #[test]
    fn what_has_no_translation_is_said_in_english() {
        assert_eq!(german().say(&"is odd".into()), "is odd");
        assert_eq!(german().field("nothing_known"), "nothing_known");
    }

    #[test]
    fn fields_have_names() {
        assert_eq!(german().field("spoiler_text"), "Inhaltswarnung");
        assert_eq!(slug("source[privacy]"), "source-privacy");
    }
}
