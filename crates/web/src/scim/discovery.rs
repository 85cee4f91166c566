//! What this server can do, and with which attributes (RFC 7644 section 4).

use axum::extract::{Path, State as FromState};
use axum::response::Response;
use serde_json::{Value, json};

use super::Caller;
use super::document::answer;
use super::error::{Error, Result};
use super::query::{LIST, MOST};
use super::schema::{Attribute, Kind, Mutability, RESOURCE_TYPES, ResourceType, Schema};
use crate::state::State;

/// `GET /scim/v2/ServiceProviderConfig`: for everyone, so that a directory knows how to log in.
pub async fn service_provider_config(FromState(state): FromState<State>) -> Response {
    let location = state.ctx.uris.path("/scim/v2/ServiceProviderConfig");
    answer(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": {"supported": true},
        "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": true, "maxResults": MOST},
        "changePassword": {"supported": false},
        "sort": {"supported": true},
        "etag": {"supported": true},
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "Bearer token",
            "description": "The token that `rounds scim token create` prints",
            "specUri": "https://www.rfc-editor.org/info/rfc6750",
            "primary": true,
        }],
        "meta": {"resourceType": "ServiceProviderConfig", "location": location},
    }))
}

/// `GET /scim/v2/ResourceTypes`.
pub async fn resource_types(FromState(state): FromState<State>, _: Caller) -> Response {
    let types = RESOURCE_TYPES.iter();
    let types: Vec<Value> = types.map(|kind| described(&state, kind)).collect();
    list(&types)
}

/// `GET /scim/v2/ResourceTypes/{id}`.
pub async fn resource_type(
    FromState(state): FromState<State>,
    _: Caller,
    Path(id): Path<String>,
) -> Result<Response> {
    let mut types = RESOURCE_TYPES.iter();
    let found = types.find(|kind| kind.name == id).ok_or(Error::NotFound)?;
    Ok(answer(described(&state, found)))
}

/// `GET /scim/v2/Schemas`.
pub async fn schemas(FromState(state): FromState<State>, _: Caller) -> Response {
    let schemas: Vec<Value> = all().map(|schema| published(&state, schema)).collect();
    list(&schemas)
}

/// `GET /scim/v2/Schemas/{id}`.
pub async fn schema(
    FromState(state): FromState<State>,
    _: Caller,
    Path(id): Path<String>,
) -> Result<Response> {
    let found = all().find(|schema| schema.id == id);
    Ok(answer(published(&state, found.ok_or(Error::NotFound)?)))
}

fn all() -> impl Iterator<Item = &'static Schema> {
    RESOURCE_TYPES
        .into_iter()
        .flat_map(|kind| std::iter::once(kind.schema).chain(kind.extensions))
}

fn list(found: &[Value]) -> Response {
    answer(json!({
        "schemas": [LIST],
        "totalResults": found.len(),
        "startIndex": 1,
        "itemsPerPage": found.len(),
        "Resources": found,
    }))
}

fn described(state: &State, kind: &ResourceType) -> Value {
    let location = state
        .ctx
        .uris
        .path(&format!("/scim/v2/ResourceTypes/{}", kind.name));
    let extensions = kind.extensions.iter();
    let extensions = extensions.map(|it| json!({"schema": it.id, "required": false}));
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
        "id": kind.name,
        "name": kind.name,
        "endpoint": kind.endpoint,
        "description": kind.description,
        "schema": kind.schema.id,
        "schemaExtensions": extensions.collect::<Vec<_>>(),
        "meta": {"resourceType": "ResourceType", "location": location},
    })
}

fn published(state: &State, schema: &Schema) -> Value {
    let location = state
        .ctx
        .uris
        .path(&format!("/scim/v2/Schemas/{}", schema.id));
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
        "id": schema.id,
        "name": schema.name,
        "description": schema.description,
        "attributes": schema.attributes.iter().map(attribute).collect::<Vec<_>>(),
        "meta": {"resourceType": "Schema", "location": location},
    })
}

fn attribute(attribute: &Attribute) -> Value {
    let (kind, reference) = match attribute.kind {
        Kind::Text => ("string", None),
        Kind::Boolean => ("boolean", None),
        Kind::Time => ("dateTime", None),
        Kind::Complex => ("complex", None),
        Kind::Reference(to) => ("reference", Some(to)),
    };
    let mut described = json!({
        "name": attribute.name,
        "description": attribute.description,
        "type": kind,
        "multiValued": attribute.is_list,
        "required": attribute.is_required,
        "mutability": match attribute.mutability {
            Mutability::ReadWrite => "readWrite",
            Mutability::Immutable => "immutable",
            Mutability::ReadOnly => "readOnly",
        },
        "returned": "default",
    });
    if attribute.kind == Kind::Complex {
        let parts = attribute.parts.iter().map(self::attribute);
        described["subAttributes"] = parts.collect();
        return described;
    }
    described["caseExact"] = attribute.is_exact.into();
    described["uniqueness"] = if attribute.is_unique {
        "server"
    } else {
        "none"
    }
    .into();
    let suggestions = attribute.suggestions();
    if !suggestions.is_empty() {
        described["canonicalValues"] = json!(suggestions);
    }
    if let Some(to) = reference {
        described["referenceTypes"] = json!([to]);
    }
    described
}
