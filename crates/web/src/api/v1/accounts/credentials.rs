//! `/api/v1/accounts/verify_credentials` and `update_credentials`: one's own account.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State as FromState;
use axum::response::{IntoResponse, Response};
use domain::account::{self, Picture, PostingDefaults, Update};
use domain::kinds::{QuotePolicy, Visibility};
use domain::{account_view, follow, user};
use serde::Deserialize;

use crate::entity::credential_account::CredentialAccount;
use crate::error::{Error, Result};
use crate::extract::params::{Upload, lenient};
use crate::extract::{Params, User};
use crate::state::State;

/// `GET /api/v1/accounts/verify_credentials`.
pub async fn show(FromState(state): FromState<State>, user: User) -> Result<Response> {
    user.require_any(&["read:accounts", "profile"])?;
    let account = account::show(&state.ctx, user.account_id).await?;
    own(&state, &user, account).await
}

async fn own(state: &State, user: &User, account: account::Account) -> Result<Response> {
    let ctx = &state.ctx;
    let id = account.id;
    let views = account_view::views(ctx, [account]).await?;
    let view = views.get(&id).ok_or(domain::Error::NotFound)?;
    let login = user::show(ctx, user.user_id).await?;
    let requests = follow::count_requests(ctx, id).await?;
    let moved_to = account_view::destination(ctx, &view.account).await?;
    let entity = CredentialAccount::new(ctx, view, moved_to.as_ref(), &login, requests)?;
    Ok(Json(entity).into_response())
}

/// What is to be changed; what is missing stays.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Change {
    display_name: Option<String>,
    note: Option<String>,
    #[serde(deserialize_with = "lenient::boolean")]
    locked: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    bot: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    discoverable: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    indexable: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    hide_collections: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    show_media: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    show_media_replies: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    show_featured: Option<bool>,
    #[serde(deserialize_with = "lenient::texts")]
    attribution_domains: Option<Vec<String>>,
    fields_attributes: Option<Fields>,
    source: Source,
    /// A picture that came as text.
    avatar: Option<String>,
    avatar_description: Option<String>,
    header: Option<String>,
    header_description: Option<String>,
}

/// A list, or an object with numbers as keys: apps send both.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "must be a list of objects with a name and a value"
)]
enum Fields {
    List(Vec<Field>),
    Numbered(BTreeMap<String, Field>),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Field {
    name: String,
    value: String,
}

impl From<Fields> for Vec<(String, String)> {
    fn from(fields: Fields) -> Self {
        let list = match fields {
            Fields::List(list) => list,
            Fields::Numbered(map) => in_order(map),
        };
        list.into_iter()
            .map(|field| (field.name, field.value))
            .collect()
    }
}

fn in_order(map: BTreeMap<String, Field>) -> Vec<Field> {
    let mut numbered: Vec<_> = map.into_iter().collect();
    // "10" comes after "9".
    numbered.sort_by_key(|(number, _)| number.parse().unwrap_or(usize::MAX));
    numbered.into_iter().map(|(_, field)| field).collect()
}

/// How posts are meant when an app does not say.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Source {
    privacy: Option<String>,
    #[serde(deserialize_with = "lenient::boolean")]
    sensitive: Option<bool>,
    /// Empty for none.
    language: Option<String>,
    quote_policy: Option<String>,
}

impl Source {
    fn posting(self) -> Result<PostingDefaults> {
        let visibility = |word: String| {
            Visibility::parse(&word)
                .ok_or_else(|| Error::invalid("source[privacy]", "is not one that exists"))
        };
        let policy = |word: String| {
            QuotePolicy::parse(&word)
                .ok_or_else(|| Error::invalid("source[quote_policy]", "is not one that exists"))
        };
        Ok(PostingDefaults {
            quote_policy: self.quote_policy.map(policy).transpose()?,
            visibility: self.privacy.map(visibility).transpose()?,
            sensitive: self.sensitive,
            language: self
                .language
                .map(|tag| Some(tag).filter(|tag| !tag.is_empty())),
        })
    }
}

/// `PATCH /api/v1/accounts/update_credentials`.
pub async fn update(
    FromState(state): FromState<State>,
    user: User,
    params: Params<Change>,
) -> Result<Response> {
    let account = change(&state, &user, params).await?;
    own(&state, &user, account).await
}

/// Changes one's own account, for those who may.
pub(in crate::api::v1) async fn change(
    state: &State,
    user: &User,
    Params { values, mut files }: Params<Change>,
) -> Result<account::Account> {
    user.require("write:accounts")?;
    refuse_text("avatar", values.avatar.as_deref())?;
    refuse_text("header", values.header.as_deref())?;
    let picture =
        |file: Option<Upload>| file.map_or(Picture::Keep, |file| Picture::Replace(file.bytes));
    let update = Update {
        display_name: values.display_name,
        note: values.note,
        fields: values.fields_attributes.map(Vec::from),
        avatar: picture(files.remove("avatar")),
        avatar_description: values.avatar_description,
        header: picture(files.remove("header")),
        header_description: values.header_description,
        locked: values.locked,
        bot: values.bot,
        discoverable: values.discoverable,
        indexable: values.indexable,
        hide_collections: values.hide_collections,
        show_media: values.show_media,
        show_media_replies: values.show_media_replies,
        show_featured: values.show_featured,
        attribution_domains: values.attribution_domains,
        posting: values.source.posting()?,
        ..Update::default()
    };
    Ok(account::update(&state.ctx, user.account_id, user.user_id, update).await?)
}

/// A picture is a file; an app that sends an empty text means none.
fn refuse_text(field: &'static str, sent: Option<&str>) -> Result<()> {
    match sent {
        None | Some("") => Ok(()),
        Some(_) => Err(Error::invalid(
            field,
            "must be a file: send a picture as multipart/form-data",
        )),
    }
}

/// `DELETE /api/v1/profile/avatar`.
pub async fn delete_avatar(FromState(state): FromState<State>, user: User) -> Result<Response> {
    let update = Update {
        avatar: Picture::Remove,
        ..Update::default()
    };
    remove(&state, &user, update).await
}

/// `DELETE /api/v1/profile/header`.
pub async fn delete_header(FromState(state): FromState<State>, user: User) -> Result<Response> {
    let update = Update {
        header: Picture::Remove,
        ..Update::default()
    };
    remove(&state, &user, update).await
}

async fn remove(state: &State, user: &User, update: Update) -> Result<Response> {
    user.require("write:accounts")?;
    let account = account::update(&state.ctx, user.account_id, user.user_id, update).await?;
    own(state, user, account).await
}
