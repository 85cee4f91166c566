//! What the attributes of a user mean here.

use domain::clock::Timestamp;
use domain::credential::Claims;
use domain::profile::Change;
use domain::scim::user::Person;
use serde_json::{Map, Value};

use super::error::{Error, Result};
use super::schema::user::{CLINICIAN, ENTERPRISE};
use super::value::is_primary;

/// The person that `attributes`, as [`super::value::resource`] has them, describe.
///
/// # Errors
/// `Value` for what must be there and is not, or is no day.
pub fn read(attributes: Map<String, Value>) -> Result<Person> {
    let text = |name| string(attributes.get(name));
    let user_name = text("userName").filter(|name| !name.trim().is_empty());
    let user_name = user_name.ok_or(Error::Value("userName"))?.to_owned();
    let clinician = attributes.get(CLINICIAN);
    let enterprise = attributes.get(ENTERPRISE);
    let said = |object: Option<&Value>, name: &str| {
        let text = string(object.and_then(|object| object.get(name)));
        text.map(str::to_owned)
    };
    let profession = said(clinician, "profession");
    let specialties = texts(clinician.and_then(|it| it.get("specialties")));
    let organization = said(enterprise, "organization");
    let claims = Claims {
        profession: profession.clone(),
        specialty: specialties.first().cloned(),
        organization: organization.clone(),
        role: text("title").map(str::to_owned),
        ..Claims::default()
    };
    let workplace = organization.or_else(|| said(enterprise, "department"));
    let profile = Change {
        profession: Some(profession.unwrap_or_default()),
        specialties: Some(specialties),
        workplace: Some(workplace.unwrap_or_default()),
        ..Change::default()
    };
    Ok(Person {
        external_id: text("externalId").map(str::to_owned),
        active: attributes.get("active") != Some(&Value::Bool(false)),
        email: email(&attributes, &user_name).ok_or(Error::Value("emails"))?,
        display_name: display_name(&attributes),
        locale: text("preferredLanguage")
            .or(text("locale"))
            .map(str::to_owned),
        valid_until: said(clinician, "membershipUntil")
            .as_deref()
            .map(day)
            .transpose()?,
        user_name,
        profile,
        claims,
        attributes: Value::Object(attributes).to_string(),
    })
}

fn string(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str)
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The primary address, else that of the type `work`, else the first, else the name if it is one.
fn email(attributes: &Map<String, Value>, user_name: &str) -> Option<String> {
    let list = attributes.get("emails").and_then(Value::as_array);
    let list = list.map_or(&[][..], Vec::as_slice);
    let is_work =
        |it: &&Value| string(it.get("type")).is_some_and(|it| it.eq_ignore_ascii_case("work"));
    let chosen = list
        .iter()
        .find(|it| is_primary(it))
        .or_else(|| list.iter().find(is_work))
        .or(list.first());
    let named = || Some(user_name).filter(|name| name.contains('@'));
    let email = chosen.and_then(|it| string(it.get("value"))).or_else(named);
    email.map(str::to_owned)
}

fn display_name(attributes: &Map<String, Value>) -> String {
    let part = |name: &str| string(attributes.get("name").and_then(|it| it.get(name)));
    let whole = string(attributes.get("displayName")).or_else(|| part("formatted"));
    whole.map_or_else(
        || {
            let parts = [part("givenName"), part("familyName")];
            let parts: Vec<&str> = parts.into_iter().flatten().collect();
            parts.join(" ")
        },
        str::to_owned,
    )
}

/// The end of a day, or a time as it is.
fn day(text: &str) -> Result<Timestamp> {
    let end = || Timestamp::parse_rfc3339(&format!("{text}T23:59:59Z"));
    let time = Timestamp::parse_rfc3339(text).or_else(end);
    time.ok_or(Error::Value("membershipUntil"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(attributes: &Value) -> Result<Person> {
        read(attributes.as_object().expect("an object").clone())
    }

    #[test]
    fn mail_goes_to_the_address_that_is_meant() {
        let email = |emails: Value, name: &str| {
            let person = person(&json!({"userName": name, "emails": emails}));
            person.map(|person| person.email).ok()
        };
        let (home, work) = (
            json!({"value": "h@x", "type": "home"}),
            json!({"value": "w@x", "type": "Work"}),
        );
        assert_eq!(email(json!([home, work]), "a").as_deref(), Some("w@x"));
        let primary = json!({"value": "p@x", "primary": true});
        assert_eq!(
            email(json!([home, work, primary]), "a").as_deref(),
            Some("p@x")
        );
        assert_eq!(email(json!([home]), "a").as_deref(), Some("h@x"));
        assert_eq!(email(json!([]), "a@x").as_deref(), Some("a@x"));
        assert_eq!(email(json!([]), "a"), None);
    }

    #[test]
    fn names_days_and_truth_are_read() {
        let name = |more: Value| {
            let mut attributes = json!({"userName": "a@x"});
            attributes
                .as_object_mut()
                .expect("an object")
                .extend(more.as_object().expect("an object").clone());
            person(&attributes)
        };
        let parts = json!({"name": {"givenName": "Ada", "familyName": "Lovelace"}});
        assert_eq!(name(parts).expect("reads").display_name, "Ada Lovelace");
        assert_eq!(
            name(json!({"displayName": "Dr Ada"}))
                .expect("reads")
                .display_name,
            "Dr Ada"
        );
        assert!(name(json!({})).expect("reads").active);
        assert!(!name(json!({"active": false})).expect("reads").active);
        let until = |text: &str| name(json!({CLINICIAN: {"membershipUntil": text}}));
        let end = Timestamp::parse_rfc3339("2030-12-31T23:59:59Z");
        assert_eq!(until("2030-12-31").expect("reads").valid_until, end);
        assert_eq!(
            until("2030-12-31T23:59:59Z").expect("reads").valid_until,
            end
        );
        assert!(matches!(
            until("soon"),
            Err(Error::Value("membershipUntil"))
        ));
        assert!(matches!(
            person(&json!({"emails": []})),
            Err(Error::Value("userName"))
        ));
    }
}
