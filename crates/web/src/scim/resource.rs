//! Rows as resources: what the directory said, and what this server adds to each.

use std::collections::HashMap;

use domain::clock::Timestamp;
use domain::id::{ScimGroupId, ScimUserId};
use domain::scim::group::{Belonging, ScimGroup};
use domain::scim::user::ScimUser;
use domain::uri::Uris;
use serde_json::{Map, Value, json};

use super::precondition::tag;
use super::schema::{GROUP, ResourceType, USER};

/// The address of a resource.
#[must_use]
pub fn location(uris: &Uris, kind: &ResourceType, id: &str) -> String {
    uris.path(&format!("/scim/v2{}/{id}", kind.endpoint))
}

/// What the directory said of somebody.
#[must_use]
pub fn said(row: &ScimUser) -> Map<String, Value> {
    serde_json::from_str(&row.attributes).unwrap_or_default()
}

/// Somebody, with the groups they are in.
#[must_use]
pub fn user(uris: &Uris, row: &ScimUser, groups: &[Belonging]) -> Map<String, Value> {
    let mut resource = said(row);
    let groups: Vec<Value> = groups
        .iter()
        .map(|group| {
            let id = group.id.to_string();
            json!({"value": id, "$ref": location(uris, &GROUP, &id), "display": group.display_name})
        })
        .collect();
    if !groups.is_empty() {
        resource.insert("groups".to_owned(), groups.into());
    }
    let times = [row.created_at, row.updated_at];
    complete(
        uris,
        &USER,
        &row.id.to_string(),
        row.version,
        times,
        &mut resource,
    );
    resource
}

/// A group as the directory said it, without what this server adds.
#[must_use]
pub fn said_of_group(row: &ScimGroup, members: &[ScimUserId]) -> Map<String, Value> {
    let mut resource = Map::new();
    resource.insert("displayName".to_owned(), row.display_name.clone().into());
    if let Some(id) = &row.external_id {
        resource.insert("externalId".to_owned(), id.clone().into());
    }
    if !members.is_empty() {
        let members = members.iter().map(|id| json!({"value": id.to_string()}));
        resource.insert("members".to_owned(), members.collect());
    }
    resource
}

/// A group, with who is in it.
#[must_use]
pub fn group(uris: &Uris, row: &ScimGroup, members: &[ScimUserId]) -> Map<String, Value> {
    let mut resource = said_of_group(row, &[]);
    if !members.is_empty() {
        let members = members.iter().map(|id| {
            let id = id.to_string();
            json!({"value": id, "$ref": location(uris, &USER, &id), "type": USER.name})
        });
        resource.insert("members".to_owned(), members.collect());
    }
    let times = [row.created_at, row.updated_at];
    complete(
        uris,
        &GROUP,
        &row.id.to_string(),
        row.version,
        times,
        &mut resource,
    );
    resource
}

fn complete(
    uris: &Uris,
    kind: &ResourceType,
    id: &str,
    version: i64,
    [created, modified]: [Timestamp; 2],
    resource: &mut Map<String, Value>,
) {
    let extensions = kind.extensions.iter().map(|extension| extension.id);
    let present = extensions.filter(|id| resource.contains_key(*id));
    let schemas: Vec<&str> = std::iter::once(kind.schema.id).chain(present).collect();
    resource.insert("schemas".to_owned(), json!(schemas));
    resource.insert("id".to_owned(), id.into());
    let meta = json!({
        "resourceType": kind.name,
        "created": created.to_rfc3339(),
        "lastModified": modified.to_rfc3339(),
        "location": location(uris, kind, id),
        "version": tag(version),
    });
    resource.insert("meta".to_owned(), meta);
}

/// The groups of each of those that `found` names.
#[must_use]
pub fn by_user(found: Vec<Belonging>) -> HashMap<ScimUserId, Vec<Belonging>> {
    let mut groups: HashMap<ScimUserId, Vec<Belonging>> = HashMap::new();
    for one in found {
        groups.entry(one.scim_user_id).or_default().push(one);
    }
    groups
}

/// What is looked up of a group that has nobody.
#[must_use]
pub fn members(found: &HashMap<ScimGroupId, Vec<ScimUserId>>, id: ScimGroupId) -> &[ScimUserId] {
    found.get(&id).map_or(&[], Vec::as_slice)
}
