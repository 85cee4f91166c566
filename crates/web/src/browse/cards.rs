//! What the domain yields, as pages show it: in the language of the page, with the addresses of pages.

use std::collections::HashMap;

use domain::account::{self, Account};
use domain::account_view::{self, AccountView};
use domain::id::{AccountId, StatusId};
use domain::kinds::{ActorKind, MediaKind};
use domain::media::{self, MediaView};
use domain::profile::{self, Profile};
use domain::quote::QuoteView;
use domain::status::{Media, Status};
use domain::status_view::{self, StatusView, View};
use domain::text::plain;
use domain::timeline::Entry;
use domain::{Context, profession, specialty};

use super::quotes;
use crate::assets;
use crate::error::Result;
use crate::i18n::Lang;
use crate::pages::emoji::with_emojis;
use crate::pages::status::{Attachment, Player, Preview, QuoteCard, StatusCard};
use crate::pages::view::AccountCard;

/// Characters of a text without its markup.
const SUMMARY: usize = 300;

/// Cards of statuses that the visitor may see.
///
/// # Errors
/// When the database refuses.
pub async fn statuses(ctx: &Context, lang: Lang, entries: &[Entry]) -> Result<Vec<StatusCard>> {
    let views = status_view::views(ctx, entries).await?;
    let named: Vec<AccountId> = views.iter().flat_map(named_in).collect();
    let others = account_view::present(ctx, &named).await?;
    let viewer = entries.iter().find_map(|entry| entry.viewer);
    let quoted = quotes::quoted(ctx, viewer, &views).await?;
    let authors = views.iter().flat_map(|view| {
        let original = view.reblog.as_ref().map(|(_, author)| author);
        [Some(&view.author), original].into_iter().flatten()
    });
    let quoted_authors = quoted.values().map(|view| &view.author);
    let ids: Vec<AccountId> = authors
        .chain(others.values())
        .chain(quoted_authors)
        .map(|view| view.account.id)
        .collect();
    let cards = Cards {
        ctx,
        language: lang.to_string(),
        profiles: profile::profiles_of(ctx, &ids).await?,
    };
    Ok(views
        .iter()
        .map(|view| cards.status(view, &others, &quoted))
        .collect())
}

/// Whom a status names besides its author: whom it answers, and the group that it is for.
fn named_in(view: &View) -> impl Iterator<Item = AccountId> {
    let status = &original(view).0.status;
    let answered = status
        .in_reply_to_account_id
        .filter(|id| *id != status.account_id);
    answered.into_iter().chain(status.group_id)
}

fn original(view: &View) -> (&StatusView, &AccountView) {
    match &view.reblog {
        Some((status, author)) => (status, author),
        None => (&view.status, &view.author),
    }
}

/// Cards of accounts, in their order.
///
/// # Errors
/// When the database refuses.
pub async fn accounts(
    ctx: &Context,
    lang: Lang,
    accounts: Vec<Account>,
) -> Result<Vec<AccountCard>> {
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let views = account_view::views(ctx, accounts).await?;
    let cards = Cards {
        ctx,
        language: lang.to_string(),
        profiles: profile::profiles_of(ctx, &ids).await?,
    };
    Ok(ids
        .iter()
        .filter_map(|id| views.get(id))
        .map(|view| cards.account(view))
        .collect())
}

/// The card of an account whose profile is known.
#[must_use]
pub fn account(ctx: &Context, lang: Lang, view: &AccountView, profile: &Profile) -> AccountCard {
    let profiles = HashMap::from([(view.account.id, profile.clone())]);
    let language = lang.to_string();
    Cards {
        ctx,
        language,
        profiles,
    }
    .account(view)
}

/// The address of a stored picture.
#[must_use]
pub fn picture(ctx: &Context, media: &Media) -> String {
    media::view(ctx, media.clone()).url
}

fn options(view: &StatusView) -> Vec<String> {
    let options = view.poll.iter().flat_map(|poll| &poll.options);
    options.map(|option| option.title.clone()).collect()
}

/// The label of a profession.
#[must_use]
pub fn profession_label(id: &str, language: &str) -> Option<String> {
    let term = profession::vocabulary().find(id)?;
    Some(term.label(language).to_owned())
}

/// The label of a specialty.
#[must_use]
pub fn specialty_label(id: &str, language: &str) -> Option<String> {
    let term = specialty::vocabulary().find(id)?;
    Some(term.label(language).to_owned())
}

struct Cards<'a> {
    ctx: &'a Context,
    language: String,
    profiles: HashMap<AccountId, Profile>,
}

impl Cards<'_> {
    fn account(&self, view: &AccountView) -> AccountCard {
        let account = &view.account;
        let profile = self.profiles.get(&account.id);
        let default = match account.kind {
            ActorKind::Group => "group.png",
            _ => "avatar.png",
        };
        let name = [&account.display_name, &account.username]
            .into_iter()
            .find(|name| !name.is_empty());
        let kind = profile.and_then(|profile| profile.account_kind);
        AccountCard {
            path: page_of(account),
            name: name.cloned().unwrap_or_default(),
            acct: account::acct(account),
            avatar: view
                .avatar
                .as_ref()
                .map_or_else(|| assets::path(default), |avatar| picture(self.ctx, avatar)),
            headline: profile.and_then(|profile| self.headline(profile)),
            kind: kind.map(|kind| kind.label(&self.language).to_owned()),
        }
    }

    fn quote(&self, view: &View) -> QuoteCard {
        let status = &view.status.status;
        let said = [&status.spoiler_text, &status.title]
            .into_iter()
            .find(|text| !text.is_empty());
        QuoteCard {
            author: self.account(&view.author),
            url: page_of_status(status, &view.author.account),
            text: said.map_or_else(|| plain::excerpt(&status.content, SUMMARY), Clone::clone),
            language: status.language.clone(),
        }
    }

    fn headline(&self, profile: &Profile) -> Option<String> {
        let language = &self.language;
        let profession = profile.profession.as_deref();
        let trade = profession
            .and_then(|id| profession_label(id, language))
            .or_else(|| specialty_label(profile.specialties.first()?, language));
        let parts: Vec<String> = trade.into_iter().chain(profile.workplace.clone()).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn status(
        &self,
        view: &View,
        others: &HashMap<AccountId, AccountView>,
        quoted: &HashMap<StatusId, View>,
    ) -> StatusCard {
        let (original, author) = original(view);
        let status = &original.status;
        let quote = original.quote.as_ref().and_then(QuoteView::accepted);
        let quote = quote.and_then(|id| quoted.get(&id));
        let other = |id: Option<AccountId>| others.get(&id?).map(|view| self.account(view));
        let passed_on = view.reblog.is_some().then(|| self.account(&view.author));
        let by_group = view.author.account.kind == ActorKind::Group;
        let (announced, boosted_by) = if by_group {
            (passed_on, None)
        } else {
            (None, passed_on)
        };
        StatusCard {
            id: view.status.status.id.to_string(),
            url: page_of_status(status, &author.account),
            uri: status.uri.clone(),
            author: self.account(author),
            boosted_by,
            reply_to: other(status.in_reply_to_account_id),
            group: announced.or_else(|| other(status.group_id)),
            published: status.created_at,
            edited: status.edited_at,
            heading: said(&status.title),
            content_warning: said(&status.spoiler_text),
            content: match quote {
                Some(_) => with_emojis(&status.content, &status.emojis),
                None => with_emojis(&original.body(), &status.emojis),
            },
            quote: quote.map(|view| self.quote(view)),
            poll: options(original),
            summary: plain::excerpt(&status.content, SUMMARY),
            language: status.language.clone(),
            sensitive: status.sensitive,
            media: original
                .media
                .iter()
                .map(|row| attachment(media::view(self.ctx, row.clone())))
                .collect(),
            replies: number(status.replies_count),
            boosts: number(status.reblogs_count),
            favourites: number(status.favourites_count),
            pinned: false,
            locked: false,
        }
    }
}

/// The page of a status: here, or on its own server.
fn page_of_status(status: &Status, author: &Account) -> String {
    if status.local {
        format!("/@{}/{}", author.username, status.id)
    } else {
        elsewhere(status.url.as_deref(), &status.uri)
    }
}

fn attachment(media: MediaView) -> Attachment {
    let size = media.preview.or(media.original);
    Attachment {
        url: media.url,
        player: match media.kind {
            MediaKind::Video => Player::Video,
            MediaKind::Gifv => Player::Loop,
            MediaKind::Audio => Player::Audio,
            MediaKind::Image | MediaKind::Unknown => Player::None,
        },
        preview: media.preview_url.map(|url| Preview {
            url,
            size: size.map(|size| (size.width, size.height)),
        }),
        description: media.description,
    }
}

/// The page of an account: here, or on its own server.
#[must_use]
pub fn page_of(account: &Account) -> String {
    match account.domain {
        None => format!("/@{}", account.username),
        Some(_) => elsewhere(account.url.as_deref(), &account.uri),
    }
}

/// The address of a page on another server; nothing but the web is linked to.
#[must_use]
pub fn elsewhere(url: Option<&str>, uri: &str) -> String {
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    url.filter(is_web).unwrap_or(uri).to_owned()
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A count as pages show it.
#[must_use]
pub fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
