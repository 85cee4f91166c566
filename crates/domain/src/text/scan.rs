//! Finds what becomes a link in a plain text.

use std::ops::Range;
use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use regex::{Captures, Regex};

use super::hashtag;
use crate::names::Acct;

/// A piece of a text that becomes a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Bytes of the text, sign (`@`, `#`) included.
    pub range: Range<usize>,
    /// What stands there.
    pub kind: EntityKind,
}

/// What a piece of a text links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntityKind {
    /// `@user` or `@user@host[:port]`.
    Mention(Acct),
    /// The tag as written, without `#`; see [`hashtag::normalize`].
    Hashtag(String),
    /// A http or https URL.
    Url,
}

/// Mentions and hashtags, in time linear in the text as all of this engine; what may stand before them is checked in
/// [`follows`].
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"@(?<acct>[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*(?:@\w+(?:[.-]+\w+)*(?::[0-9]{2,5}\b)?)?)",
        r"|[#＃](?<tag>[\w\u{b7}\u{30fb}]+)",
    ))
    .expect("the pattern is constant and tested")
});

/// Letters, digits and what may join them in a hashtag, from the first to the last.
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\w\u{b7}\u{30fb}]+$").expect("the pattern is constant and tested")
});

/// Whether a text holds nothing that would end a hashtag.
pub(super) fn is_hashtag_run(text: &str) -> bool {
    RUN.is_match(text)
}

/// Every link of the text, in order, never overlapping: a `@` or `#` within a URL belongs to the URL.
#[must_use]
pub fn scan(text: &str) -> Vec<Entity> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut entities = Vec::new();
    let mut gap = 0;
    for link in finder.links(text).filter(|link| is_web(link.as_str())) {
        scan_names(text, gap..link.start(), &mut entities);
        gap = link.end();
        entities.push(Entity {
            range: link.start()..link.end(),
            kind: EntityKind::Url,
        });
    }
    scan_names(text, gap..text.len(), &mut entities);
    entities
}

/// Whom the text mentions, each spelling once.
#[must_use]
pub fn mentions(entities: &[Entity]) -> Vec<Acct> {
    let mut found: Vec<Acct> = Vec::new();
    for entity in entities {
        if let EntityKind::Mention(acct) = &entity.kind
            && !found.contains(acct)
        {
            found.push(acct.clone());
        }
    }
    found
}

/// The tags of the text, normalised, each once.
#[must_use]
pub fn hashtags(entities: &[Entity]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for entity in entities {
        if let EntityKind::Hashtag(name) = &entity.kind {
            let name = hashtag::normalize(name);
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|s| s.eq_ignore_ascii_case("https") || s.eq_ignore_ascii_case("http"))
}

fn scan_names(text: &str, gap: Range<usize>, entities: &mut Vec<Entity>) {
    for captures in NAMES.captures_iter(&text[gap.clone()]) {
        entities.extend(named(text, gap.start, &captures));
    }
}

fn named(text: &str, offset: usize, captures: &Captures<'_>) -> Option<Entity> {
    let start = offset + captures.get_match().start();
    let (kind, end) = if let Some(acct) = captures.name("acct") {
        let mention = acct.as_str().parse().ok()?;
        (EntityKind::Mention(mention), offset + acct.end())
    } else {
        let run = captures.name("tag")?;
        let name = hashtag::trimmed(run.as_str())?;
        let end = offset + run.start() + name.len();
        (EntityKind::Hashtag(name.to_owned()), end)
    };
    follows(&text[..start], &kind).then_some(Entity {
        range: start..end,
        kind,
    })
}

/// Whether a mention or tag may begin after this text: not within a word, a path or a query.
fn follows(before: &str, kind: &EntityKind) -> bool {
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    let joined = last.is_alphanumeric() || matches!(last, '/' | '=');
    match kind {
        EntityKind::Hashtag(_) => !joined && last != ')',
        EntityKind::Mention(_) | EntityKind::Url => !joined && last != '_',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each entity as `kind text`.
    fn found(text: &str) -> Vec<String> {
        let show = |entity: &Entity| {
            let kind = match &entity.kind {
                EntityKind::Mention(acct) => format!("mention {acct}"),
                EntityKind::Hashtag(name) => format!("hashtag {name}"),
                EntityKind::Url => "url".to_owned(),
            };
            format!("{kind} <{}>", &text[entity.range.clone()])
        };
        scan(text).iter().map(show).collect()
    }

    #[test]
    fn mentions_with_and_without_a_host() {
        assert_eq!(
            found("Hi @anna, @Bo.b@B.Example. and (@c@localhost:3001)"),
            [
                "mention anna <@anna>",
                "mention Bo.b@b.example <@Bo.b@B.Example>",
                "mention c@localhost:3001 <@c@localhost:3001>",
            ]
        );
        assert_eq!(
            found("@a@b.example: hello"),
            ["mention a@b.example <@a@b.example>"]
        );
        assert!(found("mail anna@b.example, x/@anna, a=@b").is_empty());
    }

    #[test]
    fn hashtags_of_every_script() {
        assert_eq!(
            found("#Herz #皮膚科 #हिन्दी ＃x (#a_b) #covid19!"),
            [
                "hashtag Herz <#Herz>",
                "hashtag 皮膚科 <#皮膚科>",
                "hashtag हिन्दी <#हिन्दी>",
                "hashtag x <＃x>",
                "hashtag a_b <#a_b>",
                "hashtag covid19 <#covid19>",
            ]
        );
        assert!(found("#1 a#b #").is_empty());
    }

    #[test]
    fn urls_own_what_is_inside_them() {
        assert_eq!(
            found("see (https://b.example/@anna#x), http://localhost:3001/a. ftp://x.example"),
            [
                "url <https://b.example/@anna#x>",
                "url <http://localhost:3001/a>"
            ]
        );
    }

    #[test]
    fn the_same_name_is_listed_once() {
        let entities = scan("@a @a@b.example @a #X #x");
        assert_eq!(mentions(&entities).len(), 2);
        assert_eq!(hashtags(&entities), ["x"]);
    }

    #[test]
    fn a_megabyte_of_beginnings_is_read() {
        for start in [
            "@",
            "@a",
            "#",
            "#a",
            "https://",
            "http://a/(",
            "@a@a.",
            "aaaa",
        ] {
            let text = start.repeat(1_000_000 / start.len());
            let entities = scan(&text);
            assert!(
                entities.is_sorted_by(|a, b| a.range.end <= b.range.start),
                "{start}"
            );
        }
        assert!(scan(&format!("@{}", "a".repeat(1_000_000))).is_empty());
    }
}
