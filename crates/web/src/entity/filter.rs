//! `Filter`, `V1::Filter` and `FilterResult`.

use domain::filter::{Filter, Keyword, Match, NamedStatus};
use domain::kinds::{FilterAction, FilterContext};
use schemars::JsonSchema;
use serde::Serialize;

use super::format::{Id, Time};

/// `Filter` without what it looks for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FilterHead")]
struct Head<'a> {
    #[schemars(with = "Id")]
    id: String,
    title: &'a str,
    context: &'a [FilterContext],
    #[schemars(with = "Option<Time>")]
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
#[derive(Serialize, JsonSchema)]
pub struct FilterResult<'a> {
    filter: Head<'a>,
    keyword_matches: Option<[&'a str; 1]>,
    #[schemars(with = "Option<[Id; 1]>")]
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
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Filter")]
pub struct Whole<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    keywords: Vec<FilterKeyword>,
    statuses: Vec<FilterStatus>,
}

impl<'a> From<&'a Filter> for Whole<'a> {
    fn from(filter: &'a Filter) -> Self {
        Self {
            head: Head::new(filter),
            keywords: filter.keywords.iter().map(Into::into).collect(),
            statuses: filter.statuses.iter().map(Into::into).collect(),
        }
    }
}

/// `FilterKeyword`.
#[derive(Serialize, JsonSchema)]
pub struct FilterKeyword {
    #[schemars(with = "Id")]
    id: String,
    keyword: String,
    whole_word: bool,
}

impl From<&Keyword> for FilterKeyword {
    fn from(keyword: &Keyword) -> Self {
        Self {
            id: keyword.id.to_string(),
            keyword: keyword.keyword.clone(),
            whole_word: keyword.whole_word,
        }
    }
}

/// `FilterStatus`.
#[derive(Serialize, JsonSchema)]
pub struct FilterStatus {
    #[schemars(with = "Id")]
    id: String,
    #[schemars(with = "Id")]
    status_id: String,
}

impl From<&NamedStatus> for FilterStatus {
    fn from(named: &NamedStatus) -> Self {
        Self {
            id: named.id.to_string(),
            status_id: named.status_id.to_string(),
        }
    }
}

/// `V1::Filter`: a keyword, with what its filter says.
#[derive(Serialize, JsonSchema)]
pub struct FilterV1 {
    #[schemars(with = "Id")]
    id: String,
    phrase: String,
    context: Vec<FilterContext>,
    whole_word: bool,
    #[schemars(with = "Option<Time>")]
    expires_at: Option<String>,
    irreversible: bool,
}

impl FilterV1 {
    /// Shows a keyword of `filter`.
    #[must_use]
    pub fn new(filter: &Filter, keyword: &Keyword) -> Self {
        Self {
            id: keyword.id.to_string(),
            phrase: keyword.keyword.clone(),
            context: filter.contexts.clone(),
            whole_word: keyword.whole_word,
            expires_at: filter.expires_at.map(domain::Timestamp::to_rfc3339),
            irreversible: filter.action == FilterAction::Hide,
        }
    }
}
