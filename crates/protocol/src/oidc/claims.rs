//! What claims say of a person, by the names that the operator configured.

use std::collections::BTreeMap;

use domain::external_identity::{Duties, Identity};
use domain::kinds::UserRole;
use serde_json::Value;

/// Values of `amr` (RFC 8176) that say that there was more than one factor.
const SECOND_FACTOR: &str = "mfa";

/// Which claims say what. A dot leads into an object: `realm_access.roles`.
#[derive(Clone, Debug)]
pub struct ClaimNames {
    /// The e-mail address.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// The name that they log in with.
    pub username: String,
    /// A list of words, or one word, that give roles.
    pub roles: String,
    /// Which word gives which role.
    pub duties: BTreeMap<String, Duties>,
    /// Values of `acr` that say that there was more than a password; beside `mfa` in `amr`.
    pub second_factor_acr: Vec<String>,
}

impl ClaimNames {
    /// Whether something that is wanted is missing in `claims`.
    pub(super) fn miss(&self, claims: &Value) -> bool {
        let missing = |name: &str| find(claims, name).is_none();
        missing(&self.email)
            || missing(&self.name)
            || (!self.duties.is_empty() && missing(&self.roles))
    }

    /// The person of whom `issuer` says `claims`.
    pub(super) fn identity(&self, provider: &str, issuer: &str, claims: &Value) -> Identity {
        Identity {
            provider: provider.to_owned(),
            issuer: issuer.to_owned(),
            subject: text(claims, "sub").unwrap_or_default(),
            email: text(claims, &self.email),
            email_verified: is_true(find(claims, "email_verified")),
            name: text(claims, &self.name),
            username: text(claims, &self.username),
            duties: (!self.duties.is_empty()).then(|| self.duties(claims)),
            second_factor: self.second_factor(claims),
        }
    }

    fn duties(&self, claims: &Value) -> Duties {
        let given = words(find(claims, &self.roles));
        let given = given.into_iter().filter_map(|word| self.duties.get(word));
        given.fold(Duties::NONE, |sum, one| Duties {
            role: UserRole::max(sum.role, one.role),
            is_verifier: sum.is_verifier || one.is_verifier,
        })
    }

    fn second_factor(&self, claims: &Value) -> bool {
        let acr = find(claims, "acr").and_then(Value::as_str);
        words(find(claims, "amr")).contains(&SECOND_FACTOR)
            || acr.is_some_and(|acr| self.second_factor_acr.iter().any(|it| it == acr))
    }
}

/// The claim of this whole name or, failing that, along its dots.
fn find<'a>(claims: &'a Value, name: &str) -> Option<&'a Value> {
    let found = claims.get(name).or_else(|| {
        let mut parts = name.split('.');
        parts.try_fold(claims, |value, part| value.get(part))
    });
    found.filter(|value| !value.is_null())
}

fn text(claims: &Value, name: &str) -> Option<String> {
    let text = find(claims, name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn words(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(word)) => vec![word],
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Some providers say it in words.
fn is_true(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(is)) => *is,
        Some(Value::String(word)) => word == "true",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(roles: &str) -> ClaimNames {
        let moderator = Duties {
            role: UserRole::Moderator,
            is_verifier: false,
        };
        let verifier = Duties {
            role: UserRole::Member,
            is_verifier: true,
        };
        ClaimNames {
            email: "email".into(),
            name: "name".into(),
            username: "preferred_username".into(),
            roles: roles.into(),
            duties: [("mods", moderator), ("credentialing", verifier)]
                .map(|(word, duties)| (word.to_owned(), duties))
                .into(),
            second_factor_acr: vec!["gold".into()],
        }
    }

    #[test]
    fn words_of_a_claim_give_roles_wherever_it_stands() {
        let both = Duties {
            role: UserRole::Moderator,
            is_verifier: true,
        };
        let given = |roles: &str, claims: &Value| names(roles).identity("p", "i", claims).duties;
        let list = json!(["mods", "credentialing", "unknown", 7]);
        for (roles, claims) in [
            ("groups", json!({"groups": list})),
            (
                "realm_access.roles",
                json!({"realm_access": {"roles": list}}),
            ),
            (
                "https://a.example/roles",
                json!({"https://a.example/roles": list}),
            ),
        ] {
            assert_eq!(given(roles, &claims), Some(both), "{claims}");
        }
        for nothing in [
            json!({}),
            json!({"groups": null}),
            json!({"groups": {"mods": true}}),
        ] {
            assert_eq!(given("groups", &nothing), Some(Duties::NONE), "{nothing}");
        }
        let one = given("groups", &json!({"groups": "mods"})).expect("is mapped");
        assert_eq!(one.role, UserRole::Moderator);
    }

    #[test]
    fn a_second_factor_is_what_the_provider_says_and_the_operator_knows() {
        let second = |claims: Value| names("groups").identity("p", "i", &claims).second_factor;
        assert!(second(json!({"amr": ["pwd", "mfa"]})));
        assert!(second(json!({"acr": "gold"})));
        for no in [
            json!({}),
            json!({"amr": ["pwd"]}),
            json!({"acr": "silver"}),
            json!({"acr": "mfa"}),
        ] {
            assert!(!second(no.clone()), "{no}");
        }
    }

    #[test]
    fn an_address_is_verified_when_the_provider_says_so() {
        let verified = |value: Value| {
            let claims = json!({"email": "a@ok.example", "email_verified": value});
            names("groups").identity("p", "i", &claims).email_verified
        };
        assert!(verified(json!(true)) && verified(json!("true")));
        for no in [json!(false), json!("false"), json!(1), Value::Null] {
            assert!(!verified(no.clone()), "{no}");
        }
    }
}
