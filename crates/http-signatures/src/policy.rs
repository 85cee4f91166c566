//! What a signature must cover and how long it is believed.
//!
//! Stricter than Mastodon, which accepts a digest without the request target and the reverse: a
//! signature that leaves one of them out can be moved to another request.

use crate::{Claim, Error, Profile, RequestView, digest};

/// Seconds by which the clocks of two servers may differ, either way. As in Mastodon.
pub const CLOCK_SKEW: i64 = 60 * 60;
/// Seconds a signature is good for when it does not say when it expires. As in Mastodon.
pub const DEFAULT_LIFETIME: i64 = 5 * 60;
/// Seconds after which a signature is not good any more, whatever it says. As in Mastodon.
pub const MAX_LIFETIME: i64 = 12 * 60 * 60;

pub(crate) fn check(claim: &Claim, request: &RequestView<'_>, now: i64) -> Result<(), Error> {
    check_window(claim.created, claim.expires, now)?;
    check_target(claim)?;
    check_digest(claim, request)
}

fn check_window(created: i64, expires: Option<i64>, now: i64) -> Result<(), Error> {
    if created > now.saturating_add(CLOCK_SKEW) {
        return Err(Error::FromTheFuture {
            ahead: created.saturating_sub(now),
        });
    }
    let end = expires
        .unwrap_or_else(|| created.saturating_add(DEFAULT_LIFETIME))
        .min(created.saturating_add(MAX_LIFETIME))
        .saturating_add(CLOCK_SKEW);
    if now > end {
        return Err(Error::Expired {
            age: now.saturating_sub(created),
        });
    }
    Ok(())
}

fn check_target(claim: &Claim) -> Result<(), Error> {
    let required: &[&'static str] = match claim.profile {
        Profile::Cavage => &["(request-target)", "host"],
        Profile::Rfc9421 if claim.covers("@target-uri") => &["@method"],
        Profile::Rfc9421 => &["@method", "@authority", "@path", "@query"],
    };
    match required.iter().find(|component| !claim.covers(component)) {
        Some(missing) => Err(Error::NotCovered(missing)),
        None => Ok(()),
    }
}

/// A digest that is covered must be right even where none is needed.
fn check_digest(claim: &Claim, request: &RequestView<'_>) -> Result<(), Error> {
    if claim.covers("digest") {
        digest::verify_digest(&text(request, "digest")?, request.body())?;
    }
    if claim.covers("content-digest") {
        digest::verify_content_digest(&text(request, "content-digest")?, request.body())?;
    }
    let covered = claim.covers("digest") || claim.covers("content-digest");
    if request.needs_digest() && !covered {
        return Err(Error::NotCovered("a digest of the body"));
    }
    Ok(())
}

/// Bytes that are not UTF-8 become a character no digest contains.
fn text(request: &RequestView<'_>, name: &str) -> Result<String, Error> {
    let value = request
        .field(name)
        .ok_or_else(|| Error::Missing(name.to_owned()))?;
    Ok(String::from_utf8_lossy(&value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_700_000_000;

    #[test]
    fn a_signature_without_expires_is_good_for_an_hour_and_five_minutes() {
        assert_eq!(check_window(NOW - 3_900, None, NOW), Ok(()));
        assert_eq!(
            check_window(NOW - 3_901, None, NOW),
            Err(Error::Expired { age: 3_901 })
        );
    }

    #[test]
    fn a_clock_may_be_an_hour_fast() {
        assert_eq!(check_window(NOW + 3_600, None, NOW), Ok(()));
        assert_eq!(
            check_window(NOW + 3_601, None, NOW),
            Err(Error::FromTheFuture { ahead: 3_601 })
        );
    }

    #[test]
    fn expires_is_honoured_up_to_twelve_hours() {
        assert_eq!(check_window(NOW - 10_000, Some(NOW - 3_600), NOW), Ok(()));
        assert!(check_window(NOW - 10_000, Some(NOW - 3_601), NOW).is_err());
        assert_eq!(check_window(NOW - 13 * 3_600, Some(i64::MAX), NOW), Ok(()));
        assert!(check_window(NOW - 13 * 3_600 - 1, Some(i64::MAX), NOW).is_err());
    }

    #[test]
    fn absurd_times_do_not_overflow() {
        assert!(check_window(i64::MIN, None, NOW).is_err());
        assert!(check_window(i64::MAX, None, NOW).is_err());
        assert!(check_window(NOW, Some(i64::MIN), NOW).is_err());
    }
}
