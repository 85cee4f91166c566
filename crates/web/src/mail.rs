//! The mails that the server sends, as text and as HTML.

mod news;

use askama::Template;
use domain::kinds::{ModerationAction, VerificationStepKind};

use crate::i18n::Lang;

pub use news::news;

/// A mail, ready but for its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The link that ends such mails, for mails that nobody waits for (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Asks whether an address belongs to whoever gave it.
#[must_use]
pub fn confirm(lang: Lang, site: &str, name: &str, link: &str) -> Mail {
    Letter {
        lang,
        site,
        name,
        body: lang.t("mail-confirm-text").with("site", site).to_string(),
        link: Some(link),
        note: lang.t("mail-confirm-note").to_string(),
    }
    .under("mail-confirm-subject")
}

/// Lets someone choose a new password.
#[must_use]
pub fn reset_password(lang: Lang, site: &str, name: &str, link: &str) -> Mail {
    Letter {
        lang,
        site,
        name,
        body: lang.t("mail-reset-text").with("site", site).to_string(),
        link: Some(link),
        note: lang.t("mail-reset-note").to_string(),
    }
    .under("mail-reset-subject")
}

/// Asks someone whom their organisation has entered here to choose a password.
#[must_use]
pub fn invitation(lang: Lang, site: &str, name: &str, link: &str) -> Mail {
    Letter {
        lang,
        site,
        name,
        body: lang
            .t("mail-invitation-text")
            .with("site", site)
            .to_string(),
        link: Some(link),
        note: lang.t("mail-invitation-note").to_string(),
    }
    .under("mail-invitation-subject")
}

/// Tells that a moderator has let someone in. `link` leads to the log-in page.
#[must_use]
pub fn approved(lang: Lang, site: &str, name: &str, link: &str) -> Mail {
    Letter {
        lang,
        site,
        name,
        body: lang.t("mail-approved-text").with("site", site).to_string(),
        link: Some(link),
        note: lang.t("mail-approved-note").to_string(),
    }
    .under("mail-approved-subject")
}

/// Tells that the log-in asks for a second factor from now on, or no more. `link` leads to the settings.
#[must_use]
pub fn two_factor(lang: Lang, site: &str, name: &str, link: &str, added: bool) -> Mail {
    let key = if added {
        "mail-two-factor-added"
    } else {
        "mail-two-factor-removed"
    };
    Letter {
        lang,
        site,
        name,
        body: lang.t(key).with("site", site).to_string(),
        link: Some(link),
        note: lang.t("mail-two-factor-note").to_string(),
    }
    .under("mail-two-factor-subject")
}

/// Tells that a moderator has not let someone in.
#[must_use]
pub fn rejected(lang: Lang, site: &str, name: &str) -> Mail {
    Letter {
        lang,
        site,
        name,
        body: lang.t("mail-rejected-text").with("site", site).to_string(),
        link: None,
        note: lang.t("mail-rejected-note").to_string(),
    }
    .under("mail-rejected-subject")
}

/// Tells what moderators decided about an account, in their words if they gave any. The link leads to those who can be
/// asked.
#[must_use]
pub fn decision(
    lang: Lang,
    site: &str,
    name: &str,
    link: &str,
    action: ModerationAction,
    words: &str,
) -> Mail {
    let key = match action {
        ModerationAction::None => "mail-decision-none",
        ModerationAction::Sensitive => "mail-decision-sensitive",
        ModerationAction::Disable => "mail-decision-disable",
        ModerationAction::Silence => "mail-decision-silence",
        ModerationAction::Suspend => "mail-decision-suspend",
    };
    let decided = lang.t(key).with("site", site).to_string();
    Letter {
        lang,
        site,
        name,
        body: [&decided, words].join("\n\n").trim_end().to_owned(),
        link: Some(link),
        note: lang.t("mail-decision-note").to_string(),
    }
    .under("mail-decision-subject")
}

/// Tells a member that administrators know of a pseudonym of theirs. Mails are read by others, so it does not name it.
#[must_use]
pub fn disclosure(lang: Lang, site: &str, name: &str, link: &str) -> Mail {
    Letter {
        lang,
        site,
        name,
        body: lang
            .t("mail-disclosure-text")
            .with("site", site)
            .to_string(),
        link: Some(link),
        note: lang.t("mail-disclosure-note").to_string(),
    }
    .under("mail-disclosure-subject")
}

/// Tells what was done about a request for verification, in the words of the verifier if they gave any. The link leads to
/// the request.
#[must_use]
pub fn verification(
    lang: Lang,
    site: &str,
    name: &str,
    link: &str,
    step: VerificationStepKind,
    words: &str,
) -> Mail {
    let key = match step {
        VerificationStepKind::Approved => "mail-verification-approved",
        VerificationStepKind::Refused => "mail-verification-refused",
        VerificationStepKind::Expired => "mail-verification-expired",
        VerificationStepKind::Revoked => "mail-verification-revoked",
        VerificationStepKind::Submitted
        | VerificationStepKind::Asked
        | VerificationStepKind::Answered => "mail-verification-asked",
    };
    let done = lang.t(key).with("site", site).to_string();
    Letter {
        lang,
        site,
        name,
        body: [&done, words].join("\n\n").trim_end().to_owned(),
        link: Some(link),
        note: lang.t("mail-verification-note").to_string(),
    }
    .under("mail-verification-subject")
}

/// Tells a verifier how many requests wait, and nothing of them. `link` leads to the queue.
#[must_use]
pub fn waiting(lang: Lang, site: &str, name: &str, link: &str, count: u64) -> Mail {
    let body = lang.t("mail-waiting-text").with("site", site);
    Letter {
        lang,
        site,
        name,
        body: body.count(&count).to_string(),
        link: Some(link),
        note: lang.t("mail-waiting-note").to_string(),
    }
    .under("mail-waiting-subject")
}

/// What all mails have in common.
#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Letter<'a> {
    lang: Lang,
    site: &'a str,
    name: &'a str,
    body: String,
    link: Option<&'a str>,
    note: String,
}

/// The same as HTML.
#[derive(Template)]
#[template(path = "mail/letter.html")]
struct HtmlLetter<'a> {
    letter: &'a Letter<'a>,
}

impl Letter<'_> {
    fn under(&self, subject: &str) -> Mail {
        Mail {
            subject: self.lang.t(subject).with("site", self.site).to_string(),
            text: rendered(self),
            html: rendered(&HtmlLetter { letter: self }),
            unsubscribe: None,
        }
    }
}

fn rendered(template: &impl Template) -> String {
    template
        .render()
        .expect("writing text to memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_greets_explains_links_and_signs() {
        let mail = confirm(
            Lang::english(),
            "Derm Assoc",
            "Ada",
            "https://d.example/confirm?token=a&b=<c>",
        );
        assert_eq!(mail.subject, "Confirm your e-mail address for Derm Assoc");
        let lines: Vec<&str> = mail.text.lines().collect();
        assert_eq!(lines.first(), Some(&"Hello Ada,"));
        assert!(
            lines.contains(&"https://d.example/confirm?token=a&b=<c>"),
            "{}",
            mail.text
        );
        assert_eq!(lines.last(), Some(&"Derm Assoc"));
        let link = "href=\"https://d.example/confirm?token=a&#38;b=&#60;c&#62;\"";
        assert!(mail.html.contains(link), "{}", mail.html);
    }

    #[test]
    fn a_decision_is_told_in_the_words_of_the_moderators() {
        let tell = |words| {
            let action = ModerationAction::Silence;
            decision(
                Lang::english(),
                "Derm Assoc",
                "Ada",
                "https://d.example/about",
                action,
                words,
            )
        };
        let mail = tell("No adverts, please.");
        assert!(
            mail.text.contains("\n\nNo adverts, please.\n\n"),
            "{}",
            mail.text
        );
        assert!(!tell("").text.contains("\n\n\n"), "{}", mail.text);
    }

    #[test]
    fn a_rejection_has_no_link() {
        let mail = rejected(Lang::english(), "Derm Assoc", "Ada");
        assert!(!mail.text.contains("http"));
        assert!(!mail.text.contains("\n\n\n"), "{}", mail.text);
    }
}
