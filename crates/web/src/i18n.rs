//! The words of pages, mails and errors: one file a language in `locales/`, compiled in.

mod accept;
mod refusal;

use std::collections::HashMap;
use std::fmt;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use chrono::{DateTime, Datelike, Timelike};
use domain::clock::Timestamp;
use domain::config::Instance;
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
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

    /// The best language for someone, by what is known of their wishes, the strongest first. Each has the form of
    /// `Accept-Language`, as which a single tag (BCP 47) passes too.
    #[must_use]
    pub fn negotiate<'a>(wishes: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let wanted: Vec<LanguageIdentifier> = wishes
            .into_iter()
            .flatten()
            .flat_map(accept::parse)
            .collect();
        negotiate_languages(
            &wanted,
            &spoken(),
            Some(&LOCALES.fallback()),
            NegotiationStrategy::Lookup,
        )
        .first()
        .map_or_else(Self::english, |lang| Self(lang))
    }

    /// The language in which someone who is not here is written to: that of their login, or else of the instance.
    #[must_use]
    pub fn of_login(locale: &str, instance: &Instance) -> Self {
        Self::negotiate([Some(locale), instance.main_language()])
    }

    /// Every language, in the order of their tags.
    #[must_use]
    pub fn all() -> Vec<Self> {
        spoken().into_iter().map(Self).collect()
    }

    /// What its speakers call it.
    #[must_use]
    pub fn name(self) -> String {
        self.t("language-name").to_string()
    }

    /// The best language for an app, of which nothing is known but what it accepts.
    #[must_use]
    pub fn accepted(headers: &HeaderMap, instance: &Instance) -> Self {
        let accepted = headers.get(ACCEPT_LANGUAGE);
        let accepted = accepted.and_then(|value| value.to_str().ok());
        Self::negotiate([accepted, instance.main_language()])
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

fn spoken() -> Vec<&'static LanguageIdentifier> {
    let mut spoken: Vec<&'static LanguageIdentifier> = LOCALES.locales().collect();
    spoken.sort_by_key(ToString::to_string);
    spoken
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
    args: HashMap<&'a str, FluentValue<'a>>,
}

impl<'a> Text<'a> {
    /// Fills the placeable `name`.
    #[must_use]
    pub fn with(mut self, name: &'a str, value: &'a str) -> Self {
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
    fn the_strongest_wish_for_a_spoken_language_decides() {
        for (wishes, expected) in [
            ([None, None, None], "en"),
            ([Some("fr"), Some("es"), Some("de")], "fr"),
            ([None, Some("es"), Some("de")], "es"),
            ([Some("tlh"), None, Some("nl-BE, de;q=0.9")], "nl"),
            ([None, Some("not a tag"), Some("de;q=0.2, fr;q=0.8")], "fr"),
            ([None, None, Some("pt-BR, de-AT;q=0.7, en;q=0.3")], "de"),
            ([None, None, Some("xx;q=0.3, en-GB;q=0.2")], "en"),
            ([None, None, Some("*")], "en"),
        ] {
            let lang = Lang::negotiate(wishes);
            assert_eq!(lang.to_string(), expected, "{wishes:?}");
        }
    }

    #[test]
    fn every_language_names_itself() {
        let names: Vec<String> = Lang::all().into_iter().map(Lang::name).collect();
        assert_eq!(
            names,
            ["Deutsch", "English", "Español", "Français", "Nederlands"]
        );
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
        let days: Vec<String> = Lang::all().into_iter().map(|lang| lang.day(&at)).collect();
        assert_eq!(
            days,
            [
                "21. November 2026",
                "21 November 2026",
                "21 de noviembre de 2026",
                "21 novembre 2026",
                "21 november 2026"
            ]
        );
        let first = Timestamp::parse_rfc3339("2026-05-01T00:00:00Z").unwrap();
        assert_eq!(Lang::negotiate([Some("fr")]).day(&first), "1er mai 2026");
    }
}
