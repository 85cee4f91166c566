//! The files in `locales/` say the same things: `en.ftl` is the model of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_templates::fluent_bundle::FluentResource;

const TRANSLATIONS: [&str; 4] = ["de", "es", "fr", "nl"];

fn read(language: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../locales/{language}.ftl"));
    fs::read_to_string(path).unwrap()
}

/// What stands under each key: its line and those below it that are indented.
fn messages(ftl: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut messages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut last = None;
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        let key = line.split_once(" =").map(|(key, _)| key);
        if let Some(key) = key.filter(|_| !line.starts_with(' ')) {
            let before = messages.insert(key, vec![line]);
            assert!(before.is_none(), "{key} is there twice");
            last = Some(key);
        } else if let Some(message) = last.and_then(|key| messages.get_mut(key)) {
            message.push(line);
        }
    }
    messages
}

fn variables<'a>(message: &[&'a str]) -> BTreeSet<&'a str> {
    let after = message.iter().flat_map(|line| line.split('$').skip(1));
    let is_name = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
    after
        .filter_map(|text| text.split(|it| !is_name(it)).next())
        .collect()
}

#[test]
fn the_files_can_be_read() {
    for language in TRANSLATIONS.into_iter().chain(["en"]) {
        let read = FluentResource::try_new(read(language));
        let errors = read.map_err(|(_, errors)| errors).err();
        assert_eq!(errors, None, "{language}");
    }
}

#[test]
fn every_language_has_every_message() {
    let english = read("en");
    let model: Vec<&str> = messages(&english).into_keys().collect();
    for language in TRANSLATIONS {
        let text = read(language);
        let has = messages(&text);
        let missing: Vec<_> = model.iter().filter(|key| !has.contains_key(*key)).collect();
        let foreign: Vec<_> = has.keys().filter(|key| !model.contains(key)).collect();
        assert!(missing.is_empty(), "{language}.ftl lacks {missing:?}");
        assert!(foreign.is_empty(), "en.ftl lacks {foreign:?} of {language}");
    }
}

#[test]
fn every_message_has_the_variables_of_the_english_one() {
    let english = read("en");
    let model = messages(&english);
    for language in TRANSLATIONS {
        for (key, message) in messages(&read(language)) {
            let expected = model.get(key).map(|message| variables(message));
            let expected = expected.unwrap_or_default();
            assert_eq!(variables(&message), expected, "{key} in {language}.ftl");
        }
    }
}

#[test]
fn punctuation_is_that_of_the_language() {
    for (language, wrong) in [
        ("de", &["\"", "'", "”"][..]),
        ("es", &["\"", "“", "'"]),
        ("fr", &["\"", "'", " :", " ;", " !", " ?", " »", "« "]),
        ("nl", &["\"", "'"]),
    ] {
        for (key, message) in messages(&read(language)) {
            let text = message.join("\n");
            let found: Vec<_> = wrong.iter().filter(|it| text.contains(*it)).collect();
            assert!(found.is_empty(), "{key} in {language}.ftl has {found:?}");
        }
    }
}
