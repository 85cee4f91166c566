//! The `@context` of what we send, and the names in it. Contexts are written out, never fetched: not ours, not anyone's.

use serde_json::{Value, json};

/// The vocabulary of ActivityPub.
pub const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";
/// `publicKey` and what belongs to it.
pub const SECURITY: &str = "https://w3id.org/security/v1";
/// `Multikey` and `publicKeyMultibase` (FEP-521a).
pub const MULTIKEY: &str = "https://w3id.org/security/multikey/v1";
/// `proof` and what belongs to it (FEP-8b32).
pub const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v1";
/// FEP-2c59: the actor names its own handle.
pub const WEBFINGER: &str = "https://purl.archive.org/socialweb/webfinger";
/// Our own terms; their list is docs/federation/terms.md.
pub const ROUNDS: &str = "https://w3id.org/rounds/ns/v1#";
/// DID documents.
pub const DID: &str = "https://www.w3.org/ns/did/v1";
/// Verifiable Credentials 2.0.
pub const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
/// Everybody, as an addressee (ActivityPub §5.6).
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// Whether an addressee is Public in any of the three spellings that ActivityPub §5.6 and JSON-LD allow.
pub fn is_public(addressee: &str) -> bool {
    matches!(addressee, PUBLIC | "as:Public" | "Public")
}

/// Of an actor document.
pub fn actor() -> Value {
    json!([ACTIVITY_STREAMS, SECURITY, MULTIKEY, WEBFINGER, {
        "assertionMethod": {"@id": "https://w3id.org/security#assertionMethod", "@type": "@id", "@container": "@set"},
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "sensitive": "as:sensitive",
        "Hashtag": "as:Hashtag",
        "toot": "http://joinmastodon.org/ns#",
        "Emoji": "toot:Emoji",
        "featured": {"@id": "toot:featured", "@type": "@id"},
        "featuredTags": {"@id": "toot:featuredTags", "@type": "@id"},
        "featuredCollections": {"@id": "https://w3id.org/fep/7aa9#featuredCollections", "@type": "@id"},
        "alsoKnownAs": {"@id": "as:alsoKnownAs", "@type": "@id"},
        "movedTo": {"@id": "as:movedTo", "@type": "@id"},
        "implements": {"@id": "https://w3id.org/fep/844e/implements", "@type": "@id", "@container": "@list"},
        "schema": "http://schema.org#",
        "PropertyValue": "schema:PropertyValue",
        "value": "schema:value",
        "discoverable": "toot:discoverable",
        "suspended": "toot:suspended",
        "memorial": "toot:memorial",
        "indexable": "toot:indexable",
        "attributionDomains": {"@id": "toot:attributionDomains", "@type": "@id"},
        "lemmy": "https://join-lemmy.org/ns#",
        "postingRestrictedToMods": "lemmy:postingRestrictedToMods",
        "rounds": ROUNDS,
        "rounds:specialty": {"@id": "rounds:specialty", "@type": "@id", "@container": "@set"},
        "rounds:language": {"@id": "rounds:language", "@container": "@set"},
        "rounds:interests": {"@id": "rounds:interests", "@type": "@id"},
        "rounds:credentials": {"@id": "rounds:credentials", "@type": "@id"},
    }])
}

/// Of a status and of the activities around it.
pub fn status() -> Value {
    json!([ACTIVITY_STREAMS, {
        "sensitive": "as:sensitive",
        "Hashtag": "as:Hashtag",
        "toot": "http://joinmastodon.org/ns#",
        "Emoji": "toot:Emoji",
        "votersCount": "toot:votersCount",
        "blurhash": "toot:blurhash",
        "focalPoint": {"@id": "toot:focalPoint", "@container": "@list"},
        "ostatus": "http://ostatus.org#",
        "conversation": "ostatus:conversation",
        "gts": "https://gotosocial.org/ns#",
        "interactionPolicy": {"@id": "gts:interactionPolicy", "@type": "@id"},
        "canQuote": {"@id": "gts:canQuote", "@type": "@id"},
        "canReply": {"@id": "gts:canReply", "@type": "@id"},
        "automaticApproval": {"@id": "gts:automaticApproval", "@type": "@id"},
        "interactingObject": {"@id": "gts:interactingObject", "@type": "@id"},
        "interactionTarget": {"@id": "gts:interactionTarget", "@type": "@id"},
        "QuoteRequest": "https://w3id.org/fep/044f#QuoteRequest",
        "QuoteAuthorization": "https://w3id.org/fep/044f#QuoteAuthorization",
        "quote": {"@id": "https://w3id.org/fep/044f#quote", "@type": "@id"},
        "quoteAuthorization": {"@id": "https://w3id.org/fep/044f#quoteAuthorization", "@type": "@id"},
        "quoteUrl": "as:quoteUrl",
        "misskey": "https://misskey-hub.net/ns#",
        "_misskey_quote": "misskey:_misskey_quote",
    }])
}

/// Of a collection of actors (FEP-7aa9).
pub fn featured_collection() -> Value {
    json!([ACTIVITY_STREAMS, {
        "sensitive": "as:sensitive",
        "Hashtag": "as:Hashtag",
        "toot": "http://joinmastodon.org/ns#",
        "discoverable": "toot:discoverable",
        "fep7aa9": "https://w3id.org/fep/7aa9#",
        "FeaturedCollection": "fep7aa9:FeaturedCollection",
        "FeaturedItem": "fep7aa9:FeaturedItem",
        "topic": {"@id": "fep7aa9:topic", "@type": "@id"},
        "featuredObject": {"@id": "fep7aa9:featuredObject", "@type": "@id"},
        "featuredObjectType": {"@id": "fep7aa9:featuredObjectType", "@type": "@id"},
        "featureAuthorization": {"@id": "fep7aa9:featureAuthorization", "@type": "@id"},
    }])
}

/// Of an actor's consent to be in a collection (FEP-7aa9).
pub fn feature_authorization() -> Value {
    json!([ACTIVITY_STREAMS, {
        "FeatureAuthorization": "https://w3id.org/fep/7aa9#FeatureAuthorization",
        "gts": "https://gotosocial.org/ns#",
        "interactingObject": {"@id": "gts:interactingObject", "@type": "@id"},
        "interactionTarget": {"@id": "gts:interactionTarget", "@type": "@id"},
    }])
}

/// Of what moderators of groups do.
pub fn moderation() -> Value {
    json!([ACTIVITY_STREAMS, {
        "lemmy": "https://join-lemmy.org/ns#",
        "Lock": "lemmy:Lock",
        "removeData": "lemmy:removeData",
    }])
}

/// Of whatever uses ActivityStreams alone: follows, likes, collections.
pub fn plain() -> Value {
    Value::from(ACTIVITY_STREAMS)
}

/// Of a credential.
pub fn credential() -> Value {
    json!([CREDENTIALS, {
        "rounds": ROUNDS,
        "HealthProfessionalCredential": "rounds:HealthProfessionalCredential",
        "EmploymentCredential": "rounds:EmploymentCredential",
        "MembershipCredential": "rounds:MembershipCredential",
        "profession": "rounds:profession",
        "specialty": {"@id": "rounds:specialty", "@type": "@id"},
        "jurisdiction": "rounds:jurisdiction",
        "assurance": "rounds:assurance",
        "organization": "rounds:organization",
        "role": "rounds:role",
        "page": {"@id": "rounds:page", "@type": "@id"},
    }])
}

/// `context` with the terms of a proof, behind what else it names by address (FEP-8b32).
pub fn with_proof(context: Value) -> Value {
    let mut members = match context {
        Value::Array(members) => members,
        single => vec![single],
    };
    let addresses = members.iter().take_while(|member| member.is_string());
    let end = addresses.count();
    members.insert(end, Value::from(DATA_INTEGRITY));
    Value::Array(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_has_its_terms_behind_those_of_the_activity() {
        assert_eq!(
            with_proof(plain()),
            json!([ACTIVITY_STREAMS, DATA_INTEGRITY])
        );
        let of_actor = with_proof(actor());
        assert_eq!(of_actor[4], DATA_INTEGRITY);
        assert!(of_actor[5].is_object());
    }

    #[test]
    fn public_is_recognised_in_its_spellings_only() {
        for spelling in [PUBLIC, "as:Public", "Public"] {
            assert!(is_public(spelling), "{spelling}");
        }
        for other in [
            "public",
            "as:public",
            "https://www.w3.org/ns/activitystreams#public",
            "",
        ] {
            assert!(!is_public(other), "{other}");
        }
    }
}
