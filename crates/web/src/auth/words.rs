//! Why a form was refused, in the language of the page. The domain says it in English, for the API.

use domain::Error::{Conflict, Forbidden, Invalid};
use domain::external_identity::{ANOTHER_LINKED, ONLY_WAY, SOMEONE_ELSE, STALE, TAKEN};
use domain::proof::CONFIRM_FIRST;
use domain::reason::Reason;
use domain::sign_up::Wrong;
use domain::user::Standing;
use protocol::oidc::Failure;

use crate::i18n::Lang;

/// What is wrong with a field of the sign-up form.
pub(super) fn of_sign_up(lang: Lang, wrong: &Wrong) -> String {
    let text = match (wrong.code, wrong.field) {
        ("ERR_BLANK", _) => lang.t("refused-blank"),
        ("ERR_TAKEN", _) => lang.t("refused-taken"),
        ("ERR_RESERVED", _) => lang.t("refused-reserved"),
        ("ERR_BLOCKED", _) => lang.t("refused-blocked"),
        ("ERR_TOO_LONG", _) => lang.t("refused-too-long"),
        ("ERR_ACCEPTED", _) => lang.t("refused-agreement"),
        (_, field) => return of_field(lang, field, &wrong.reason.into()),
    };
    text.to_string()
}

/// What is wrong with a field of any other form; `reason` where nothing better is known.
pub(crate) fn of_field(lang: Lang, field: &str, reason: &Reason) -> String {
    let text = match field {
        "username" => lang.t("refused-username"),
        "email" => lang.t("refused-email"),
        "password" => lang.t("refused-password"),
        "current_password" if reason.words() == CONFIRM_FIRST => return lang.say(reason),
        "current_password" => lang.t("refused-current-password"),
        "confirm" => lang.t("refused-confirm"),
        "note" if reason.words() == "can't be blank" => lang.t("refused-note"),
        "display_name" | "note" | "text" | "fields_attributes" | "workplace" => {
            lang.t("refused-too-long")
        }
        "specialties" => lang.t("refused-specialties"),
        "region" => lang.t("refused-region"),
        "languages" => lang.t("refused-languages"),
        "account_kind" | "profession" | "locale" | "visibility" | "expand_media" | "action"
        | "type" => lang.t("refused-list"),
        "language" => lang.t("refused-language"),
        "file" => lang.t("refused-import-busy"),
        "avatar" | "header" => lang.t("refused-picture"),
        _ => return lang.say(reason),
    };
    text.to_string()
}

/// Why nobody was logged in through a provider, or nothing was linked; what nobody can mend goes back.
pub(super) fn of_failure(
    lang: Lang,
    provider: &str,
    failure: Failure,
) -> Result<String, domain::Error> {
    let key = match failure {
        Failure::Unreachable(_) => "oidc-unreachable",
        Failure::Refused(_) => "oidc-denied",
        Failure::Unproven(_) => "oidc-unproven",
        Failure::Domain(Invalid { field, reason }) => return Ok(of_field(lang, field, &reason)),
        Failure::Domain(Conflict(TAKEN)) => "oidc-linked-elsewhere",
        Failure::Domain(Conflict(ANOTHER_LINKED)) => "oidc-another-linked",
        Failure::Domain(Forbidden(STALE)) => "oidc-stale",
        Failure::Domain(Forbidden(SOMEONE_ELSE)) => "oidc-someone-else",
        Failure::Domain(Forbidden(ONLY_WAY)) => "oidc-only-way",
        Failure::Domain(Forbidden(reason)) => return Ok(of_standing(lang, reason)),
        Failure::Domain(error) => return Err(error),
    };
    Ok(lang.t(key).with("provider", provider).to_string())
}

/// Why a login cannot be used, of which the domain said `reason`.
pub(super) fn of_standing(lang: Lang, reason: &str) -> String {
    let is = |standing: Standing| standing.refusal() == Some(reason);
    if is(Standing::Unconfirmed) {
        lang.t("login-unconfirmed").to_string()
    } else if is(Standing::Unapproved) {
        lang.t("login-unapproved").to_string()
    } else {
        lang.t("login-disabled").to_string()
    }
}
