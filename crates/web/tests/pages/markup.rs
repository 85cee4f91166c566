//! What makes a page usable by everyone, and safe, holds for every page.

use std::collections::HashSet;
use std::fs;

use crate::sample;
use crate::scanner::{Piece, pieces};

type Attributes<'a> = Vec<(&'a str, &'a str)>;

fn tags(html: &str) -> Vec<(&str, Attributes<'_>)> {
    let tag = |piece| match piece {
        Piece::Tag { name, attributes } => Some((name, attributes)),
        Piece::Text(_) => None,
    };
    pieces(html).into_iter().filter_map(tag).collect()
}

fn get<'a>(attributes: &Attributes<'a>, name: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|(it, _)| *it == name)
        .map(|(_, value)| *value)
}

/// Set `ROUNDS_PREVIEW_DIR` to look at the pages in a browser.
#[test]
fn pages_can_be_looked_at() {
    let Ok(folder) = std::env::var("ROUNDS_PREVIEW_DIR") else {
        return;
    };
    let stylesheet = web::assets::path("rounds.css");
    fs::create_dir_all(format!("{folder}/assets")).unwrap();
    for (name, html) in sample::pages() {
        assert!(html.contains(&stylesheet), "{name}");
        fs::write(
            format!("{folder}/{name}.html"),
            html.replace("\"/assets/", "\"assets/"),
        )
        .unwrap();
    }
    for name in [
        "rounds.css",
        "mark.svg",
        "mark.png",
        "avatar.png",
        "header.png",
        "group.png",
    ] {
        let source = format!("{}/assets/{name}", env!("CARGO_MANIFEST_DIR"));
        fs::copy(source, format!("{folder}{}", web::assets::path(name))).unwrap();
    }
}

#[test]
fn a_page_has_one_heading_one_main_and_a_language() {
    for (name, html) in sample::pages() {
        let tags = tags(&html);
        for once in ["h1", "main", "title", "html"] {
            assert_eq!(
                tags.iter().filter(|(tag, _)| *tag == once).count(),
                1,
                "{name}: {once}"
            );
        }
        let (_, attributes) = tags.iter().find(|(tag, _)| *tag == "html").unwrap();
        assert_eq!(get(attributes, "lang"), Some("en"), "{name}");
    }
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    for (name, html) in sample::pages() {
        let tags = tags(&html);
        let all: Vec<&str> = tags
            .iter()
            .filter_map(|(_, attributes)| get(attributes, "id"))
            .collect();
        let ids: HashSet<&str> = all.iter().copied().collect();
        assert_eq!(ids.len(), all.len(), "{name}: an id twice in {all:?}");
        for (_, attributes) in &tags {
            let links = get(attributes, "href").and_then(|href| href.strip_prefix('#'));
            let described = get(attributes, "aria-describedby")
                .into_iter()
                .flat_map(str::split_whitespace);
            let references = ["for", "aria-labelledby"]
                .into_iter()
                .filter_map(|it| get(attributes, it));
            for id in references.chain(links).chain(described) {
                assert!(ids.contains(id), "{name}: nothing has the id {id}");
            }
        }
    }
}

#[test]
fn fields_have_labels_and_pictures_a_text() {
    for (name, html) in sample::pages() {
        let tags = tags(&html);
        let labelled: HashSet<&str> = tags
            .iter()
            .filter_map(|(_, attributes)| get(attributes, "for"))
            .collect();
        for (tag, attributes) in &tags {
            let kind = get(attributes, "type").unwrap_or_default();
            let field = ["input", "select", "textarea"].contains(tag)
                && !["hidden", "checkbox"].contains(&kind);
            assert!(
                !field || get(attributes, "id").is_some_and(|id| labelled.contains(id)),
                "{name}: {attributes:?}"
            );
            assert!(
                *tag != "img" || get(attributes, "alt").is_some(),
                "{name}: {attributes:?}"
            );
        }
    }
}

#[test]
fn nothing_needs_what_the_policy_refuses() {
    let passkey = web::assets::path("passkey.js");
    for (name, html) in sample::pages() {
        for (tag, attributes) in tags(&html) {
            assert_ne!(tag, "style", "{name}");
            let is_data = get(&attributes, "type") == Some("application/ld+json");
            let is_ours = get(&attributes, "src") == Some(passkey.as_str());
            let may = ["settings-passkey", "second-factor"].contains(&name) && is_ours;
            assert!(tag != "script" || is_data || may, "{name}");
            for (attribute, _) in &attributes {
                assert!(
                    *attribute != "style" && !attribute.starts_with("on"),
                    "{name}: {attribute}"
                );
            }
        }
    }
}

#[test]
fn forms_that_change_something_carry_the_token() {
    for (name, html) in sample::pages() {
        let forms = html
            .split("<form")
            .skip(1)
            .map(|form| form.split("</form>").next().unwrap_or_default());
        for form in forms {
            // Nobody but who is logged in has anything that another site could change by the choice of a language.
            let cookie_only = form.contains("action=\"/language\"") && !form.contains("csrf");
            let changes = form.contains("method=\"post\"") && !cookie_only;
            assert_eq!(
                changes,
                form.contains("name=\"csrf\" value=\"token\""),
                "{name}: {form}"
            );
        }
    }
}

#[test]
fn every_message_has_its_words() {
    let is_key = |text: &str| {
        text.contains('-') && text.bytes().all(|it| it.is_ascii_lowercase() || it == b'-')
    };
    for (name, html) in sample::pages() {
        for piece in pieces(&html) {
            if let Piece::Text(text) = piece {
                assert!(!is_key(text.trim()), "{name}: {text:?} has no words");
            }
        }
    }
}

#[test]
fn what_people_write_is_escaped_unless_sanitised() {
    for (name, html) in sample::pages() {
        assert!(!html.contains("<script>"), "{name}");
    }
    let (_, profile) = sample::pages()
        .into_iter()
        .find(|(name, _)| *name == "profile")
        .unwrap();
    assert!(
        profile.contains("Ada &#60;script&#62; Lindqvist"),
        "{profile}"
    );
    assert!(
        profile.contains("<a href=\"https://example.org\">"),
        "sanitised markup stays"
    );
}

#[test]
fn only_pages_whose_owner_agreed_are_indexed() {
    for (name, html) in sample::pages() {
        let listed = ["home", "home-signed-in", "profile", "group", "thread"].contains(&name);
        assert_eq!(!html.contains("noindex"), listed, "{name}");
    }
}
