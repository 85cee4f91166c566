//! The texts of the mails that the server sends; `domain` sends them.

use askama::Template;

use crate::i18n::Lang;

/// A mail, ready but for its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
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

impl Letter<'_> {
    fn under(&self, subject: &str) -> Mail {
        Mail {
            subject: self.lang.t(subject).with("site", self.site).to_string(),
            text: self.render().expect("writing text to memory does not fail"),
        }
    }
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
    }

    #[test]
    fn a_rejection_has_no_link() {
        let mail = rejected(Lang::english(), "Derm Assoc", "Ada");
        assert!(!mail.text.contains("http"));
        assert!(!mail.text.contains("\n\n\n"), "{}", mail.text);
    }
}
