//! `/settings/preferences`: the language of pages and mails, how posts are meant, how apps are to show them.

use axum::extract::State as FromState;
use axum::response::Response;
use domain::account::{PostingDefaults, Update};
use domain::kinds::Visibility;
use domain::preference::{self, ExpandMedia, Preferences};
use domain::session::Browser;
use domain::user::User;
use domain::{account, language, user};
use serde::Deserialize;

use super::{page, saved_or_refused};
use crate::auth::settings::Done;
use crate::error::{Error, Result};
use crate::extract::frame::log_in_first;
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::pages::form::{Choice, Form};
use crate::pages::preferences::{PreferenceValues, preferences_form};
use crate::state::State;

const TAB: &str = "preferences";
const PATH: &str = "/settings/preferences";

/// The form as sent, or as it is first shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    locale: String,
    visibility: String,
    language: String,
    #[serde(deserialize_with = "lenient::boolean")]
    sensitive: Option<bool>,
    expand_media: String,
    #[serde(deserialize_with = "lenient::boolean")]
    expand_spoilers: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    autoplay_gifs: Option<bool>,
}

/// `GET /settings/preferences`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let values = current(&state, browser).await;
    frame.finish(values.map(|values| {
        let mut page = page(&frame, TAB, form(frame.lang(), &values));
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/preferences`.
pub async fn update(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let saved = match frame.verify(&values.csrf) {
        Ok(()) => save(&state, browser, &values).await,
        Err(error) => Err(error),
    };
    saved_or_refused(&frame, TAB, saved, || form(frame.lang(), &values))
}

async fn save(state: &State, browser: &Browser, values: &Values) -> Result<()> {
    let (ctx, holder) = (&state.ctx, browser.holder);
    let expand_media = ExpandMedia::parse(&values.expand_media);
    let expand_media =
        expand_media.ok_or_else(|| Error::invalid("expand_media", "is not one that exists"))?;
    let visibility = VISIBILITIES
        .iter()
        .find(|(it, _)| it.as_str() == values.visibility);
    let (visibility, _) =
        visibility.ok_or_else(|| Error::invalid("visibility", "is not one that exists"))?;
    if !Lang::all()
        .iter()
        .any(|lang| lang.to_string() == values.locale)
    {
        return Err(Error::invalid("locale", "is not one that exists"));
    }
    let language = match values.language.trim() {
        "" => None,
        tag => Some(
            language::canonical(tag)
                .ok_or_else(|| Error::invalid("language", "is not one that exists"))?,
        ),
    };
    let posting = PostingDefaults {
        visibility: Some(*visibility),
        sensitive: Some(values.sensitive == Some(true)),
        language: Some(language),
        ..PostingDefaults::default()
    };
    let update = Update {
        posting,
        ..Update::default()
    };
    account::update(ctx, holder.account_id, holder.user_id, update).await?;
    user::set_locale(ctx, holder.user_id, &values.locale).await?;
    let set = |preferences: &mut Preferences| {
        preferences.expand_media = expand_media;
        preferences.expand_spoilers = values.expand_spoilers == Some(true);
        preferences.autoplay_gifs = values.autoplay_gifs == Some(true);
    };
    Ok(preference::update(ctx, holder.user_id, set).await?)
}

async fn current(state: &State, browser: &Browser) -> Result<Values> {
    let id = browser.holder.user_id;
    let login: User = user::show(&state.ctx, id).await?;
    let set = preference::show(&state.ctx, id).await?;
    Ok(Values {
        csrf: String::new(),
        locale: login.locale,
        visibility: login.default_visibility.as_str().to_owned(),
        language: login.default_language.unwrap_or_default(),
        sensitive: Some(login.default_sensitive),
        expand_media: set.expand_media.as_str().to_owned(),
        expand_spoilers: Some(set.expand_spoilers),
        autoplay_gifs: Some(set.autoplay_gifs),
    })
}

/// Who may see posts when an app does not say. A direct post is a decision of the moment.
const VISIBILITIES: [(Visibility, &str); 3] = [
    (Visibility::Public, "visibility-public"),
    (Visibility::Unlisted, "visibility-unlisted"),
    (Visibility::Private, "visibility-private"),
];

const MEDIA: [(ExpandMedia, &str); 3] = [
    (ExpandMedia::Default, "expand-media-default"),
    (ExpandMedia::ShowAll, "expand-media-show-all"),
    (ExpandMedia::HideAll, "expand-media-hide-all"),
];

fn form(lang: Lang, values: &Values) -> Form {
    let choice = |value: &str, label: String, chosen: &str| Choice {
        value: value.to_owned(),
        label,
        selected: value == chosen,
    };
    let spoken = Lang::negotiate([Some(values.locale.as_str())]).to_string();
    let locales = Lang::all().into_iter();
    let locales = locales.map(|it| choice(&it.to_string(), it.name(), &spoken));
    let visibilities = VISIBILITIES
        .iter()
        .map(|(word, key)| choice(word.as_str(), lang.t(key).to_string(), &values.visibility));
    let media = MEDIA
        .iter()
        .map(|(word, key)| choice(word.as_str(), lang.t(key).to_string(), &values.expand_media));
    let values = PreferenceValues {
        locales: locales.collect(),
        visibilities: visibilities.collect(),
        language: values.language.clone(),
        sensitive: values.sensitive == Some(true),
        media: media.collect(),
        expand_spoilers: values.expand_spoilers == Some(true),
        autoplay_gifs: values.autoplay_gifs == Some(true),
    };
    preferences_form(lang, values)
}
