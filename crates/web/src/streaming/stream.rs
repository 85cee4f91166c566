//! The streams that can be listened to, and which statuses belong to each.

use std::borrow::Cow;

use domain::id::ListId;
use domain::stream::Listing;
use domain::text::hashtag;

/// Something that an app listens to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stream {
    /// The home timeline and notifications.
    User,
    /// Notifications alone.
    UserNotification,
    /// Conversations of direct statuses.
    Direct,
    /// A public timeline.
    Public {
        /// Whose statuses.
        origin: Origin,
        /// Only those with attachments.
        only_media: bool,
    },
    /// Public statuses with a hashtag.
    Hashtag {
        /// Its normalised name.
        tag: String,
        /// Only those of this instance.
        local: bool,
    },
    /// A list; `access` lets its owner alone listen.
    List(ListId),
}

/// Whose statuses a public timeline holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Everyone's.
    Any,
    /// Those of this instance.
    Local,
    /// Those of other instances.
    Remote,
}

impl Stream {
    /// Reads a name of the API. `None` for one that is unknown, or that needs a tag or a list and has none.
    pub fn parse(name: &str, tag: Option<&str>, list: Option<&str>) -> Option<Self> {
        let public = |origin, only_media| Some(Self::Public { origin, only_media });
        match name {
            "user" => Some(Self::User),
            "user:notification" => Some(Self::UserNotification),
            "direct" => Some(Self::Direct),
            "public" => public(Origin::Any, false),
            "public:media" => public(Origin::Any, true),
            "public:local" => public(Origin::Local, false),
            "public:local:media" => public(Origin::Local, true),
            "public:remote" => public(Origin::Remote, false),
            "public:remote:media" => public(Origin::Remote, true),
            "hashtag" => Self::hashtag(tag?, false),
            "hashtag:local" => Self::hashtag(tag?, true),
            "list" => list?.parse().ok().map(Self::List),
            _ => None,
        }
    }

    fn hashtag(written: &str, local: bool) -> Option<Self> {
        let tag = hashtag::normalize(written);
        (!tag.is_empty()).then_some(Self::Hashtag { tag, local })
    }

    /// The words by which messages name the stream.
    pub fn name(&self) -> Vec<Cow<'_, str>> {
        match self {
            Self::User => vec!["user".into()],
            Self::UserNotification => vec!["user:notification".into()],
            Self::Direct => vec!["direct".into()],
            Self::Public { origin, only_media } => vec![match (origin, only_media) {
                (Origin::Any, false) => "public".into(),
                (Origin::Any, true) => "public:media".into(),
                (Origin::Local, false) => "public:local".into(),
                (Origin::Local, true) => "public:local:media".into(),
                (Origin::Remote, false) => "public:remote".into(),
                (Origin::Remote, true) => "public:remote:media".into(),
            }],
            Self::Hashtag { tag, local: false } => vec!["hashtag".into(), tag.into()],
            Self::Hashtag { tag, local: true } => vec!["hashtag:local".into(), tag.into()],
            Self::List(id) => vec!["list".into(), id.to_string().into()],
        }
    }

    /// The scope that listening needs. Public streams need one too: a token says what its app may read.
    pub fn scope(&self) -> &'static str {
        match self {
            Self::UserNotification => "read:notifications",
            _ => "read:statuses",
        }
    }

    /// Whether it continues a public or hashtag timeline.
    pub fn is_listed(&self) -> bool {
        matches!(self, Self::Public { .. } | Self::Hashtag { .. })
    }

    /// Whether a status that stands in the timelines of `listing` belongs to it.
    pub fn lists(&self, listing: &Listing) -> bool {
        match self {
            Self::Public { origin, only_media } => {
                listing.own_accord
                    && (!only_media || listing.has_media)
                    && match origin {
                        Origin::Any => true,
                        Origin::Local => listing.local,
                        Origin::Remote => !listing.local,
                    }
            }
            Self::Hashtag { tag, local } => listing.tags.contains(tag) && (!local || listing.local),
            Self::User | Self::UserNotification | Self::Direct | Self::List(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_and_written_alike() {
        let names = [
            "user",
            "user:notification",
            "direct",
            "public",
            "public:media",
            "public:local",
            "public:local:media",
            "public:remote",
            "public:remote:media",
            "hashtag",
            "hashtag:local",
            "list",
        ];
        for name in names {
            let stream = Stream::parse(name, Some("#Sepsis"), Some("7")).expect("a known name");
            assert_eq!(stream.name()[0], name);
        }
        let tagged = Stream::parse("hashtag", Some("#Sepsis"), None).expect("a known name");
        assert_eq!(tagged.name(), ["hashtag", "sepsis"]);
        let list = Stream::parse("list", None, Some("7")).expect("a known name");
        assert_eq!(list.name(), ["list", "7"]);
        assert_eq!(Stream::parse("hashtag", None, None), None);
        assert_eq!(Stream::parse("hashtag", Some("#"), None), None);
        assert_eq!(Stream::parse("list", None, None), None);
        assert_eq!(Stream::parse("list", None, Some("x")), None);
    }

    #[test]
    fn a_status_belongs_to_the_streams_of_its_timelines() {
        let listing = Listing {
            local: true,
            own_accord: false,
            has_media: true,
            tags: vec!["sepsis".into()],
        };
        let lists = |name, listing: &Listing| {
            Stream::parse(name, Some("sepsis"), None).is_some_and(|stream| stream.lists(listing))
        };
        assert!(
            lists("hashtag:local", &listing),
            "answers are in hashtag timelines"
        );
        assert!(
            !lists("public", &listing),
            "answers are not in public timelines"
        );
        let listing = Listing {
            own_accord: true,
            tags: vec![],
            ..listing
        };
        assert!(lists("public", &listing) && lists("public:local:media", &listing));
        assert!(!lists("public:remote", &listing) && !lists("hashtag", &listing));
        let remote = Listing {
            local: false,
            has_media: false,
            ..listing
        };
        assert!(lists("public:remote", &remote) && !lists("public:local", &remote));
        assert!(!lists("public:media", &remote) && !lists("user", &remote));
    }
}
