//! What is wrong with what someone gives to join.

use icu_locale_core::subtags::Language;

use super::{By, Refusal, SignUp, Wrong};
use crate::config::Registrations;
use crate::context::Context;
use crate::names::{NameError, canonical_email, check_local_username, is_reserved_username};
use crate::password;

const REASON_CHARACTERS: usize = 1000;

/// Checks every field, so that the person mends all of them at once. Returns the address in its one spelling.
pub(super) fn check(ctx: &Context, new: &SignUp, by: By<'_>) -> Result<String, Refusal> {
    let email = canonical_email(&new.email);
    let found = [
        username(&new.username, by),
        email
            .as_ref()
            .err()
            .map(|error| wrong("email", code(*error), email_words(*error))),
        password(&new.password, by),
        (!is_language_tag(&new.locale))
            .then(|| wrong("locale", "ERR_INCLUSION", "is not a language tag")),
        reason(ctx, &new.reason, by),
        (by.is_person() && !new.agreement)
            .then(|| wrong("agreement", "ERR_ACCEPTED", "must be accepted")),
    ];
    let wrong: Vec<Wrong> = found.into_iter().flatten().collect();
    match email {
        Ok(email) if wrong.is_empty() => Ok(email),
        _ => Err(Refusal::Wrong(wrong)),
    }
}

fn wrong(field: &'static str, code: &'static str, reason: &'static str) -> Wrong {
    Wrong {
        field,
        code,
        reason,
    }
}

fn password(password: &str, by: By<'_>) -> Option<Wrong> {
    if matches!(by, By::Provider { .. }) {
        return None;
    }
    password::refusal(password).map(|(code, reason)| wrong("password", code, reason))
}

fn username(name: &str, by: By<'_>) -> Option<Wrong> {
    match check_local_username(name) {
        Err(error) => Some(wrong("username", code(error), username_words(error))),
        Ok(()) if by.is_person() && is_reserved_username(name) => {
            Some(wrong("username", "ERR_RESERVED", "is reserved"))
        }
        Ok(()) => None,
    }
}

fn reason(ctx: &Context, reason: &str, by: By<'_>) -> Option<Wrong> {
    let is_asked = by == By::Themselves && ctx.config.registrations == Registrations::Approval;
    if reason.chars().count() > REASON_CHARACTERS {
        Some(wrong(
            "reason",
            "ERR_TOO_LONG",
            "is too long (maximum is 1000 characters)",
        ))
    } else if is_asked && reason.trim().is_empty() {
        Some(wrong("reason", "ERR_BLANK", "can't be blank"))
    } else {
        None
    }
}

fn code(error: NameError) -> &'static str {
    match error {
        NameError::Empty => "ERR_BLANK",
        NameError::TooLong { .. } => "ERR_TOO_LONG",
        NameError::Character | NameError::Malformed => "ERR_INVALID",
    }
}

fn username_words(error: NameError) -> &'static str {
    match error {
        NameError::Empty => "can't be blank",
        NameError::TooLong { .. } => "is too long (maximum is 30 characters)",
        _ => "must contain only letters, numbers and underscores",
    }
}

fn email_words(error: NameError) -> &'static str {
    match error {
        NameError::Empty => "can't be blank",
        NameError::TooLong { .. } => "is too long",
        _ => "is not an e-mail address",
    }
}

/// The shape of BCP 47: a language, then subtags of 8 letters or digits at most.
fn is_language_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    text.len() <= 35
        && Language::try_from_str(language).is_ok()
        && subtags.all(|tag| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
