//! Usernames: strict for our own people, as Mastodon accepts them for everyone else.

use super::NameError;

const LOCAL_MAX: usize = 30;
/// What Mastodon stores of a remote username.
const REMOTE_MAX: usize = 2048;

/// Names that a stranger could use to pass for the people who run the server.
const RESERVED: [&str; 14] = [
    "abuse",
    "admin",
    "administrator",
    "help",
    "hostmaster",
    "mod",
    "moderator",
    "owner",
    "postmaster",
    "root",
    "security",
    "staff",
    "support",
    "webmaster",
];

/// A username of this server: 1 to 30 of `a-z A-Z 0-9 _`. Case is kept for display and never distinguishes two people.
///
/// # Errors
/// [`NameError`] for every other name.
pub fn check_local_username(name: &str) -> Result<(), NameError> {
    check_length(name, LOCAL_MAX)?;
    if name.bytes().all(is_word) {
        Ok(())
    } else {
        Err(NameError::Character)
    }
}

/// A username of another server: words as ours, joined by runs of `.` and `-`.
///
/// # Errors
/// [`NameError`] for every other name.
pub fn check_remote_username(name: &str) -> Result<(), NameError> {
    check_length(name, REMOTE_MAX)?;
    if !name
        .bytes()
        .all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'))
    {
        return Err(NameError::Character);
    }
    if name.starts_with(['.', '-']) || name.ends_with(['.', '-']) {
        return Err(NameError::Malformed);
    }
    Ok(())
}

/// Whether sign-up must refuse this name; the command line may still give it to someone.
#[must_use]
pub fn is_reserved_username(name: &str) -> bool {
    RESERVED
        .iter()
        .any(|reserved| reserved.eq_ignore_ascii_case(name))
}

fn check_length(name: &str, max: usize) -> Result<(), NameError> {
    match name.len() {
        0 => Err(NameError::Empty),
        length if length > max => Err(NameError::TooLong { max }),
        _ => Ok(()),
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_names_are_words_only() {
        assert_eq!(check_local_username("Anna_7"), Ok(()));
        assert_eq!(check_local_username(""), Err(NameError::Empty));
        assert_eq!(check_local_username("anna.b"), Err(NameError::Character));
        assert_eq!(check_local_username("änna"), Err(NameError::Character));
        assert_eq!(check_local_username("anna\n"), Err(NameError::Character));
        assert_eq!(check_local_username(&"a".repeat(30)), Ok(()));
        assert_eq!(
            check_local_username(&"a".repeat(31)),
            Err(NameError::TooLong { max: 30 })
        );
    }

    #[test]
    fn remote_names_may_be_joined_by_dots_and_hyphens() {
        for name in ["anna", "anna.b-c", "a..b", "relay.example"] {
            assert_eq!(check_remote_username(name), Ok(()), "{name}");
        }
        for name in [".anna", "anna.", "-a"] {
            assert_eq!(
                check_remote_username(name),
                Err(NameError::Malformed),
                "{name}"
            );
        }
        assert_eq!(check_remote_username("a b"), Err(NameError::Character));
        assert_eq!(
            check_remote_username(&"a".repeat(1_000_000)),
            Err(NameError::TooLong { max: 2048 })
        );
    }

    #[test]
    fn reserved_names_ignore_case() {
        assert!(is_reserved_username("Admin"));
        assert!(!is_reserved_username("administratrice"));
    }
}
