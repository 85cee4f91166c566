//! `/scim/v2/Users`.

use std::collections::HashMap;

use axum::extract::{Path, State as FromState};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use domain::scim::user::ScimUser;
use domain::scim::{Directory, group, user};
use serde_json::{Map, Value};

use super::document::{self, Document};
use super::error::{Error, Result};
use super::query::Query;
use super::schema::USER;
use super::{Caller, id, patch, person, precondition, resource, value};
use crate::state::State;

/// `GET /scim/v2/Users`.
pub async fn index(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    uri: Uri,
) -> Result<Response> {
    let query = Query::parse(&USER, &uri)?;
    let rows = match query.which() {
        Some(which) => user::list(&state.ctx, &directory, which).await?,
        None => Vec::new(),
    };
    let total = if query.is_plain() {
        user::count(&state.ctx, &directory).await?
    } else {
        0
    };
    let found = resources(&state, &rows, query.needs("groups")).await?;
    Ok(document::answer(query.answer(found, total)?))
}

async fn resources(
    state: &State,
    rows: &[ScimUser],
    with_groups: bool,
) -> Result<Vec<Map<String, Value>>> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let groups = if with_groups {
        resource::by_user(group::groups_of(&state.ctx, &ids).await?)
    } else {
        HashMap::new()
    };
    let of = |row: &ScimUser| groups.get(&row.id).map_or(&[][..], Vec::as_slice);
    let found = rows
        .iter()
        .map(|row| resource::user(&state.ctx.uris, row, of(row)));
    Ok(found.collect())
}

/// `POST /scim/v2/Users`.
pub async fn create(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    uri: Uri,
    Document(sent): Document,
) -> Result<Response> {
    let query = Query::parse(&USER, &uri)?;
    let new = with_active(value::resource(&USER, &sent)?, true);
    let row = user::create(&state.ctx, &directory, person::read(new)?).await?;
    show_row(&state, &query, StatusCode::CREATED, &row).await
}

/// `GET /scim/v2/Users/{id}`: also who left.
pub async fn show(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response> {
    let query = Query::parse(&USER, &uri)?;
    let row = user::show(&state.ctx, &directory, id(&asked)?).await?;
    if precondition::is_known(&headers, row.version) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    show_row(&state, &query, StatusCode::OK, &row).await
}

/// `PUT /scim/v2/Users/{id}`. Whether somebody is active stays as it is where that is not said.
pub async fn replace(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Document(sent): Document,
) -> Result<Response> {
    let query = Query::parse(&USER, &uri)?;
    let new = value::resource(&USER, &sent)?;
    let change = |row: &ScimUser, _| Ok(with_active(new.clone(), row.active));
    let row = changed(&state, &directory, &asked, &headers, change).await?;
    show_row(&state, &query, StatusCode::OK, &row).await
}

/// `PATCH /scim/v2/Users/{id}`.
pub async fn patch(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    Document(sent): Document,
) -> Result<Response> {
    let query = Query::parse(&USER, &uri)?;
    let change = |_: &ScimUser, said| patch::apply(&USER, said, &sent);
    let row = changed(&state, &directory, &asked, &headers, change).await?;
    show_row(&state, &query, StatusCode::OK, &row).await
}

/// `DELETE /scim/v2/Users/{id}`.
pub async fn destroy(
    FromState(state): FromState<State>,
    Caller(directory): Caller,
    Path(asked): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode> {
    let row = user::show(&state.ctx, &directory, id(&asked)?).await?;
    precondition::check(&headers, row.version)?;
    user::delete(&state.ctx, &directory, row.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes what the directory said of somebody, on the version that is demanded, or on whichever there is.
async fn changed(
    state: &State,
    directory: &Directory,
    asked: &str,
    headers: &HeaderMap,
    change: impl Fn(&ScimUser, Map<String, Value>) -> Result<Map<String, Value>>,
) -> Result<ScimUser> {
    for _ in 0..precondition::TRIES {
        let row = user::show(&state.ctx, directory, id(asked)?).await?;
        precondition::check(headers, row.version)?;
        let said = resource::said(&row);
        let after = person::read(change(&row, said.clone())?)?;
        let before = person::read(said)?;
        let done = user::replace(&state.ctx, directory, row, (before, after)).await?;
        if let Some(row) = done {
            return Ok(row);
        }
        if !precondition::is_free(headers) {
            break;
        }
    }
    Err(Error::Version)
}

fn with_active(mut attributes: Map<String, Value>, active: bool) -> Map<String, Value> {
    attributes.entry("active").or_insert(active.into());
    attributes
}

async fn show_row(
    state: &State,
    query: &Query,
    status: StatusCode,
    row: &ScimUser,
) -> Result<Response> {
    let with_groups = query.selection.has("groups");
    let found = resources(state, std::slice::from_ref(row), with_groups).await?;
    let found = found.into_iter().next().unwrap_or_default();
    let location = resource::location(&state.ctx.uris, &USER, &row.id.to_string());
    let tag = precondition::tag(row.version);
    let shown = query.selection.of(found);
    Ok(document::resource(status, &tag, &location, shown))
}
