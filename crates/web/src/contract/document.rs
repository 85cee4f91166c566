//! The contract as an `OpenAPI` document, for machines.

use serde_json::{Map, Value, json};

use super::{Operation, operations, schemas};

/// The whole contract (`OpenAPI` 3.1).
#[must_use]
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations() {
        let method = operation.method.as_str().to_lowercase();
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[method] = describe(&operation);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "The Mastodon API of Rounds",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "paths": paths,
        "components": {
            "schemas": *schemas::SCHEMAS,
            "responses": { "Error": of("Error") },
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn describe(operation: &Operation) -> Value {
    let mut described = json!({
        "tags": [operation.section],
        "responses": { "200": response(operation), "default": { "$ref": "#/components/responses/Error" } },
    });
    let parameters = parameters(operation.path);
    if !parameters.is_empty() {
        described["parameters"] = parameters.into();
    }
    let needs = match operation.scope {
        "-" => Vec::new(),
        "user" | "app" => vec![json!({ "token": [] })],
        scopes => scopes
            .split('|')
            .map(|scope| json!({ "token": [scope] }))
            .collect(),
    };
    if !needs.is_empty() {
        described["security"] = needs.into();
    }
    described
}

fn response(operation: &Operation) -> Value {
    match operation.answer {
        "page" => json!({ "description": "A text" }),
        "stream" => json!({ "description": "Events", "content": { "text/event-stream": {} } }),
        answer => of(answer),
    }
}

/// A response in JSON.
fn of(answer: &str) -> Value {
    let schema = schemas::of(answer);
    json!({ "description": answer, "content": { "application/json": { "schema": schema } } })
}

/// Those in the path.
fn parameters(path: &str) -> Vec<Value> {
    let names = path
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
    names
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect()
}
