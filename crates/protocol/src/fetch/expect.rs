//! What kind of answer was asked for, and whether the answer is of that kind.

use std::time::Duration;

use super::{error::FetchError, policy::Limits};

/// The `profile` that makes `application/ld+json` an ActivityPub document (ActivityPub §3.2).
const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";

/// What the caller is going to read the answer as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// An ActivityPub document. Nothing else may speak for an actor: an upload served as JSON does not.
    ActivityJson,
    /// A credential or a status list (VC Data Model 2.0, appendix C): what it carries proves who made it, so that any JSON
    /// will do.
    Credential,
    /// A WebFinger answer (RFC 7033).
    Jrd,
    /// host-meta (RFC 6415).
    Xrd,
    /// NodeInfo, a token or a key set.
    Json,
    /// An avatar, a header or a custom emoji.
    Image,
    /// A video or sound.
    Clip,
    /// A web page.
    Page,
    /// Whatever the caller looks into by itself.
    Any,
}

impl Expect {
    /// The `Accept` header.
    pub(super) fn accept(self) -> &'static str {
        match self {
            Self::ActivityJson => {
                r#"application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams""#
            }
            Self::Credential => "application/vc, application/ld+json, application/json",
            Self::Jrd => "application/jrd+json, application/json",
            Self::Xrd => "application/xrd+xml, application/xml, text/xml",
            Self::Json => "application/json",
            Self::Page => "text/html, application/xhtml+xml",
            Self::Image => "image/*",
            Self::Clip => "video/*, audio/*, application/ogg",
            Self::Any => "*/*",
        }
    }

    /// The most bytes an answer may have.
    pub(super) fn limit(self, limits: &Limits) -> usize {
        match self {
            Self::Image => limits.image_bytes,
            Self::Clip => limits.clip_bytes,
            _ => limits.document_bytes,
        }
    }

    /// How long an answer may take.
    pub(super) fn patience(self, limits: &Limits) -> Duration {
        match self {
            Self::Clip => limits.stream_total,
            _ => limits.total,
        }
    }

    /// Refuses an answer whose `Content-Type` is not what was asked for.
    pub(super) fn check(self, content_type: &str) -> Result<(), FetchError> {
        if self.accepts(&ContentType::parse(content_type)) {
            return Ok(());
        }
        Err(FetchError::WrongType(
            content_type.chars().take(100).collect(),
        ))
    }

    fn accepts(self, answer: &ContentType) -> bool {
        let essence = answer.essence.as_str();
        match self {
            Self::ActivityJson => match essence {
                "application/activity+json" => true,
                // `profile` is a list of URIs separated by spaces (RFC 6906).
                "application/ld+json" => answer
                    .profile
                    .split_ascii_whitespace()
                    .any(|uri| uri == ACTIVITY_STREAMS),
                _ => false,
            },
            Self::Jrd => matches!(essence, "application/jrd+json" | "application/json"),
            Self::Xrd => matches!(
                essence,
                "application/xrd+xml" | "application/xml" | "text/xml"
            ),
            Self::Credential => essence == "application/vc" || Self::Json.accepts(answer),
            Self::Json => essence == "application/json" || essence.ends_with("+json"),
            Self::Page => matches!(essence, "text/html" | "application/xhtml+xml"),
            Self::Image => essence.starts_with("image/"),
            Self::Clip => {
                essence.starts_with("video/")
                    || essence.starts_with("audio/")
                    || essence == "application/ogg"
            }
            Self::Any => true,
        }
    }
}

/// The two parts of a `Content-Type` that decide, tolerant of case, order and missing quotes.
struct ContentType {
    essence: String,
    profile: String,
}

impl ContentType {
    fn parse(text: &str) -> Self {
        let mut parts = text.split(';');
        let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let profile = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("profile"))
            .map(|(_, value)| value.trim().trim_matches('"').to_owned())
            .unwrap_or_default();
        Self { essence, profile }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_04_activity_json_is_demanded_exactly() {
        for accepted in [
            "application/activity+json",
            "application/activity+json; charset=utf-8",
            "Application/Activity+JSON;charset=UTF-8",
            r#"application/ld+json; profile="https://www.w3.org/ns/activitystreams""#,
            r#"application/ld+json; charset=utf-8; profile="https://www.w3.org/ns/activitystreams""#,
            "application/ld+json; profile=https://www.w3.org/ns/activitystreams; charset=utf-8",
            r#"application/ld+json;PROFILE="http://www.w3.org/ns/json-ld#compacted https://www.w3.org/ns/activitystreams""#,
        ] {
            assert_eq!(Expect::ActivityJson.check(accepted), Ok(()), "{accepted}");
        }
        for refused in [
            "",
            "text/html; charset=utf-8",
            "application/json",
            "image/png",
            "application/octet-stream",
            "application/ld+json",
            r#"application/ld+json; profile="https://www.w3.org/ns/activitystreams.evil""#,
            r#"application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted""#,
            "application/activity+jsonx",
            "text/plain; x=application/activity+json",
        ] {
            assert_eq!(
                Expect::ActivityJson.check(refused),
                Err(FetchError::WrongType(refused.to_owned()))
            );
        }
    }

    #[test]
    fn each_kind_takes_its_own() {
        for (expect, content_type, accepted) in [
            (Expect::Jrd, "application/jrd+json; charset=utf-8", true),
            (Expect::Jrd, "application/json", true),
            (Expect::Jrd, "text/html", false),
            (Expect::Xrd, "application/xrd+xml; charset=utf-8", true),
            (Expect::Xrd, "text/html", false),
            (
                Expect::Json,
                r#"application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.0#""#,
                true,
            ),
            (Expect::Json, "text/plain", false),
            (Expect::Credential, "application/vc", true),
            (Expect::Credential, "application/ld+json", true),
            (Expect::Credential, "application/activity+json", true),
            (Expect::Credential, "text/html", false),
            (Expect::Image, "image/webp", true),
            (Expect::Image, "text/html", false),
            (Expect::Clip, "video/mp4", true),
            (Expect::Clip, "application/vnd.apple.mpegurl", false),
            (Expect::Page, "text/html; charset=utf-8", true),
            (Expect::Page, "application/pdf", false),
            (Expect::Any, "", true),
        ] {
            assert_eq!(
                expect.check(content_type).is_ok(),
                accepted,
                "{expect:?} {content_type}"
            );
        }
    }
}
