//! OAuth scopes as Mastodon names them (docs.joinmastodon.org/api/oauth-scopes).

use std::fmt;

/// Every scope that an application may ask for.
pub const KNOWN: &[&str] = &[
    "profile",
    "read",
    "read:accounts",
    "read:blocks",
    "read:bookmarks",
    "read:collections",
    "read:favourites",
    "read:filters",
    "read:follows",
    "read:lists",
    "read:mutes",
    "read:notifications",
    "read:search",
    "read:statuses",
    "write",
    "write:accounts",
    "write:blocks",
    "write:bookmarks",
    "write:collections",
    "write:conversations",
    "write:favourites",
    "write:filters",
    "write:follows",
    "write:lists",
    "write:media",
    "write:mutes",
    "write:notifications",
    "write:reports",
    "write:statuses",
    "follow",
    "push",
    "pseudonyms",
    "admin:read",
    "admin:read:accounts",
    "admin:read:reports",
    "admin:read:domain_allows",
    "admin:read:domain_blocks",
    "admin:read:ip_blocks",
    "admin:read:email_domain_blocks",
    "admin:read:canonical_email_blocks",
    "admin:write",
    "admin:write:accounts",
    "admin:write:reports",
    "admin:write:domain_allows",
    "admin:write:domain_blocks",
    "admin:write:ip_blocks",
    "admin:write:email_domain_blocks",
    "admin:write:canonical_email_blocks",
];

/// What the old scope `follow` stands for.
const FOLLOW: &[&str] = &[
    "read:blocks",
    "read:follows",
    "read:mutes",
    "write:blocks",
    "write:follows",
    "write:mutes",
];

/// A set of known scopes, in the order they were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<&'static str>);

impl Scopes {
    /// What is granted when nothing is asked for.
    #[must_use]
    pub fn default_read() -> Self {
        Self(vec!["read"])
    }

    /// Reads scopes separated by white space or `+`; `None` when one is unknown or there is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut scopes = Vec::new();
        for word in text
            .split([' ', '+', '\n', '\t', ','])
            .filter(|word| !word.is_empty())
        {
            let scope = KNOWN.iter().find(|known| **known == word)?;
            if !scopes.contains(scope) {
                scopes.push(*scope);
            }
        }
        (!scopes.is_empty()).then_some(Self(scopes))
    }

    /// Whether they allow what `scope` allows: itself, or a whole of which it is a part.
    #[must_use]
    pub fn includes(&self, scope: &str) -> bool {
        self.0.iter().any(|held| {
            let part = scope.strip_prefix(held);
            part.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
                || (*held == "follow" && FOLLOW.contains(&scope))
        })
    }

    /// Whether they allow everything that `others` allow.
    #[must_use]
    pub fn cover(&self, others: &Self) -> bool {
        others.iter().all(|scope| self.includes(scope))
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }
}

/// Separated by spaces (RFC 6749 section 3.3).
impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> Scopes {
        Scopes::parse(text).expect("known scopes")
    }

    #[test]
    fn a_whole_includes_its_parts_and_nothing_else() {
        assert!(scopes("read").includes("read:statuses"));
        assert!(!scopes("read:statuses").includes("read"));
        assert!(!scopes("read").includes("write:statuses"));
        assert!(!scopes("read").includes("admin:read:accounts"));
        assert!(scopes("admin:read").includes("admin:read:accounts"));
        assert!(!scopes("admin:read:accounts").includes("admin:read:reports"));
        assert!(!scopes("profile").includes("read:accounts"));
        assert!(!scopes("read write follow push").includes("pseudonyms"));
    }

    #[test]
    fn follow_stands_for_relations_alone() {
        assert!(scopes("follow").includes("write:follows"));
        assert!(scopes("follow").includes("read:mutes"));
        assert!(!scopes("follow").includes("write:statuses"));
        assert!(scopes("read write follow").cover(&scopes("follow read:blocks write:media")));
    }

    #[test]
    fn the_unknown_is_refused() {
        assert_eq!(Scopes::parse("read everything"), None);
        assert_eq!(Scopes::parse("  "), None);
        assert_eq!(scopes("read+write read").to_string(), "read write");
    }
}
