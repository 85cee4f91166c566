//! The words of pages, mails and errors: one file a language in `locales/`, compiled in.

use std::collections::HashMap;
use std::fmt;

use chrono::{DateTime, Datelike, Timelike};
use domain::clock::Timestamp;
use fluent_langneg::{NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader};

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "../../locales",
        fallback_language: "en",
        // The invisible marks around arguments would end up in mail subjects and in addresses to copy.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A language that the server speaks, that is, one that has a file in `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lang(&'static LanguageIdentifier);

impl Lang {
    /// What is spoken when nothing better is known.
    #[must_use]
    pub fn english() -> Self {
        Self(LOCALES.fallback())
    }

    /// The best language for someone: the locale of their account (BCP 47) first, then the browser's `Accept-Language`.
    #[must_use]
    pub fn negotiate(locale: Option<&str>, accept_language: Option<&str>) -> Self {
        let wanted: Vec<LanguageIdentifier> = locale
            .and_then(|tag| tag.parse().ok())
            .into_iter()
            .chain(parse_accepted_languages(
                accept_language.unwrap_or_default(),
            ))
            .collect();
        let mut spoken: Vec<&'static LanguageIdentifier> = LOCALES.locales().collect();
        spoken.sort_by_key(ToString::to_string);
        negotiate_languages(
            &wanted,
            &spoken,
            Some(&LOCALES.fallback()),
            NegotiationStrategy::Lookup,
        )
        .first()
        .map_or_else(Self::english, |lang| Self(lang))
    }

    /// The text of `key`, to be completed by [`Text::with`] and [`Text::count`] and then displayed.
    #[must_use]
    pub fn t(self, key: &str) -> Text<'_> {
        Text {
            lang: self,
            key,
            args: HashMap::new(),
        }
    }

    /// A day, such as "21 November 2026" (UTC).
    #[must_use]
    pub fn day(self, at: &Timestamp) -> String {
        self.t("date-day").on(*at).to_string()
    }

    /// A day and the time of day (UTC).
    #[must_use]
    pub fn moment(self, at: &Timestamp) -> String {
        let clock = DateTime::from_timestamp_millis(at.millis()).unwrap_or_default();
        let time = format!("{:02}:{:02}", clock.hour(), clock.minute());
        self.t("date-moment")
            .on(*at)
            .with("time", &time)
            .to_string()
    }
}

/// The tag, for the `lang` attribute and `Content-Language`.
impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A message on its way to be shown. A key without a message shows as itself; a test keeps keys and messages in step.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    lang: Lang,
    key: &'a str,
    args: HashMap<&'static str, FluentValue<'a>>,
}

impl<'a> Text<'a> {
    /// Fills the placeable `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &'a str) -> Self {
        self.args.insert(name, value.into());
        self
    }

    /// Fills `count`, the placeable that chooses between singular and plural.
    #[must_use]
    pub fn count(mut self, count: &u64) -> Self {
        self.args.insert("count", count.into());
        self
    }

    fn on(mut self, at: Timestamp) -> Self {
        let at = DateTime::from_timestamp_millis(at.millis()).unwrap_or_default();
        self.args.insert("day", at.day().into());
        self.args.insert("month", at.month().into());
        self.args.insert("year", at.year().into());
        self
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = [self.lang, Lang::english()].iter().find_map(|lang| {
            LOCALES
                .lookup_single_language(lang.0, self.key, Some(&self.args))
                .ok()
        });
        f.write_str(text.as_deref().unwrap_or(self.key))
    }
}

impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> Self {
        text.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unspoken_language_falls_back_to_english() {
        for (locale, accept) in [
            (None, None),
            (Some("tlh"), None),
            (Some("not a tag"), Some("xx;q=0.3, en-GB;q=0.2")),
        ] {
            assert_eq!(
                Lang::negotiate(locale, accept),
                Lang::english(),
                "{locale:?} {accept:?}"
            );
        }
    }

    #[test]
    fn messages_take_arguments_and_choose_the_plural() {
        let lang = Lang::english();
        assert_eq!(lang.t("status-replies").count(&1).to_string(), "1 reply");
        assert_eq!(
            lang.t("status-replies").count(&12).to_string(),
            "12 replies"
        );
        assert_eq!(
            lang.t("status-boosted-by").with("name", "Ada").to_string(),
            "Boosted by Ada"
        );
    }

    #[test]
    fn dates_are_written_out() {
        let at = Timestamp::parse_rfc3339("2026-11-21T09:05:00Z").unwrap();
        assert_eq!(Lang::english().day(&at), "21 November 2026");
        assert_eq!(Lang::english().moment(&at), "21 November 2026, 09:05 UTC");
    }
}
