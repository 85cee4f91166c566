//! What people with duties do has words on the page of the audit log.

use web::pages::audit::ACTIONS;

use crate::words::files;

/// Where a deed is named; its action is the first word of two parts that follows.
const BEGINNINGS: [&str; 6] = [
    "Deed::new(",
    "action: ",
    "operated(",
    "record_export(",
    "write_down(",
    "write_deed(",
];

fn is_action(word: &str) -> bool {
    let is_name = |part: &str| {
        let letters = |it: char| it.is_ascii_lowercase() || it == '_';
        !part.is_empty() && part.chars().all(letters)
    };
    word.split_once('.')
        .is_some_and(|(feature, verb)| is_name(feature) && is_name(verb))
}

#[test]
fn every_deed_has_words() {
    let mut found = 0;
    for (path, text) in ["../domain/src", "../server/src"]
        .iter()
        .flat_map(|it| files(it, &["rs"]))
    {
        for code in BEGINNINGS.iter().flat_map(|it| text.split(it).skip(1)) {
            let statement = code.split(';').next().unwrap_or_default();
            let words = statement.split('"').skip(1).step_by(2);
            for action in words.filter(|word| is_action(word)) {
                let known = ACTIONS.iter().any(|(known, _)| *known == action);
                assert!(known, "{}: {action} has no words", path.display());
                found += 1;
            }
        }
    }
    assert!(found > 30, "{found}");
}
