//! Which notifications are shown as one: `favourite-112-497448` are the favourites of status 112 from the hour 497448
//! (since 1970) on. The form is Mastodon's, so that apps meet nothing new.

use std::fmt;
use std::str::FromStr;

use storage::id::{NotificationId, StatusId};
use storage::kinds::NotificationKind;
pub use storage::notification::Group as Key;

use crate::clock::Timestamp;

/// The kinds that are grouped.
pub const GROUPABLE: [NotificationKind; 4] = [
    NotificationKind::Favourite,
    NotificationKind::Reblog,
    NotificationKind::Follow,
    NotificationKind::AdminSignUp,
];
/// Hours that a group may span.
const SPAN: i64 = 12;
const HOUR_MILLIS: i64 = 60 * 60 * 1000;
/// What stands before the id of a notification that is alone.
const ALONE: &str = "ungrouped-";

/// The key of a new group that begins at `at`, and those of the groups that are open then; `None` for a kind that is
/// not grouped.
pub(super) fn new(
    kind: NotificationKind,
    status: Option<StatusId>,
    at: Timestamp,
) -> Option<(String, Vec<String>)> {
    if !GROUPABLE.contains(&kind) {
        return None;
    }
    let hour = at.millis() / HOUR_MILLIS;
    let key = |hour: i64| match status {
        Some(status) => format!("{}-{status}-{hour}", kind.as_str()),
        None => format!("{}-{hour}", kind.as_str()),
    };
    let open = (hour - SPAN + 1..=hour).map(key).collect();
    Some((key(hour), open))
}

/// The key as apps see it, of a notification with this id.
pub(super) fn of(id: NotificationId, group_key: Option<String>) -> Key {
    group_key.map_or(Key::Alone(id), Key::Key)
}

/// A key as it is written in addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written(pub Key);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Key::Key(text) => f.write_str(text),
            Key::Alone(id) => write!(f, "{ALONE}{id}"),
        }
    }
}

impl FromStr for Written {
    type Err = std::convert::Infallible;

    /// What names no notification is the key of none.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let alone = text.strip_prefix(ALONE).and_then(|id| id.parse().ok());
        Ok(Self(
            alone.map_or_else(|| Key::Key(text.to_owned()), Key::Alone),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_joined_for_twelve_hours() {
        let at = Timestamp(497_448 * HOUR_MILLIS + 1);
        let status = Some(StatusId(112));
        let (own, open) = new(NotificationKind::Favourite, status, at).expect("is grouped");
        assert_eq!(own, "favourite-112-497448");
        assert_eq!((open.len(), open[0].as_str()), (12, "favourite-112-497437"));
        let (follow, _) = new(NotificationKind::Follow, None, at).expect("is grouped");
        assert_eq!(follow, "follow-497448");
        assert_eq!(new(NotificationKind::Mention, status, at), None);
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        for text in ["ungrouped-7", "favourite-112-497448", "ungrouped-x", ""] {
            let read: Written = text.parse().expect("never fails");
            assert_eq!(read.to_string(), text);
        }
        let alone = Written(Key::Alone(NotificationId(7)));
        assert_eq!("ungrouped-7".parse(), Ok(alone));
    }
}
