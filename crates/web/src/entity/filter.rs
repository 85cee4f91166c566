//! `Filter`, `V1::Filter` and `FilterResult`.

use domain::filter::{Filter, Keyword, Match, NamedStatus};
use domain::kinds::{FilterAction, FilterContext};
use serde::Serialize;
use serde_json::{Value, json};

/// `Filter` without what it looks for.
#[derive(Serialize)]
struct Head<'a> {
    id: String,
    title: &'a str,
    context: &'a [FilterContext],
    expires_at: Option<String>,
    filter_action: FilterAction,
}

impl<'a> Head<'a> {
    fn new(filter: &'a Filter) -> Self {
        Self {
            id: filter.id.to_string(),
            title: &filter.title,
            context: &filter.contexts,
            expires_at: filter.expires_at.map(domain::Timestamp::to_rfc3339),
            filter_action: filter.action,
        }
    }
}

/// `FilterResult`: why a status is filtered.
#[derive(Serialize)]
pub struct FilterResult<'a> {
    filter: Head<'a>,
    keyword_matches: Option<[&'a str; 1]>,
    status_matches: Option<[String; 1]>,
}

impl<'a> From<&'a Match> for FilterResult<'a> {
    fn from(found: &'a Match) -> Self {
        Self {
            filter: Head::new(&found.filter),
            keyword_matches: found.keyword.as_deref().map(|keyword| [keyword]),
            status_matches: found.status.map(|id| [id.to_string()]),
        }
    }
}

/// `Filter`.
#[derive(Serialize)]
pub struct Whole<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    keywords: Vec<Value>,
    statuses: Vec<Value>,
}

impl<'a> From<&'a Filter> for Whole<'a> {
    fn from(filter: &'a Filter) -> Self {
        Self {
            head: Head::new(filter),
            keywords: filter.keywords.iter().map(keyword).collect(),
            statuses: filter.statuses.iter().map(status).collect(),
        }
    }
}

/// `FilterKeyword`.
pub fn keyword(keyword: &Keyword) -> Value {
    json!({
        "id": keyword.id.to_string(),
        "keyword": keyword.keyword,
        "whole_word": keyword.whole_word,
    })
}

/// `FilterStatus`.
pub fn status(named: &NamedStatus) -> Value {
    json!({ "id": named.id.to_string(), "status_id": named.status_id.to_string() })
}

/// `V1::Filter`: a keyword, with what its filter says.
pub fn v1(filter: &Filter, keyword: &Keyword) -> Value {
    json!({
        "id": keyword.id.to_string(),
        "phrase": keyword.keyword,
        "context": filter.contexts,
        "whole_word": keyword.whole_word,
        "expires_at": filter.expires_at.map(domain::Timestamp::to_rfc3339),
        "irreversible": filter.action == FilterAction::Hide,
    })
}
