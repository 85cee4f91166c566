//! Translation by a service of the operator's choice that speaks the API of `LibreTranslate`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use domain::Timestamp;
use domain::id::StatusId;
use domain::translation::{self, Source, Texts};
use domain::viewer::Viewer;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use moka::sync::Cache;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::{Mutex, OnceCell};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Client, Expect, FetchError};

/// Translations kept in memory.
const KEPT: u64 = 10_000;
/// How long the list of languages is believed.
const FRESH: Duration = Duration::from_hours(24);
/// What stands for a language that is not known, to the service and to apps.
const UNKNOWN: (&str, &str) = ("auto", "und");

/// Into which languages each language can be translated; `und` is one that is not known.
pub type Languages = BTreeMap<String, Vec<String>>;

/// A service that translates.
pub struct Service {
    /// Its address, without `/translate`.
    pub url: Url,
    /// What it asks of its users, if anything.
    pub api_key: Option<String>,
}

/// A status in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// What it says.
    pub texts: Texts,
    /// The language of the translation.
    pub language: String,
    /// The language of the status, said by its author or found out by the service.
    pub source_language: String,
}

/// A status in one of its versions, and the language that it is wanted in.
type Key = ((StatusId, Option<Timestamp>), String);

/// Asks the service, once for everyone who wants the same. Cheap to clone.
#[derive(Clone)]
pub struct Translator {
    client: Client,
    service: Arc<Service>,
    languages: Arc<Mutex<Option<(Timestamp, Languages)>>>,
    kept: Cache<Key, Arc<OnceCell<Translated>>>,
}

impl Translator {
    /// Asks `service` through `client`, which must be allowed to reach it: operators run it on their own machine.
    #[must_use]
    pub fn new(client: Client, service: Service) -> Self {
        Self {
            client,
            service: Arc::new(service),
            languages: Arc::default(),
            kept: Cache::new(KEPT),
        }
    }

    async fn languages(&self, now: Timestamp) -> Result<Languages, Error> {
        let mut known = self.languages.lock().await;
        if let Some((at, languages)) = &*known
            && at.after(FRESH) > now
        {
            return Ok(languages.clone());
        }
        let languages = self.ask_languages().await?;
        *known = Some((now, languages.clone()));
        Ok(languages)
    }

    async fn ask_languages(&self) -> Result<Languages, Error> {
        let url = self.address("languages")?;
        let mut budget = Budget::default();
        let answer = self.client.get(&url, Expect::Json, &mut budget).await?;
        let listed: Vec<Language> = parse(&answer.body)?;
        let mut all: Vec<String> = listed.iter().flat_map(|one| one.targets.clone()).collect();
        all.sort();
        all.dedup();
        let others = |one: Language| {
            let targets = one.targets.into_iter().filter(|to| *to != one.code);
            (one.code.clone(), targets.collect())
        };
        let mut languages: Languages = listed.into_iter().map(others).collect();
        languages.insert(UNKNOWN.1.to_owned(), all);
        Ok(languages)
    }

    async fn ask(&self, source: &Source, from: &str, to: &str) -> Result<Translated, Error> {
        let parts = source.texts.parts();
        let asked: Vec<&String> = parts.iter().filter(|part| !part.is_empty()).collect();
        let mut question = json!({ "q": asked, "source": from, "target": to, "format": "html" });
        if let Some(key) = &self.service.api_key {
            question["api_key"] = key.as_str().into();
        }
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let body = Bytes::from(question.to_string());
        let url = self.address("translate")?;
        let answer: Answer = parse(&self.client.post_for(&url, body, headers).await?)?;
        let source_language = answer.detected().unwrap_or(from).to_owned();
        let mut translated = answer.translated_text.into_iter();
        let whole = parts.iter().map(|part| match part.as_str() {
            "" => Some(String::new()),
            _ => translated.next(),
        });
        let whole: Option<Vec<String>> = whole.collect();
        let texts = whole.and_then(|parts| source.texts.with_parts(parts));
        Ok(Translated {
            texts: texts.ok_or_else(unexpected)?,
            language: to.to_owned(),
            source_language,
        })
    }

    fn address(&self, what: &str) -> Result<Url, Error> {
        let base = self.service.url.as_str().trim_end_matches('/');
        Url::parse(&format!("{base}/{what}")).map_err(|_| unexpected())
    }
}

#[derive(Deserialize)]
struct Language {
    code: String,
    #[serde(default)]
    targets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    translated_text: Vec<String>,
    #[serde(default)]
    detected_language: Vec<Detected>,
}

#[derive(Deserialize)]
struct Detected {
    language: String,
}

impl Answer {
    /// The language of the first text, which is the longest of most statuses.
    fn detected(&self) -> Option<&str> {
        self.detected_language
            .first()
            .map(|one| one.language.as_str())
    }
}

fn parse<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|_| unexpected())
}

fn unexpected() -> Error {
    Error::unreachable("the translator answers what cannot be read")
}

/// What can be translated into what; nothing without a service.
///
/// # Errors
/// [`Error::Unreachable`] when the service does not answer.
pub async fn languages(federation: &Federation) -> Result<Languages, Error> {
    match &federation.translator {
        Some(translator) => passing(translator.languages(federation.ctx.clock.now()).await),
        None => Ok(Languages::new()),
    }
}

/// A status in the language `to`.
///
/// # Errors
/// `NotFound` without a service, or when the viewer may not see the status; `Forbidden` when it is not for everyone or not
/// to be had in that language; [`Error::Unreachable`] when the service does not answer.
pub async fn translate(
    federation: &Federation,
    viewer: Viewer,
    id: StatusId,
    to: &str,
) -> Result<Translated, Error> {
    let Some(translator) = &federation.translator else {
        return Err(domain::Error::NotFound.into());
    };
    let source = translation::source(&federation.ctx, viewer, id).await?;
    let languages = passing(translator.languages(federation.ctx.clock.now()).await)?;
    let (from, to) =
        pair(&languages, source.language.as_deref(), to).ok_or_else(translation::forbidden)?;
    let key = (source.version, to.clone());
    let kept = translator.kept.get_with(key, Arc::default);
    let asked = kept.get_or_try_init(|| translator.ask(&source, &from, &to));
    Ok(passing(asked.await)?.clone())
}

/// The languages as the service names them: `pt-BR` where it knows that, else `pt`.
fn pair(languages: &Languages, from: Option<&str>, to: &str) -> Option<(String, String)> {
    let from = match from {
        Some(tag) => forms(tag).find(|form| languages.contains_key(form))?,
        None => UNKNOWN.1.to_owned(),
    };
    let targets = languages.get(&from)?;
    let to = forms(to).find(|form| targets.contains(form))?;
    let from = if from == UNKNOWN.1 {
        UNKNOWN.0.to_owned()
    } else {
        from
    };
    Some((from, to))
}

fn forms(tag: &str) -> impl Iterator<Item = String> {
    let whole = tag.to_owned();
    let base = tag.split('-').next().unwrap_or(tag).to_owned();
    [whole, base].into_iter()
}

/// Whatever the service answers instead of a translation passes: it is the operator's, and people may try again.
fn passing<T>(result: Result<T, Error>) -> Result<T, Error> {
    result.map_err(|error| match error {
        Error::Domain(error) => Error::Domain(error),
        other => {
            tracing::warn!(error = %other, "the translator does not translate");
            Error::Unreachable(FetchError::Unreachable("the translator".to_owned()))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_as_the_service_names_them() {
        let list = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let languages = Languages::from([
            ("en".into(), list(&["de", "pt-BR"])),
            ("und".into(), list(&["de", "en"])),
        ]);
        let pair = |from, to| pair(&languages, from, to);
        let named = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(pair(Some("en-GB"), "pt-BR"), named("en", "pt-BR"));
        assert_eq!(pair(Some("en"), "de-CH"), named("en", "de"));
        assert_eq!(pair(None, "en"), named("auto", "en"));
        assert_eq!(pair(Some("en"), "en"), None);
        assert_eq!(pair(Some("fr"), "de"), None);
    }
}
