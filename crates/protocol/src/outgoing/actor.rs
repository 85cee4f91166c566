//! Our actors as documents.

use std::sync::Arc;

use domain::account::{Account, Field};
use domain::account_view::{self, AccountRef, AccountView};
use domain::id::AccountId;
use domain::kinds::ActorKind;
use domain::profile::Profile;
use domain::status::Media;
use domain::{Context, assertion_key, group, media, remote, specialty};
use moka::sync::Cache;

use super::activity::Document;
use super::note::{emojis, time};
use crate::federation::Federation;
use crate::vocab::{
    ActorDocument, AttachmentDocument, CAPABILITIES, GeneratorDocument, ImageDocument,
    MultikeyDocument, Professional, SourceDocument, context, multibase,
};

/// Actors whose document is kept ready.
const ACTORS: u64 = 2_000;

/// Documents by actor and revision, which rises with everything that they show.
#[derive(Clone)]
pub(crate) struct Actors(Cache<(AccountId, i64), Arc<Document>>);

impl Default for Actors {
    fn default() -> Self {
        Self(Cache::new(ACTORS))
    }
}

/// The document of one of our actors, if it is kept in this version.
pub fn kept_actor(federation: &Federation, account: AccountRef) -> Option<Arc<Document>> {
    federation.actors.0.get(&(account.id, account.revision))
}

/// One of our actors, served at its address. Of one that is suspended or gone little more than its key is said.
pub async fn actor(federation: &Federation, account: Account) -> domain::Result<Arc<Document>> {
    let key = (account.id, account.revision);
    if let Some(ready) = federation.actors.0.get(&key) {
        return Ok(ready);
    }
    let id = account.uri.clone();
    let actor = describe(&federation.ctx, account).await?;
    let document = Arc::new(Document::new(id, actor, context::actor()));
    federation.actors.0.insert(key, document.clone());
    Ok(document)
}

/// The document of an actor, without its context.
pub(super) async fn describe(ctx: &Context, account: Account) -> domain::Result<ActorDocument> {
    let bare = bare(ctx, &account).await?;
    if account.kind == ActorKind::Application {
        return Ok(bare);
    }
    if !domain::account::is_present(&account) {
        return Ok(unavailable(account, bare));
    }
    let id = account.id;
    let is_group = account.kind == ActorKind::Group;
    let moved_to = destination(ctx, &account).await?;
    let mut views = account_view::views(ctx, [account]).await?;
    let view = views.remove(&id).ok_or(domain::Error::NotFound)?;
    let full = ActorDocument {
        moved_to,
        ..full(ctx, &view, bare)?
    };
    if !is_group {
        return Ok(full);
    }
    Ok(ActorDocument {
        posting_restricted_to_mods: Some(group::is_restricted(ctx, id).await?),
        source: Some(SourceDocument {
            content: view.account.note_source.clone(),
            media_type: "text/plain",
        }),
        ..full
    })
}

/// The id of the actor that one of ours moved to.
pub(super) async fn destination(
    ctx: &Context,
    account: &Account,
) -> domain::Result<Option<String>> {
    match account.moved_to_id {
        Some(target) => Ok(remote::find_by_id(ctx, target).await?.map(|it| it.uri)),
        None => Ok(None),
    }
}

/// What none can do without, and what the instance actor says.
async fn bare(ctx: &Context, account: &Account) -> domain::Result<ActorDocument> {
    let page = account
        .url
        .clone()
        .unwrap_or_else(|| ctx.uris.profile_page(&account.username));
    let mut bare = ActorDocument::new(
        kind(account).as_str(),
        account.uri.clone(),
        account.username.clone(),
        page,
        ctx.uris.shared_inbox(),
        account.public_key.clone().unwrap_or_default(),
    );
    bare.manually_approves_followers = account.locked || account.kind == ActorKind::Application;
    let implements = CAPABILITIES.to_vec();
    if account.kind == ActorKind::Application {
        bare.implements = implements;
        // Who reads a credential elsewhere is told by this name who vouches.
        bare.name = Some(ctx.config.instance.title.clone());
    } else {
        let id = ctx.uris.instance_actor();
        bare.generator = Some(GeneratorDocument { id, implements });
    }
    let keys = assertion_key::listed(ctx, account).await?.into_iter();
    let described = keys.map(|key| MultikeyDocument {
        id: key.id,
        controller: account.uri.clone(),
        public_key_multibase: multibase::encode_ed25519(&key.public_key),
    });
    bare.assertion_method = described.collect();
    Ok(bare)
}

/// An actor that is shown to nobody, as Mastodon describes one: its addresses, and its name for all there was to read.
fn unavailable(account: Account, bare: ActorDocument) -> ActorDocument {
    ActorDocument {
        name: Some(account.username),
        summary: Some(String::new()),
        followers: account.followers_url,
        following: account.following_url,
        featured: account.featured_url,
        discoverable: Some(false),
        indexable: Some(false),
        memorial: Some(account.memorial),
        suspended: Some(true),
        ..bare
    }
}

/// A person who says that a machine posts is a `Service`; the type is all that tells others.
pub(super) fn kind(account: &Account) -> ActorKind {
    match account.kind {
        ActorKind::Person if account.bot => ActorKind::Service,
        kind => kind,
    }
}

fn full(ctx: &Context, view: &AccountView, bare: ActorDocument) -> domain::Result<ActorDocument> {
    let account = &view.account;
    let languages = ctx.config.instance.languages.first();
    let language = languages.map_or("en", String::as_str);
    let field = |field: Field| AttachmentDocument::PropertyValue {
        name: field.name,
        value: field.value,
    };
    Ok(ActorDocument {
        webfinger: Some(format!("{}@{}", account.username, ctx.uris.domain())),
        name: Some(account.display_name.clone()).filter(|name| !name.is_empty()),
        summary: Some(account.note.clone()),
        followers: account.followers_url.clone(),
        following: account.following_url.clone(),
        featured: account.featured_url.clone(),
        featured_tags: Some(format!("{}/collections/tags", account.uri)),
        featured_collections: Some(ctx.uris.of_actor(account.id, "featured_collections")),
        credentials: credentials(ctx, view),
        attributed_to: account.moderators_url.clone(),
        icon: image(ctx, view.avatar.as_ref()),
        image: image(ctx, view.header.as_ref()),
        attachment: view.fields(language)?.into_iter().map(field).collect(),
        tag: emojis(&account.emojis),
        discoverable: Some(account.discoverable),
        indexable: Some(account.indexable),
        memorial: Some(account.memorial),
        attribution_domains: serde_json::from_str(&account.attribution_domains)?,
        published: time(account.created_at),
        also_known_as: serde_json::from_str(&account.also_known_as)?,
        professional: professional(&view.profile, account),
        ..bare
    })
}

/// Where the addresses of what is vouched for stand, if anything is.
fn credentials(ctx: &Context, view: &AccountView) -> Option<String> {
    let mut standing = view.badges.iter().filter(|badge| badge.standing.is_ok());
    let any = standing.next();
    any.map(|_| ctx.uris.of_actor(view.account.id, "credentials"))
}

/// Our own terms (docs/federation/terms.md).
fn professional(profile: &Profile, account: &Account) -> Professional {
    let page = account.url.as_ref().filter(|_| profile.interests.is_some());
    let interests = page.map(|page| format!("{page}#interests"));
    let specialties = profile.specialties.iter().map(|id| specialty::iri(id));
    Professional {
        profession: profile.profession.clone(),
        specialties: specialties.filter_map(|iri| iri.parse().ok()).collect(),
        workplace: profile.workplace.clone(),
        region: profile.region.clone(),
        languages: profile.languages.clone(),
        account_kind: profile.account_kind.map(|kind| kind.as_str().to_owned()),
        interests: interests.and_then(|iri| iri.parse().ok()),
    }
}

fn image(ctx: &Context, file: Option<&Media>) -> Option<ImageDocument> {
    let file = media::view(ctx, file?.clone());
    Some(ImageDocument {
        media_type: file.mime,
        url: file.url,
        summary: Some(file.description).filter(|text| !text.is_empty()),
    })
}
