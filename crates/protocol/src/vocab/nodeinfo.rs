//! NodeInfo 2.0 and 2.1: what kind of server this is.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::lenient;

/// The versions we speak, best first, by the `rel` they are linked with.
pub const VERSIONS: [(&str, &str); 2] = [
    ("2.1", "http://nodeinfo.diaspora.software/ns/schema/2.1"),
    ("2.0", "http://nodeinfo.diaspora.software/ns/schema/2.0"),
];

/// `/.well-known/nodeinfo`, the same in both directions.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Index {
    /// A document a version.
    #[serde(deserialize_with = "lenient::list")]
    pub links: Vec<IndexLink>,
}

/// Where the document of one version is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IndexLink {
    /// One of [`VERSIONS`], or one we do not know.
    pub rel: String,
    /// Where it is. May only be on the host that was asked (GHSA-hqph-j65v-8cq5).
    pub href: String,
}

impl Index {
    /// Our own, for the server at `base` (no slash at the end).
    pub fn new(base: &str) -> Self {
        let link = |(version, rel): (&str, &str)| IndexLink {
            rel: rel.to_owned(),
            href: format!("{base}/nodeinfo/{version}"),
        };
        Self {
            links: VERSIONS.map(link).into(),
        }
    }

    /// The document of the best version that we speak.
    pub fn best(&self) -> Option<Url> {
        let of = |rel: &str| self.links.iter().find(|link| link.rel == rel);
        VERSIONS
            .iter()
            .find_map(|(_, rel)| lenient::address(&of(rel)?.href))
    }
}

/// What another server says it is.
#[derive(Debug, Clone, Deserialize)]
pub struct Peer {
    /// Its software.
    pub software: PeerSoftware,
}

/// Name and version of another server's software.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PeerSoftware {
    /// In lower case, such as `mastodon`.
    pub name: String,
    /// In whatever form.
    #[serde(default, deserialize_with = "lenient::known")]
    pub version: String,
}

/// What we say of ourselves.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// `2.0` or `2.1`.
    pub version: &'static str,
    /// Our software.
    pub software: Software,
    /// `activitypub`.
    pub protocols: [&'static str; 1],
    /// Other networks: none.
    pub services: Services,
    /// How much it is used.
    pub usage: Usage,
    /// Whether anybody may join.
    pub open_registrations: bool,
    /// Name and description of the instance.
    pub metadata: Value,
}

/// Our software.
#[derive(Debug, Clone, Serialize)]
pub struct Software {
    /// `rounds`.
    pub name: &'static str,
    /// The running version.
    pub version: String,
    /// Its source (2.1 only).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
}

/// Other networks that are spoken to.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Services {
    inbound: [&'static str; 0],
    outbound: [&'static str; 0],
}

/// How much the instance is used.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
    /// People.
    pub users: Users,
    /// Statuses written here.
    pub local_posts: u64,
}

/// People, and how many of them came by.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Users {
    /// All.
    pub total: u64,
    /// In the last 30 days.
    pub active_month: u64,
    /// In the last 180 days.
    pub active_halfyear: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_version_is_chosen() {
        let index = Index::new("https://a.example");
        assert_eq!(
            index.best().unwrap().as_str(),
            "https://a.example/nodeinfo/2.1"
        );
        let old: Index = serde_json::from_str(
            r#"{"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/1.0","href":"https://a.example/1"},
                {"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0","href":"https://a.example/2"}]}"#,
        )
        .unwrap();
        assert_eq!(old.best().unwrap().as_str(), "https://a.example/2");
    }

    #[test]
    fn an_address_that_is_no_web_address_is_none() {
        let data = r#"{"links":[{"rel":"http://nodeinfo.diaspora.software/ns/schema/2.0","href":"data:application/json,{}"}]}"#;
        assert_eq!(serde_json::from_str::<Index>(data).unwrap().best(), None);
    }
}
