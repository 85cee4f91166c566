//! `/scim/v2/Groups`.

use std::collections::{BTreeSet, HashMap};

use axum::extract::{Path, State as FromState};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::id::{ScimGroupId, ScimUserId};
use domain::scim::Directory;
use domain::scim::group::{self, NewGroup, ScimGroup};
use serde_json::{Map, Value};

use super::document::{self, Document};
use super::error::{Error, Result};
use super::query::Query;
use super::schema::GROUP;
use super::select::Selection;
use super::{Caller, id, patch, precondition, resource, value};
use crate::state::State;

/// `GET /scim/v2/Groups`.
pub async fn index(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    uri: Uri,
) -> Result<Response> {
    let query = Query::parse(&GROUP, &uri)?;
    let rows = match query.which() {
        Some(which) => group::list(&state.ctx, &directory, which).await?,
        None => Vec::new(),
    };
    let total = if query.is_plain() {
        group::count(&state.ctx, &directory).await?
    } else {
        0
    };
    let members = members(&state, &rows, query.needs("members")).await?;
    let of = |row: &ScimGroup| resource::members(&members, row.id);
    let found = rows
        .iter()
        .map(|row| resource::group(&state.ctx.uris, row, of(row)));
    Ok(document::answer(query.answer(found.collect(), total)?))
}

async fn members(
    state: &State,
    rows: &[ScimGroup],
    are_needed: bool,
) -> Result<HashMap<ScimGroupId, Vec<ScimUserId>>> {
    if !are_needed {
        return Ok(HashMap::new());
    }
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    Ok(group::members_of(&state.ctx, &ids).await?)
}

/// `POST /scim/v2/Groups`.
pub async fn create(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    uri: Uri,
    Document(sent): Document,
) -> Result<Response> {
    let query = Query::parse(&GROUP, &uri)?;
    let new = read(&value::resource(&GROUP, &sent)?)?;
    let row = group::create(&state.ctx, &directory, new).await?;
    show_row(&state, &query, StatusCode::CREATED, &row).await
}

/// `GET /scim/v2/Groups/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response> {
    let query = Query::parse(&GROUP, &uri)?;
    let row = group::show(&state.ctx, &directory, id(&asked)?).await?;
    if precondition::is_known(&headers, row.version) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    show_row(&state, &query, StatusCode::OK, &row).await
}

/// `PUT /scim/v2/Groups/{id}`.
pub async fn replace(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Document(sent): Document,
) -> Result<Response> {
    let query = Query::parse(&GROUP, &uri)?;
    let new = value::resource(&GROUP, &sent)?;
    let row = changed(&state, &directory, &asked, &headers, |_| Ok(new.clone())).await?;
    show_row(&state, &query, StatusCode::OK, &row).await
}

/// `PATCH /scim/v2/Groups/{id}`: as Entra ID wants it, without a body in the answer, for groups are large; unless some of it
/// is asked for.
pub async fn patch(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Document(sent): Document,
) -> Result<Response> {
    let query = Query::parse(&GROUP, &uri)?;
    let change = |said| patch::apply(&GROUP, said, &sent);
    let row = changed(&state, &directory, &asked, &headers, change).await?;
    if matches!(query.selection, Selection::All) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    show_row(&state, &query, StatusCode::OK, &row).await
}

/// `DELETE /scim/v2/Groups/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode> {
    let row = group::show(&state.ctx, &directory, id(&asked)?).await?;
    precondition::check(&headers, row.version)?;
    group::delete(&state.ctx, &directory, row.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn changed(
    state: &State,
    directory: &Directory,
    asked: &str,
    headers: &HeaderMap,
    change: impl Fn(Map<String, Value>) -> Result<Map<String, Value>>,
) -> Result<ScimGroup> {
    for _ in 0..precondition::TRIES {
        let row = group::show(&state.ctx, directory, id(asked)?).await?;
        precondition::check(headers, row.version)?;
        let found = members(state, std::slice::from_ref(&row), true).await?;
        let said = resource::said_of_group(&row, resource::members(&found, row.id));
        let new = read(&change(said)?)?;
        if let Some(row) = group::replace(&state.ctx, directory, row, new).await? {
            return Ok(row);
        }
        if !precondition::is_free(headers) {
            break;
        }
    }
    Err(Error::Version)
}

/// The group that `attributes` describe.
fn read(attributes: &Map<String, Value>) -> Result<NewGroup> {
    let text = |name| attributes.get(name).and_then(Value::as_str);
    let name = text("displayName").filter(|name| !name.trim().is_empty());
    let members = attributes.get("members").and_then(Value::as_array);
    let members = members.into_iter().flatten().map(|member| {
        let id = member.get("value").and_then(Value::as_str);
        let id: Option<ScimUserId> = id.and_then(|id| id.parse().ok());
        id.ok_or(Error::Value("members"))
    });
    Ok(NewGroup {
        display_name: name.ok_or(Error::Value("displayName"))?.to_owned(),
        external_id: text("externalId").map(str::to_owned),
        members: members.collect::<Result<BTreeSet<_>>>()?,
    })
}

async fn show_row(
    state: &State,
    query: &Query,
    status: StatusCode,
    row: &ScimGroup,
) -> Result<Response> {
    let is_needed = query.selection.has("members");
    let found = members(state, std::slice::from_ref(row), is_needed).await?;
    let found = resource::group(&state.ctx.uris, row, resource::members(&found, row.id));
    let location = resource::location(&state.ctx.uris, &GROUP, &row.id.to_string());
    let tag = precondition::tag(row.version);
    let shown = query.selection.of(found);
    Ok(document::resource(status, &tag, &location, shown))
}
