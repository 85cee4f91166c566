//! From what a person typed to what is stored and sent.

use std::collections::HashMap;

use storage::account::Account;
use storage::kinds::Visibility;
use storage::tag::NewTag;

use crate::context::Context;
use crate::custom_emoji;
use crate::error::{Error, Result};
use crate::mention;
use crate::names::Acct;
use crate::reason::Reason;
use crate::text::compose::{Links, render};
use crate::text::scan::{self, Entity, EntityKind};
use crate::text::{clean, count, hashtag};

/// What a person typed.
pub struct Typed<'a> {
    /// The text.
    pub text: &'a str,
    /// The content warning; empty for none.
    pub spoiler_text: &'a str,
    /// Whom it is for.
    pub visibility: Visibility,
    /// A text may be empty when something is attached.
    pub has_media: bool,
}

/// A text of ours, ready to be stored.
pub struct Composed {
    /// The text as it was typed, without what cannot be seen.
    pub source: String,
    /// The content warning.
    pub spoiler_text: String,
    /// The text as HTML.
    pub content: String,
    /// Who is named in it.
    pub mentioned: Vec<Account>,
    /// Its hashtags.
    pub tags: Vec<NewTag>,
    /// Its custom emoji, as the column keeps them.
    pub emojis: String,
}

/// Checks and renders what was typed. Accounts that it names must be known here by now, or their names stay plain text.
pub async fn compose(ctx: &Context, typed: Typed<'_>) -> Result<Composed> {
    let source = clean::lines(typed.text).trim().to_owned();
    let entities = scan::scan(&source);
    let limit = ctx.config.limits.status_characters;
    let spoiler_text = clean::line(typed.spoiler_text, limit)
        .map_err(|error| Error::invalid("spoiler_text", error))?;
    if count::count(&source, &entities) + count::characters(&spoiler_text) > limit {
        return Err(Error::invalid(
            "status",
            Reason::new("is too long: write at most {most} characters, content warning included")
                .with("most", limit),
        ));
    }
    if !typed.has_media && clean::required(source.clone()).is_err() {
        return Err(Error::invalid("status", "can't be blank"));
    }
    let accts = scan::mentions(&entities);
    let known = mention::resolve(ctx, &accts).await?;
    if typed.visibility == Visibility::Direct {
        refuse_unknown(&accts, &known)?;
    }
    let pages = known
        .iter()
        .map(|(acct, account)| (acct.clone(), page(account)))
        .collect();
    let tag_page = ctx.uris.tag_page("");
    let links = Links {
        mentions: &pages,
        tags: &tag_page,
    };
    Ok(Composed {
        content: render(&source, &entities, links),
        tags: tags(&entities),
        emojis: custom_emoji::used_in(ctx, &[&spoiler_text, &source]).await?,
        mentioned: each_once(known),
        spoiler_text,
        source,
    })
}

/// A direct status to someone who cannot be found would be sent to nobody, and its author would not know.
fn refuse_unknown(accts: &[Acct], known: &HashMap<Acct, Account>) -> Result<()> {
    match accts.iter().find(|acct| !known.contains_key(acct)) {
        Some(missing) => Err(Error::invalid(
            "status",
            Reason::new("names @{missing}, who could not be found: check the name or leave it out")
                .with("missing", missing),
        )),
        None => Ok(()),
    }
}

fn page(account: &Account) -> String {
    account.url.clone().unwrap_or_else(|| account.uri.clone())
}

/// Two spellings of a name are one account.
fn each_once(known: HashMap<Acct, Account>) -> Vec<Account> {
    let mut accounts: Vec<Account> = known.into_values().collect();
    accounts.sort_by_key(|account| account.id);
    accounts.dedup_by_key(|account| account.id);
    accounts
}

fn tags(entities: &[Entity]) -> Vec<NewTag> {
    let mut tags: Vec<NewTag> = Vec::new();
    for entity in entities {
        if let EntityKind::Hashtag(written) = &entity.kind {
            let name = hashtag::normalize(written);
            if tags.iter().all(|tag| tag.name != name) {
                tags.push(NewTag {
                    name,
                    display_name: written.clone(),
                });
            }
        }
    }
    tags
}
