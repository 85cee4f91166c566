//! What is shown of announcements, in a fixed number of queries.

use std::collections::{HashMap, HashSet};

use storage::account::Account;
use storage::announcement as rows;
use storage::id::{AccountId, AnnouncementId};

use super::{Announcement, Reaction, find_current};
use crate::context::Context;
use crate::custom_emoji::{self, Shown};
use crate::error::Result;
use crate::mention;
use crate::names::Acct;
use crate::text::compose::{self, Links};
use crate::text::{hashtag, scan};

/// An announcement as someone is shown it.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnouncementView {
    /// The row.
    pub row: Announcement,
    /// Its text as HTML.
    pub content: String,
    /// Whether the one who looks put it away; `None` when nobody known looks.
    pub read: Option<bool>,
    /// Who is named in it.
    pub mentions: Vec<Account>,
    /// Its hashtags, by their keys.
    pub tags: Vec<String>,
    /// Its custom emoji.
    pub emojis: Vec<Shown>,
    /// How people react, the first reaction first.
    pub reactions: Vec<Reaction>,
}

/// Those that `who` is shown now; with `all` also those that they put away.
pub async fn list(ctx: &Context, who: AccountId, all: bool) -> Result<Vec<AnnouncementView>> {
    let rows = rows::list_current(ctx.db.read(), ctx.clock.now()).await?;
    let mut views = views(ctx, rows, Some(who)).await?;
    views.retain(|view| all || view.read == Some(false));
    Ok(views)
}

/// One as everyone is shown it now.
///
/// # Errors
/// `NotFound` when it is not published or over.
pub async fn show(ctx: &Context, id: AnnouncementId) -> Result<AnnouncementView> {
    let row = find_current(ctx, id).await?;
    let mut views = views(ctx, vec![row], None).await?;
    views.pop().ok_or(crate::error::Error::NotFound)
}

/// What all of them are shown with.
struct Parts {
    named: HashMap<Acct, Account>,
    dismissed: Option<HashSet<AnnouncementId>>,
    reactions: Vec<rows::Reaction>,
    emojis: Vec<Shown>,
}

async fn views(
    ctx: &Context,
    announcements: Vec<Announcement>,
    viewer: Option<AccountId>,
) -> Result<Vec<AnnouncementView>> {
    if announcements.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<AnnouncementId> = announcements.iter().map(|row| row.id).collect();
    let texts: Vec<&str> = announcements.iter().map(|row| row.text.as_str()).collect();
    let accts: Vec<Acct> = texts
        .iter()
        .flat_map(|text| scan::mentions(&scan::scan(text)))
        .collect();
    let reactions = rows::list_reactions(ctx.db.read(), &ids, viewer).await?;
    let mut shortcodes = custom_emoji::shortcodes(&texts);
    shortcodes.extend(reactions.iter().map(|reaction| reaction.name.clone()));
    let parts = Parts {
        named: mention::resolve(ctx, &accts).await?,
        dismissed: match viewer {
            Some(viewer) => Some(rows::dismissed_of(ctx.db.read(), viewer, &ids).await?),
            None => None,
        },
        reactions,
        emojis: custom_emoji::of_shortcodes(ctx, &shortcodes).await?,
    };
    Ok(announcements
        .into_iter()
        .map(|row| parts.view(ctx, row))
        .collect())
}

impl Parts {
    fn view(&self, ctx: &Context, row: Announcement) -> AnnouncementView {
        let entities = scan::scan(&row.text);
        let named = scan::mentions(&entities);
        let pages = self.named.iter().map(|(acct, account)| {
            let page = account.url.as_ref().unwrap_or(&account.uri);
            (acct.clone(), page.clone())
        });
        let links = Links {
            mentions: &pages.collect(),
            tags: &ctx.uris.tag_page(""),
        };
        let tags = scan::hashtags(&entities);
        let written = custom_emoji::shortcodes(&[&row.text]);
        let emojis = self.emojis.iter();
        AnnouncementView {
            content: compose::render(&row.text, &entities, links),
            read: self.dismissed.as_ref().map(|those| those.contains(&row.id)),
            mentions: named
                .iter()
                .filter_map(|acct| self.named.get(acct).cloned())
                .collect(),
            tags: tags.iter().map(|tag| hashtag::normalize(tag)).collect(),
            emojis: emojis
                .filter(|emoji| written.contains(&emoji.shortcode))
                .cloned()
                .collect(),
            reactions: self.reactions_to(row.id),
            row,
        }
    }

    fn reactions_to(&self, id: AnnouncementId) -> Vec<Reaction> {
        let to = self
            .reactions
            .iter()
            .filter(|reaction| reaction.announcement_id == id);
        let known = self.dismissed.is_some();
        to.map(|reaction| Reaction {
            name: reaction.name.clone(),
            count: reaction.count,
            me: known.then_some(reaction.own > 0),
            emoji: self
                .emojis
                .iter()
                .find(|emoji| emoji.shortcode == reaction.name)
                .cloned(),
        })
        .collect()
    }
}
