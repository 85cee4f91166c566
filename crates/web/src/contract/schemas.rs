//! The schemas of the answers, which the types of the entities make of themselves.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use jsonschema::error::{ValidationError, ValidationErrorKind};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::whole;
use crate::entity::activity::Activity;
use crate::entity::admin::{
    AdminAccount, AdminCanonicalEmailBlock, AdminCohort, AdminDimension, AdminDomainAllow,
    AdminDomainBlock, AdminEmailDomainBlock, AdminIpBlock, AdminMeasure, AdminTag, AdminTrendsLink,
};
use crate::entity::announcement::Announcement;
use crate::entity::annual_report::AnnualReportState;
use crate::entity::application::{Application, CredentialApplication};
use crate::entity::async_refresh::AsyncRefreshResponse;
use crate::entity::card::TrendsLink;
use crate::entity::collection::{
    CollectionWithAccounts, Collections, WrappedCollection, WrappedCollectionItem,
};
use crate::entity::count::{Count, Empty, Merged};
use crate::entity::credential_account::CredentialAccount;
use crate::entity::embed::Embed;
use crate::entity::error::ErrorBody;
use crate::entity::featured_tag::FeaturedTag;
use crate::entity::filter::{FilterV1, Whole as Filter};
use crate::entity::instance::{DomainBlock, Instance, InstanceV1, Language};
use crate::entity::instance_text::{ExtendedDescription, PrivacyPolicy, TermsOfService};
use crate::entity::list::List;
use crate::entity::marker::Marker;
use crate::entity::media::MediaAttachment;
use crate::entity::notification_policy::{NotificationPolicy, NotificationPolicyV1};
use crate::entity::preferences::Preferences;
use crate::entity::profile_source::ProfileSource;
use crate::entity::push_subscription::WebPushSubscription;
use crate::entity::relationship::Relationship;
use crate::entity::report::Report;
use crate::entity::rule::Rule;
use crate::entity::scheduled_status::ScheduledStatus;
use crate::entity::status::{StatusEdit, StatusSource};
use crate::entity::suggestion::Suggestion;
use crate::entity::translation::Translation;
use crate::oauth::discovery::AuthorizationServer;
use crate::oauth::token::TokenAnswer;
use crate::oauth::userinfo::UserInfo;
use domain::custom_emoji::Shown as CustomEmoji;

/// Adds the schemas of types, and of what they consist of, to the generator.
macro_rules! describe {
    ($generator:ident; $($entity:ty),+ $(,)?) => {
        $($generator.subschema_for::<$entity>();)+
    };
}

/// Where the schemas stand in the document.
const PLACE: &str = "/components/schemas";

/// The schema of each entity by its name.
pub static SCHEMAS: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut generator = settings
        .with(|s| s.definitions_path = PLACE.into())
        .into_generator();
    describe_all(&mut generator);
    generator.take_definitions(true)
});

fn describe_all(generator: &mut SchemaGenerator) {
    describe! {
        generator;
        Activity,
        AdminAccount<'static>,
        AdminCanonicalEmailBlock,
        AdminCohort,
        AdminDimension,
        AdminDomainAllow,
        AdminDomainBlock,
        AdminEmailDomainBlock,
        AdminIpBlock,
        AdminMeasure,
        whole::AdminReport,
        AdminTag,
        AdminTrendsLink,
        whole::AdminTrendsStatus,
        Announcement,
        AnnualReportState,
        AsyncRefreshResponse,
        Application,
        CollectionWithAccounts,
        Collections,
        WrappedCollection,
        WrappedCollectionItem,
        AuthorizationServer,
        whole::Context,
        whole::Conversation,
        Count,
        CredentialAccount<'static>,
        CredentialApplication,
        CustomEmoji,
        whole::DeletedStatus,
        DomainBlock,
        Embed,
        Empty,
        ErrorBody,
        ExtendedDescription,
        whole::FamiliarFollowers,
        FeaturedTag,
        Filter<'static>,
        FilterV1,
        whole::GroupedNotifications,
        whole::IdentityProof,
        Instance<'static>,
        InstanceV1<'static>,
        Language,
        List,
        Marker,
        MediaAttachment,
        Merged,
        whole::MutedAccount,
        whole::Notification,
        NotificationPolicy,
        NotificationPolicyV1,
        whole::NotificationRequest,
        Preferences<'static>,
        PrivacyPolicy,
        ProfileSource<'static>,
        Relationship,
        Report<'static>,
        Rule<'static>,
        ScheduledStatus<'static>,
        whole::Search,
        StatusEdit<'static>,
        StatusSource,
        Suggestion<'static>,
        TermsOfService,
        TokenAnswer,
        Translation<'static>,
        TrendsLink,
        UserInfo,
        WebPushSubscription,
        whole::WrappedAnnualReports,
    }
}

/// The schema of an answer as the table of operations writes it: `X` for an entity, `[X]` for a list, `{X}` for an object
/// with names of its own, `X|Y` for one of two.
#[must_use]
pub fn of(answer: &str) -> Value {
    let within = |open, close| answer.strip_prefix(open)?.strip_suffix(close);
    if let Some(one) = within('[', ']') {
        json!({ "type": "array", "items": of(one) })
    } else if let Some(one) = within('{', '}') {
        json!({ "type": "object", "additionalProperties": of(one) })
    } else if answer.contains('|') {
        let choices: Vec<Value> = answer.split('|').map(of).collect();
        json!({ "anyOf": choices })
    } else {
        match answer {
            "any" => json!({}),
            "bool" => json!({ "type": "boolean" }),
            "text" => json!({ "type": "string" }),
            name => json!({ "$ref": format!("#{PLACE}/{name}") }),
        }
    }
}

/// Says where `body` is something else than `answer`. What the schema does not name may not be there.
///
/// # Errors
/// The places, and what was expected there.
///
/// # Panics
/// When `answer` names what is no entity.
pub fn check(answer: &'static str, body: &Value) -> Result<(), String> {
    static VALIDATORS: LazyLock<Mutex<HashMap<&'static str, &'static Validator>>> =
        LazyLock::new(Mutex::default);
    let validator = *VALIDATORS
        .lock()
        .expect("no thread panics while it holds this")
        .entry(answer)
        .or_insert_with(|| Box::leak(Box::new(validator(answer))));
    let wrong: Vec<String> = validator
        .iter_errors(body)
        .flat_map(|error| explain(&error))
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("; "))
    }
}

fn validator(answer: &str) -> Validator {
    let mut schema = of(answer);
    schema["components"] = json!({ "schemas": *SCHEMAS });
    close(&mut schema);
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap_or_else(|error| panic!("{answer} has no schema: {error}"))
}

/// Lets objects have no attributes but those that are named.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            let is_object = object.get("type").is_some_and(|kind| kind == "object");
            if is_object && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".into(), false.into());
            }
            object.values_mut().for_each(close);
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

/// What is wrong where; of alternatives, what is wrong with each.
fn explain(error: &ValidationError<'_>) -> Vec<String> {
    match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context.iter().flatten().flat_map(explain).collect()
        }
        _ => vec![format!("{}: {}", error.instance_path(), error.masked())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_promised_passes() {
        let list = json!({ "id": "1", "title": "", "replies_policy": "list", "exclusive": true });
        assert_eq!(check("List", &list), Ok(()));
        assert_eq!(check("[List]", &json!([list])), Ok(()));
        assert_eq!(check("{[text]}", &json!({ "de": ["en"] })), Ok(()));
        assert_eq!(check("Count|List", &list), Ok(()));
    }

    #[test]
    fn what_is_missing_unknown_or_of_another_type_is_named() {
        let list = json!({ "id": "1", "title": "", "replies_policy": "list", "exclusive": true });
        let wrong = [
            ("title", json!(null), "/title"),
            ("id", json!("a"), "/id"),
            ("replies_policy", json!("all"), "/replies_policy"),
            ("unheard", json!(1), "unheard"),
        ];
        for (name, value, expected) in wrong {
            let mut other = list.clone();
            other[name] = value;
            let refusal = check("[List]", &json!([other])).expect_err(name);
            assert!(refusal.contains(expected), "{refusal}");
        }
        let refusal = check("List", &json!({})).expect_err("nothing is there");
        assert!(refusal.contains("exclusive"), "{refusal}");
        assert!(check("[List]", &json!({})).is_err());
    }
}
