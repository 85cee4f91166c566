//! WebFinger answers (RFC 7033), the same in both directions.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{context::ACTIVITY_STREAMS, lenient};

/// What a server knows about a handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jrd {
    /// `acct:user@host`, as the server itself writes it.
    pub subject: String,
    /// Other names of the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What there is to it.
    #[serde(default, deserialize_with = "lenient::list")]
    pub links: Vec<JrdLink>,
}

/// One of the things that belong to a handle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JrdLink {
    /// In what way it belongs to it.
    pub rel: String,
    /// Its media type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// A pattern of addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

impl Jrd {
    /// The actor behind the handle: `rel=self` of an ActivityPub type.
    pub fn actor(&self) -> Option<Url> {
        let link = self
            .links
            .iter()
            .find(|link| link.rel == "self" && link.is_activity())?;
        lenient::address(link.href.as_deref()?)
    }

    /// User and host of the subject.
    pub fn handle(&self) -> Option<(&str, &str)> {
        let handle = self.subject.strip_prefix("acct:").unwrap_or(&self.subject);
        let (user, host) = handle.trim_start_matches('@').split_once('@')?;
        (!user.is_empty() && !host.is_empty() && !host.contains('@')).then_some((user, host))
    }
}

impl JrdLink {
    fn is_activity(&self) -> bool {
        let media_type = self.media_type.as_deref().unwrap_or_default();
        let (essence, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
        match essence.trim() {
            "application/activity+json" => true,
            "application/ld+json" => parameters.contains(ACTIVITY_STREAMS),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jrd(subject: &str, media_type: &str) -> Jrd {
        let link = JrdLink {
            rel: "self".to_owned(),
            media_type: Some(media_type.to_owned()),
            href: Some("https://a.example/users/a".to_owned()),
            template: None,
        };
        let page = JrdLink {
            rel: "http://webfinger.net/rel/profile-page".to_owned(),
            ..link.clone()
        };
        Jrd {
            subject: subject.to_owned(),
            aliases: Vec::new(),
            links: vec![page, link],
        }
    }

    #[test]
    fn the_actor_is_the_self_link_of_the_right_type() {
        for media_type in [
            "application/activity+json",
            r#"application/ld+json; profile="https://www.w3.org/ns/activitystreams""#,
        ] {
            let actor = jrd("acct:a@a.example", media_type).actor();
            assert_eq!(actor.unwrap().as_str(), "https://a.example/users/a");
        }
        assert_eq!(jrd("acct:a@a.example", "text/html").actor(), None);
        assert_eq!(jrd("acct:a@a.example", "application/ld+json").actor(), None);
    }

    #[test]
    fn the_handle_may_have_a_port() {
        let of = |subject| {
            jrd(subject, "text/html")
                .handle()
                .map(|(user, host)| (user.to_owned(), host.to_owned()))
        };
        assert_eq!(
            of("acct:a@localhost:3001"),
            Some(("a".to_owned(), "localhost:3001".to_owned()))
        );
        for nobody in [
            "acct:a",
            "acct:@a.example",
            "acct:a@",
            "acct:a@b@c.example",
            "https://a.example/",
        ] {
            assert_eq!(of(nobody), None, "{nobody}");
        }
    }
}
