//! What someone is by training.

use std::sync::LazyLock;

use crate::vocabulary::Vocabulary;

static LIST: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("../data/professions.toml")));

/// All professions, `other` among them.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    &LIST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tests::assert_complete;

    #[test]
    fn the_list_is_complete() {
        assert_complete(vocabulary());
        for id in ["physician", "nurse", "pharmacist", "student", "other"] {
            assert!(vocabulary().find(id).is_some(), "{id}");
        }
    }
}
