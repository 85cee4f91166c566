use serde_json::{Value, json};

use super::Filter;
use crate::scim::schema::USER;

fn ada() -> serde_json::Map<String, Value> {
    let ada = json!({
        "id": "42",
        "externalId": "A-1",
        "userName": "Ada@hospital.example",
        "name": {"familyName": "Lovelace"},
        "active": true,
        "emails": [
            {"value": "ada@hospital.example", "type": "work", "primary": true},
            {"value": "ada@home.example", "type": "home"},
        ],
        "meta": {"created": "2026-01-02T03:04:05.000Z"},
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Oncology"},
        "urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician": {"specialties": ["oncology", "surgery"]},
    });
    ada.as_object().expect("an object").clone()
}

fn holds(text: &str) -> Option<bool> {
    Some(Filter::parse(&USER, text).ok()?.matches(&ada()))
}

#[test]
fn filters_hold_or_not() {
    for (text, expected) in [
        (r#"userName eq "ada@HOSPITAL.example""#, true),
        (r#"userName eq "ada""#, false),
        (r#"USERNAME EQ "Ada@hospital.example""#, true),
        (r#"externalId eq "A-1""#, true),
        (r#"externalId eq "a-1""#, false),
        (r#"userName sw "ADA" and active eq true"#, true),
        (r#"userName co "hospital" and active eq false"#, false),
        (r#"active eq "True""#, true),
        (r#"userName ew ".example" and not (active eq true)"#, false),
        (r#"userName eq "x" or name.familyName eq "lovelace""#, true),
        // `and` binds more than `or`.
        (
            r#"active eq true or userName eq "x" and userName eq "y""#,
            true,
        ),
        (
            r#"(active eq true or userName eq "x") and userName eq "y""#,
            false,
        ),
        ("title pr", false),
        ("emails pr and title eq null", true),
        (r#"userName ne "x" and title ne "x""#, true),
        (r#"emails eq "ada@home.example""#, true),
        (r#"emails.value eq "ada@home.example""#, true),
        (r#"emails[type eq "work" and value co "@hospital"]"#, true),
        (r#"emails[type eq "home" and value co "@hospital"]"#, false),
        (
            r#"emails[type eq "work"].value eq "ada@hospital.example""#,
            true,
        ),
        (
            r#"emails[type eq "home"].value eq "ada@hospital.example""#,
            false,
        ),
        (r#"emails[not (type eq "work")]"#, true),
        (r#"meta.created gt "2026-01-02T03:04:05+01:00""#, true),
        (r#"meta.created lt "2026-01-02T03:04:05Z""#, false),
        (r#"meta.created le "2026-01-02T03:04:05Z""#, true),
        (
            r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "oncology""#,
            true,
        ),
        (
            r#"urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician:specialties eq "surgery""#,
            true,
        ),
        (r#"userName eq "a \"quoted\" name""#, false),
    ] {
        assert_eq!(holds(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_filter_is_refused() {
    let deep = format!("{}active eq true{}", "(".repeat(11), ")".repeat(11));
    let denied = format!("{}active eq true{}", "not (".repeat(11), ")".repeat(11));
    let wide = vec!["active eq true"; 101].join(" or ");
    let long = format!("userName eq \"{}\"", "a".repeat(5000));
    for text in [
        "",
        "userName",
        "userName eq",
        "userName is \"ada\"",
        "userName eq ada",
        "userName eq \"ada",
        "userName eq [1]",
        "userName eq {}",
        "userName eq \"ada\" and",
        "userName eq \"ada\" nonsense",
        "(userName eq \"ada\"",
        "userName eq \"ada\")",
        "nothing eq \"ada\"",
        "emails[nothing eq \"ada\"]",
        "emails[emails.value eq \"ada\"]",
        "emails[type eq \"work\"",
        "emails[emails[type eq \"work\"]]",
        "userName[value eq \"ada\"]",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User eq \"ada\"",
        "not active eq true",
        "\u{e4} eq true",
        &deep,
        &denied,
        &wide,
        &long,
    ] {
        assert_eq!(holds(text), None, "{text}");
    }
    let bounded = format!("{}active eq true{}", "(".repeat(10), ")".repeat(10));
    assert_eq!(holds(&bounded), Some(true));
}

#[test]
fn what_a_filter_demands_is_known() {
    let demanded = |text: &str| {
        let filter = Filter::parse(&USER, text).expect("a filter");
        filter.demanded("userName").map(str::to_owned)
    };
    let ada = Some("ada".to_owned());
    assert_eq!(demanded(r#"active eq true and userName eq "ada""#), ada);
    assert_eq!(demanded(r#"active eq true or userName eq "ada""#), None);
    assert_eq!(demanded(r#"not (userName eq "ada")"#), None);
    assert_eq!(demanded(r#"userName sw "ada""#), None);
}
