//! A filter made ready to be looked for.

use std::collections::HashSet;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use storage::filter::Keyword;
use storage::id::StatusId;

use super::Filter;
use crate::error::{Error, Result};

/// Bytes that the automaton of one filter may take: a thousand words take a tenth of it.
const AUTOMATON: usize = 4 * 1024 * 1024;

/// A filter, its keywords as one expression.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) filter: Arc<Filter>,
    keywords: Option<Regex>,
    statuses: HashSet<StatusId>,
}

impl Compiled {
    pub(super) fn new(filter: Filter) -> Result<Self> {
        Ok(Self {
            keywords: expression(&filter.keywords)?,
            statuses: filter
                .statuses
                .iter()
                .map(|named| named.status_id)
                .collect(),
            filter: Arc::new(filter),
        })
    }

    /// Whether the text of a status matters to it.
    pub(super) fn reads(&self) -> bool {
        self.keywords.is_some()
    }

    /// The words of `text` that it looks for, as they stand there.
    pub(super) fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        Some(self.keywords.as_ref()?.find(text)?.as_str())
    }

    pub(super) fn names(&self, status: StatusId) -> bool {
        self.statuses.contains(&status)
    }
}

/// One expression for all keywords; `None` when there are none.
///
/// # Errors
/// `Invalid` when they are too many or too long to be looked for.
pub(super) fn expression(keywords: &[Keyword]) -> Result<Option<Regex>> {
    if keywords.is_empty() {
        return Ok(None);
    }
    let patterns: Vec<String> = keywords.iter().map(pattern).collect();
    let built = RegexBuilder::new(&patterns.join("|"))
        .case_insensitive(true)
        .size_limit(AUTOMATON)
        .build();
    built
        .map(Some)
        .map_err(|_| Error::invalid("keywords", "are too long together: make several filters"))
}

/// A whole word is bounded where it begins or ends with a letter: `#tag` may follow anything.
fn pattern(keyword: &Keyword) -> String {
    let words = &keyword.keyword;
    let escaped = regex::escape(words);
    if !keyword.whole_word {
        return escaped;
    }
    let bound = |edge: Option<char>| match edge {
        Some(edge) if edge.is_alphanumeric() || edge == '_' => r"\b",
        _ => "",
    };
    let (before, after) = (
        bound(words.chars().next()),
        bound(words.chars().next_back()),
    );
    format!("{before}{escaped}{after}")
}

#[cfg(test)]
mod tests {
    use storage::id::{FilterId, FilterKeywordId};

    use super::*;

    fn finds(keyword: &str, whole_word: bool, text: &str) -> bool {
        let keyword = Keyword {
            id: FilterKeywordId(1),
            filter_id: FilterId(1),
            keyword: keyword.into(),
            whole_word,
        };
        let expression = expression(&[keyword]).expect("compiles");
        expression.expect("has a keyword").is_match(text)
    }

    #[test]
    fn a_whole_word_stands_alone() {
        assert!(finds("cat", true, "A Cat."));
        assert!(!finds("cat", true, "category"));
        assert!(finds("cat", false, "category"));
        assert!(finds("ärzte", true, "die ÄRZTE sagen"));
        assert!(!finds("ärzte", true, "Fachärzte"));
        assert!(finds("#icu", true, "about#icu today"));
        assert!(!finds("#icu", true, "#icunurse"));
    }

    #[test]
    fn a_keyword_is_no_expression() {
        assert!(finds("a.c", false, "A.C"));
        assert!(!finds("a.c", false, "abc"));
        assert!(finds("(", false, "x("));
    }

    #[test]
    fn security_28_what_takes_too_much_memory_is_refused() {
        let keywords: Vec<Keyword> = (0..2000)
            .map(|number| Keyword {
                id: FilterKeywordId(number),
                filter_id: FilterId(1),
                keyword: format!("{number:04}{}", "ſ".repeat(500)),
                whole_word: false,
            })
            .collect();
        assert!(matches!(expression(&keywords), Err(Error::Invalid { .. })));
    }
}
