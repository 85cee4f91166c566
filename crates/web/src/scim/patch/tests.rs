use serde_json::{Value, json};

use super::apply;
use crate::scim::error::{Error, Result};
use crate::scim::schema::{GROUP, USER};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CLINICIAN: &str = "urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician";

fn user() -> Value {
    json!({
        "userName": "ada", "active": true, "name": {"familyName": "King", "givenName": "Ada"},
        "emails": [{"value": "ada@ok.example", "type": "work", "primary": true}],
    })
}

fn patched(operations: &Value) -> Result<Value> {
    let sent = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations});
    let user = user().as_object().expect("an object").clone();
    apply(&USER, user, sent.as_object().expect("an object")).map(Value::Object)
}

/// What `operations` make of the attribute at a JSON pointer.
#[track_caller]
fn becomes(operations: Value, pointer: &str, expected: Value) {
    let after = patched(&operations).expect("is applied");
    let found = after.pointer(pointer).cloned().unwrap_or(Value::Null);
    assert_eq!(found, expected, "{operations}");
}

#[test]
fn what_the_standard_says_is_done() {
    becomes(
        json!([{"op": "replace", "path": "displayName", "value": "Ada"}]),
        "/displayName",
        json!("Ada"),
    );
    becomes(
        json!([{"op": "add", "path": "displayName", "value": "Ada"}]),
        "/displayName",
        json!("Ada"),
    );
    becomes(
        json!([{"op": "remove", "path": "name"}]),
        "/name",
        Value::Null,
    );
    becomes(
        json!([{"op": "remove", "path": "name.givenName"}]),
        "/name",
        json!({"familyName": "King"}),
    );
    becomes(
        json!([{"op": "replace", "path": "name.familyName", "value": "Lovelace"}]),
        "/name",
        json!({"familyName": "Lovelace", "givenName": "Ada"}),
    );
    becomes(
        json!([{"op": "add", "path": "name", "value": {"middleName": "B"}}]),
        "/name",
        json!({"familyName": "King", "givenName": "Ada", "middleName": "B"}),
    );
    becomes(
        json!([{"op": "add", "path": "emails", "value": [{"value": "b@ok.example", "primary": true}]}]),
        "/emails",
        json!([
            {"value": "ada@ok.example", "type": "work", "primary": false},
            {"value": "b@ok.example", "primary": true},
        ]),
    );
    becomes(
        json!([{"op": "replace", "path": "emails", "value": [{"value": "b@ok.example"}]}]),
        "/emails",
        json!([{"value": "b@ok.example"}]),
    );
    becomes(
        json!([{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "c@ok.example"}]),
        "/emails/0/value",
        json!("c@ok.example"),
    );
    becomes(
        json!([{"op": "add", "path": format!("{ENTERPRISE}:department"), "value": "Oncology"}]),
        &format!("/{ENTERPRISE}/department"),
        json!("Oncology"),
    );
    becomes(
        json!([{"op": "add", "path": CLINICIAN, "value": {"profession": "nurse", "specialties": ["oncology"]}},
               {"op": "remove", "path": format!("{CLINICIAN}:specialties")}]),
        &format!("/{CLINICIAN}"),
        json!({"profession": "nurse"}),
    );
    becomes(
        json!([{"op": "add", "path": CLINICIAN, "value": {"profession": "nurse"}}, {"op": "remove", "path": CLINICIAN}]),
        &format!("/{CLINICIAN}"),
        Value::Null,
    );
}

#[test]
fn what_entra_and_okta_send_is_understood() {
    for value in [json!("False"), json!("false"), json!(false)] {
        becomes(
            json!([{"op": "Replace", "path": "active", "value": value}]),
            "/active",
            json!(false),
        );
        becomes(
            json!([{"op": "replace", "value": {"active": value}}]),
            "/active",
            json!(false),
        );
    }
    becomes(
        json!([{"op": "Add", "path": "emails[type eq \"home\"].value", "value": "h@ok.example"}]),
        "/emails/1",
        json!({"type": "home", "value": "h@ok.example"}),
    );
    becomes(
        json!([{"op": "Replace", "value": {
            "name.familyName": "Lovelace",
            "emails[type eq \"work\"].value": "w@ok.example",
            (format!("{ENTERPRISE}:department")): "Oncology",
            "id": "1", "schemas": [], "unheardOf": 1,
        }}]),
        "",
        json!({
            "userName": "ada", "active": true, "name": {"familyName": "Lovelace", "givenName": "Ada"},
            "emails": [{"value": "w@ok.example", "type": "work", "primary": true}],
            (ENTERPRISE): {"department": "Oncology"},
        }),
    );
    for path in [
        "phoneNumbers[type eq \"work\"].value",
        "addresses[type eq \"work\"].formatted",
        "urn:ietf:params:scim:schemas:core:2.0:User:nickName",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
        "roles",
    ] {
        let after = patched(&json!([{"op": "Add", "path": path, "value": "x"}]));
        assert_eq!(after.expect("is passed over"), user(), "{path}");
    }
}

#[test]
fn what_cannot_be_done_is_refused_with_its_word() {
    let refusal = |operation: Value| patched(&json!([operation])).expect_err("is refused");
    for path in [
        "nothing",
        "emails[",
        "emails[type eq]",
        "userName[value eq \"a\"]",
        "",
        "rolesX",
    ] {
        let refused = refusal(json!({"op": "add", "path": path, "value": "x"}));
        assert!(matches!(refused, Error::Path(_)), "{path}: {refused}");
    }
    for (operation, expected) in [
        (json!({"op": "replace", "path": "id", "value": "1"}), "id"),
        (
            json!({"op": "replace", "path": "groups", "value": []}),
            "groups",
        ),
        (
            json!({"op": "replace", "path": "meta.version", "value": "1"}),
            "meta",
        ),
        (json!({"op": "remove", "path": "userName"}), "userName"),
        (json!({"op": "remove", "path": "active"}), "active"),
        (
            json!({"op": "remove", "path": "emails[type eq \"work\"]"}),
            "emails",
        ),
        (
            json!({"op": "replace", "path": "userName", "value": null}),
            "userName",
        ),
    ] {
        let refused = refusal(operation.clone());
        assert!(
            matches!(refused, Error::Mutability(name) if name == expected),
            "{operation}"
        );
    }
    let no_target =
        json!({"op": "replace", "path": "emails[value co \"zz\"].type", "value": "work"});
    assert!(matches!(refusal(no_target), Error::NoTarget));
    assert!(matches!(refusal(json!({"op": "remove"})), Error::NoTarget));
    let wrong = json!({"op": "replace", "path": "active", "value": "perhaps"});
    assert!(matches!(refusal(wrong), Error::Value("active")));
    for operation in [
        json!({"op": "move", "path": "title", "value": "x"}),
        json!({"path": "title", "value": "x"}),
        json!({"op": "add", "path": 1, "value": "x"}),
        json!({"op": "add", "path": "title"}),
        json!({"op": "add", "value": "x"}),
        json!("add"),
    ] {
        assert!(
            matches!(refusal(operation.clone()), Error::Syntax(_)),
            "{operation}"
        );
    }
    let many = vec![json!({"op": "add", "path": "title", "value": "x"}); 1001];
    assert!(matches!(patched(&many.into()), Err(Error::Syntax(_))));
}

#[test]
fn members_come_and_go_one_by_one() {
    let group =
        json!({"displayName": "Ward", "members": [{"value": "1"}, {"value": "2"}, {"value": "3"}]});
    let members = |operation: Value| {
        let sent = json!({"Operations": [operation]});
        let group = group.as_object().expect("an object").clone();
        let after = apply(&GROUP, group, sent.as_object().expect("an object")).expect("is applied");
        let list = after.get("members").and_then(Value::as_array).cloned();
        let list = list.unwrap_or_default().into_iter();
        list.map(|one| one["value"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    for (operation, expected) in [
        (
            json!({"op": "add", "path": "members", "value": [{"value": "4"}, {"value": "1"}]}),
            vec!["1", "2", "3", "4"],
        ),
        (
            json!({"op": "Remove", "path": "members", "value": [{"value": "2"}]}),
            vec!["1", "3"],
        ),
        (
            json!({"op": "remove", "path": "members[value eq \"2\"]"}),
            vec!["1", "3"],
        ),
        (
            json!({"op": "remove", "path": "members[value eq \"9\"]"}),
            vec!["1", "2", "3"],
        ),
        (json!({"op": "remove", "path": "members"}), vec![]),
        (
            json!({"op": "replace", "path": "members", "value": [{"value": "9"}]}),
            vec!["9"],
        ),
        (json!({"op": "replace", "value": {"members": []}}), vec![]),
    ] {
        assert_eq!(members(operation.clone()), expected, "{operation}");
    }
}
