//! Mails about notifications, and digests.

use askama::Template;
use domain::kinds::NotificationKind;
use domain::notification_mail::{Item, News, Occasion};

use super::{Mail, rendered};
use crate::i18n::Lang;

/// Tells what someone did not read.
#[must_use]
pub fn news(lang: Lang, site: &str, news: &News) -> Mail {
    let count = u64::try_from(news.count).unwrap_or(u64::MAX);
    let lines: Vec<Line> = news.items.iter().map(|item| line(lang, item)).collect();
    let (subject, intro) = match (news.occasion, lines.as_slice()) {
        (Occasion::Notifications, [only]) => (only.what.clone(), "mail-news-text"),
        (Occasion::Notifications, _) => {
            let subject = lang.t("mail-news-subject").with("site", site);
            (subject.count(&count).to_string(), "mail-news-text")
        }
        (Occasion::Digest, _) => {
            let subject = lang.t("mail-digest-subject").with("site", site);
            (subject.to_string(), "mail-digest-text")
        }
    };
    let rest = count.saturating_sub(u64::try_from(lines.len()).unwrap_or_default());
    let page = NewsLetter {
        lang,
        site,
        name: &news.letter.name,
        intro: lang.t(intro).with("site", site).to_string(),
        lines,
        rest,
        choose: &news.letter.link,
        unsubscribe: &news.unsubscribe,
    };
    Mail {
        subject,
        text: rendered(&page),
        html: rendered(&HtmlNewsLetter { letter: &page }),
        unsubscribe: Some(news.unsubscribe.clone()),
    }
}

#[derive(Template)]
#[template(path = "mail/news.txt")]
struct NewsLetter<'a> {
    lang: Lang,
    site: &'a str,
    name: &'a str,
    intro: String,
    lines: Vec<Line>,
    /// How many more there are.
    rest: u64,
    /// Where mails are chosen.
    choose: &'a str,
    unsubscribe: &'a str,
}

/// The same as HTML.
#[derive(Template)]
#[template(path = "mail/news.html")]
struct HtmlNewsLetter<'a> {
    letter: &'a NewsLetter<'a>,
}

/// One notification in the language of the mail.
struct Line {
    what: String,
    text: Option<String>,
    link: String,
}

fn line(lang: Lang, item: &Item) -> Line {
    let key = match (item.kind, &item.who) {
        (NotificationKind::Follow, _) => "mail-news-follow",
        (NotificationKind::FollowRequest, _) => "mail-news-follow-request",
        (NotificationKind::AdminReport, _) => "mail-news-report",
        (NotificationKind::AdminSignUp, _) => "mail-news-sign-up",
        (NotificationKind::Favourite, Some(_)) => "mail-news-favourite",
        (NotificationKind::Favourite, None) => "mail-news-favourite-closed",
        (NotificationKind::Reblog, Some(_)) => "mail-news-reblog",
        (NotificationKind::Reblog, None) => "mail-news-reblog-closed",
        (_, Some(_)) => "mail-news-mention",
        (_, None) => "mail-news-mention-closed",
    };
    let who = item.who.as_deref().unwrap_or_default();
    Line {
        what: lang.t(key).with("who", who).to_string(),
        text: item.text.clone(),
        link: item.link.clone(),
    }
}
