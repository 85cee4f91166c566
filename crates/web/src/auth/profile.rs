//! `/settings/profile`: what others see.

use std::collections::BTreeMap;

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::account::{self, Account, Field, Picture, Update};
use domain::account_kind::AccountKind;
use domain::config::Limits;
use domain::profile::{self, Change, Profile};
use domain::session::Browser;
use domain::text::plain;
use domain::{profession, specialty};
use serde::Deserialize;
use serde_json::Value;

use super::settings::Done;
use super::words;
use crate::browse::directory::choices;
use crate::error::{Error, Result};
use crate::extract::frame::log_in_first;
use crate::extract::params::{Upload, lenient};
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::pages::form::{Choice, Form};
use crate::pages::settings::{FormPage, Pictures, ProfileValues, free_field_names, profile_form};
use crate::state::State;

const PATH: &str = "/settings/profile";

/// The form as sent, or as it is first shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    display_name: String,
    note: String,
    #[serde(deserialize_with = "lenient::boolean")]
    remove_avatar: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    remove_header: Option<bool>,
    account_kind: String,
    profession: String,
    specialties: Vec<String>,
    workplace: String,
    region: String,
    languages: String,
    interests: String,
    /// What can be removed; not sent, but known.
    #[serde(skip)]
    pictures: Pictures,
    /// Free fields, by the names of [`free_field_names`].
    #[serde(flatten)]
    free: BTreeMap<String, Value>,
}

/// `GET /settings/profile`.
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
        let mut page = page(&state, &frame, &values, |form| form);
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /settings/profile`.
pub async fn update(
    FromState(state): FromState<State>,
    frame: Frame,
    Sent(Params { mut values, files }): Sent<Values>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    match account::show(&state.ctx, browser.holder.account_id).await {
        Ok(account) => values.pictures = pictures(&account),
        Err(error) => return frame.finish(Err(error.into())),
    }
    let saved = match frame.verify(&values.csrf) {
        Ok(()) => save(&state, browser, &values, files).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Domain(Invalid { field, reason })) => {
            let words = words::of_field(frame.lang(), field, &reason);
            let beside = match field {
                "fields_attributes" => free_field_names(1).0,
                other => other.to_owned(),
            };
            let form = |form: Form| form.refuse(&beside, words);
            frame.refuse(&page(&state, &frame, &values, form))
        }
        other => {
            frame.finish(other.map(|()| Redirect::to(&format!("{PATH}?saved=1")).into_response()))
        }
    }
}

async fn save(
    state: &State,
    browser: &Browser,
    values: &Values,
    mut files: BTreeMap<String, Upload>,
) -> Result<()> {
    let ctx = &state.ctx;
    let who = browser.holder.account_id;
    let mut picture = |name: &str, remove: Option<bool>| match files.remove(name) {
        Some(file) if !file.bytes.is_empty() => Picture::Replace(file.bytes),
        _ if remove == Some(true) => Picture::Remove,
        _ => Picture::Keep,
    };
    let update = Update {
        display_name: Some(values.display_name.clone()),
        note: Some(values.note.clone()),
        fields: Some(values.free_fields(&ctx.config.limits)),
        avatar: picture("avatar", values.remove_avatar),
        header: picture("header", values.remove_header),
        profile: values.change(),
        ..Update::default()
    };
    account::update(ctx, who, browser.holder.user_id, update).await?;
    Ok(())
}

impl Values {
    fn change(&self) -> Change {
        let languages = self.languages.split([',', ';']);
        Change {
            profession: Some(self.profession.clone()),
            specialties: Some(self.specialties.clone()),
            workplace: Some(self.workplace.clone()),
            region: Some(self.region.clone()),
            languages: Some(languages.map(|tag| tag.trim().to_owned()).collect()),
            account_kind: Some(self.account_kind.clone()),
            interests: Some(self.interests.clone()),
        }
    }

    fn free_fields(&self, limits: &Limits) -> Vec<(String, String)> {
        let value = |name: &str| {
            let sent = self.free.get(name).and_then(Value::as_str);
            sent.unwrap_or_default().to_owned()
        };
        let names = (1..=limits.fields).map(free_field_names);
        names
            .map(|(name, content)| (value(&name), value(&content)))
            .collect()
    }
}

/// What is there to be changed.
async fn current(state: &State, browser: &Browser) -> Result<Values> {
    let id = browser.holder.account_id;
    let account = account::show(&state.ctx, id).await?;
    let profile = profile::show(&state.ctx, id).await?;
    Ok(filled(account, profile))
}

fn pictures(account: &Account) -> Pictures {
    Pictures {
        avatar: account.avatar_id.is_some(),
        header: account.header_id.is_some(),
    }
}

fn filled(account: Account, profile: Profile) -> Values {
    let kind = profile.account_kind.map(AccountKind::as_str);
    Values {
        csrf: String::new(),
        pictures: pictures(&account),
        free: written_fields(&account),
        display_name: account.display_name,
        note: account.note_source,
        remove_avatar: None,
        remove_header: None,
        account_kind: kind.unwrap_or_default().to_owned(),
        profession: profile.profession.unwrap_or_default(),
        specialties: profile.specialties,
        workplace: profile.workplace.unwrap_or_default(),
        region: profile.region.unwrap_or_default(),
        languages: profile.languages.join(", "),
        interests: profile.interests.unwrap_or_default(),
    }
}

/// The free fields as they were written: links get their marks when they are saved.
fn written_fields(account: &Account) -> BTreeMap<String, Value> {
    let fields: Vec<Field> = serde_json::from_str(&account.fields).unwrap_or_default();
    let numbered = (1..).map(free_field_names).zip(fields);
    numbered
        .flat_map(|((name, content), field)| {
            let value = plain::to_plain(&field.value);
            [(name, field.name.into()), (content, value.into())]
        })
        .collect()
}

fn page(
    state: &State,
    frame: &Frame,
    values: &Values,
    change: impl FnOnce(Form) -> Form,
) -> FormPage {
    let (lang, limits) = (frame.lang(), &state.ctx.config.limits);
    FormPage {
        page: frame.page("settings-title"),
        tab: "profile",
        form: change(profile_form(lang, limits, shown(lang, limits, values))),
    }
}

fn shown(lang: Lang, limits: &Limits, values: &Values) -> ProfileValues {
    let mut specialties = choices(lang, specialty::vocabulary(), "");
    for choice in &mut specialties {
        choice.selected = values.specialties.contains(&choice.value);
    }
    let professions = choices(lang, profession::vocabulary(), &values.profession);
    ProfileValues {
        name: values.display_name.clone(),
        note: values.note.clone(),
        pictures: values.pictures,
        kinds: offered_kinds(lang, &values.account_kind),
        professions: or_nothing(professions),
        specialties,
        workplace: values.workplace.clone(),
        region: values.region.clone(),
        languages: values.languages.clone(),
        interests: values.interests.clone(),
        fields: values.free_fields(limits),
    }
}

fn kinds(lang: Lang, chosen: &str) -> Vec<Choice> {
    let language = lang.to_string();
    let kinds = AccountKind::ALL.into_iter();
    // A pseudonym is one and stays one; nobody becomes one here.
    let pseudonym = chosen == AccountKind::Pseudonym.as_str();
    kinds
        .filter(|kind| (*kind == AccountKind::Pseudonym) == pseudonym)
        .map(|kind| Choice {
            value: kind.as_str().to_owned(),
            label: kind.label(&language).to_owned(),
            selected: kind.as_str() == chosen,
        })
        .collect()
}

/// A pseudonym says that it is one, everyone else what they like.
fn offered_kinds(lang: Lang, chosen: &str) -> Vec<Choice> {
    let kinds = kinds(lang, chosen);
    if chosen == AccountKind::Pseudonym.as_str() {
        return kinds;
    }
    or_nothing(kinds)
}

/// Nobody has to say anything: the first choice is to say nothing.
fn or_nothing(choices: Vec<Choice>) -> Vec<Choice> {
    let nothing = Choice {
        value: String::new(),
        label: "–".to_owned(),
        selected: choices.iter().all(|choice| !choice.selected),
    };
    std::iter::once(nothing).chain(choices).collect()
}
