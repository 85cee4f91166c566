//! `/api/v1/filters`: the filters of Mastodon before 4.0, of which each is a keyword. The rows are those of the second
//! version.

use axum::Json;
use axum::extract::State as FromState;
use domain::filter::{self, Change, Expiry, Filter, KeywordChange};
use domain::id::FilterKeywordId;
use domain::kinds::FilterAction;
use serde::Deserialize;

use crate::api::v2::filters::{contexts, expiry};
use crate::entity::count::Empty;
use crate::entity::filter::FilterV1;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// The parameters of a filter.
#[derive(Deserialize)]
pub struct Draft {
    phrase: Option<String>,
    #[serde(default, deserialize_with = "lenient::texts")]
    context: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    irreversible: Option<bool>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    whole_word: Option<bool>,
    #[serde(default, deserialize_with = "expiry")]
    expires_in: Option<Expiry>,
}

impl Draft {
    /// What the filter of `keyword` shall be; of a new one when `None`.
    fn into_change(self, keyword: Option<FilterKeywordId>) -> Result<Change> {
        let action = |irreversible| {
            if irreversible {
                FilterAction::Hide
            } else {
                FilterAction::Warn
            }
        };
        Ok(Change {
            title: self.phrase.clone(),
            contexts: self.context.as_deref().map(contexts).transpose()?,
            action: self.irreversible.map(action),
            expiry: self.expires_in,
            keywords: vec![KeywordChange {
                id: keyword,
                keyword: self.phrase,
                whole_word: self.whole_word.or(keyword.is_none().then_some(false)),
                remove: false,
            }],
        })
    }
}

/// The filter that holds a keyword, as the first version shows it.
async fn find(state: &State, user: &User, id: FilterKeywordId) -> Result<Filter> {
    let (ctx, who) = (&state.ctx, user.account_id);
    let of = filter::show_keyword(ctx, who, id).await?.filter_id;
    Ok(filter::show(ctx, who, of).await?)
}

fn render(filter: &Filter, id: FilterKeywordId) -> Result<Json<FilterV1>> {
    let keyword = filter.keywords.iter().find(|keyword| keyword.id == id);
    let keyword = keyword.ok_or(domain::Error::NotFound)?;
    Ok(Json(FilterV1::new(filter, keyword)))
}

/// `GET /api/v1/filters`.
pub async fn index(FromState(state): FromState<State>, user: User) -> Result<Json<Vec<FilterV1>>> {
    user.require("read:filters")?;
    let filters = filter::list(&state.ctx, user.account_id).await?;
    let each = filters.iter().flat_map(|filter| {
        let keywords = filter.keywords.iter();
        keywords.map(move |keyword| FilterV1::new(filter, keyword))
    });
    Ok(Json(each.collect()))
}

/// `GET /api/v1/filters/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterKeywordId>,
) -> Result<Json<FilterV1>> {
    user.require("read:filters")?;
    render(&find(&state, &user, id).await?, id)
}

/// `POST /api/v1/filters`.
pub async fn create(
    FromState(state): FromState<State>,
    user: User,
    Params { values, .. }: Params<Draft>,
) -> Result<Json<FilterV1>> {
    user.require("write:filters")?;
    if values.phrase.as_deref().is_none_or(str::is_empty) {
        return Err(Error::invalid("phrase", "can't be blank"));
    }
    let change = values.into_change(None)?;
    let filter = filter::create(&state.ctx, user.account_id, change).await?;
    let id = filter.keywords.first().map(|keyword| keyword.id);
    render(&filter, id.ok_or(domain::Error::NotFound)?)
}

/// `PUT /api/v1/filters/{id}`. Where the filter has other keywords too, only what is the keyword's own can be changed.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterKeywordId>,
    Params { values, .. }: Params<Draft>,
) -> Result<Json<FilterV1>> {
    user.require("write:filters")?;
    let old = find(&state, &user, id).await?;
    let mut change = values.into_change(Some(id))?;
    if old.keywords.len() > 1 {
        change.title = None;
        let contexts = change.contexts.as_ref();
        let same = contexts.is_none_or(|contexts| *contexts == old.contexts)
            && change.action.is_none_or(|action| action == old.action)
            && change.expiry.is_none();
        if !same {
            let reason = "has further keywords: change it in an app that knows them";
            return Err(Error::invalid("filter", reason));
        }
    }
    let filter = filter::update(&state.ctx, user.account_id, old.id, change).await?;
    render(&filter, id)
}

/// `DELETE /api/v1/filters/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<FilterKeywordId>,
) -> Result<Json<Empty>> {
    user.require("write:filters")?;
    filter::delete_keyword(&state.ctx, user.account_id, id).await?;
    Ok(Json(Empty {}))
}
