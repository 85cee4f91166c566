//! A local person quotes.

use storage::account::Account;
use storage::id::{AccountId, QuoteId, StatusId};
use storage::kinds::{NotificationKind, QuoteState, Visibility};
use storage::mention::{self, Mention};
use storage::quote::{self, Quote};
use storage::status::Status;
use storage::{Transaction, account};

use super::approval::{Standing, standing};
use super::state;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::notification::notify;
use crate::outgoing::{self, Outgoing};
use crate::status::find_original;
use crate::viewer::Viewer;

/// What a new status shall quote. Its author lets that happen, or has to be asked.
pub(crate) struct Chosen {
    quoted: Status,
    author: Account,
}

/// What `who` wants to quote; of a boost that is what it boosts.
///
/// # Errors
/// `NotFound` when `who` may not see it, `Forbidden` when its author does not let them quote it.
pub(crate) async fn choose(
    ctx: &Context,
    who: AccountId,
    id: Option<StatusId>,
) -> Result<Option<Chosen>> {
    let Some(id) = id else { return Ok(None) };
    let quoted = find_original(ctx, Viewer::Account(who), id).await?;
    if standing(ctx, who, &quoted).await? == Standing::Denied {
        return Err(Error::Forbidden("This status may not be quoted by you"));
    }
    let author = account::find_by_id(ctx.db.read(), quoted.account_id).await?;
    let author = author.ok_or(Error::NotFound)?;
    Ok(Some(Chosen { quoted, author }))
}

impl Chosen {
    /// Whether the author of what is quoted has to be told on another server.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.author.domain.is_some()
    }

    /// Whom a status that quotes is for: what quotes something for followers is not for more than them, as in Mastodon.
    ///
    /// # Errors
    /// `Invalid` when it is for those whom it names, and they are not among them whom it quotes: it would be talk behind
    /// their back.
    pub(crate) fn admitted_visibility(
        &self,
        who: AccountId,
        asked: Visibility,
        mentioned: &[Account],
    ) -> Result<Visibility> {
        let author = self.quoted.account_id;
        let is_named = || mentioned.iter().any(|account| account.id == author);
        if asked == Visibility::Direct && author != who && !is_named() {
            return Err(Error::invalid(
                "quoted_status_id",
                "is of someone whom the direct status does not mention",
            ));
        }
        let narrow = self.quoted.visibility == Visibility::Private && asked != Visibility::Direct;
        Ok(if narrow { Visibility::Private } else { asked })
    }
}

/// Lets a new status quote what was chosen. Quotes of our own people are agreed to at once; others are asked.
pub(crate) async fn insert(
    ctx: &Context,
    tx: &Transaction,
    status: &Status,
    chosen: &Chosen,
    now: Timestamp,
) -> Result<()> {
    let quoted = &chosen.quoted;
    let id = QuoteId::generate(now);
    let own = quoted.account_id == status.account_id;
    let ask = chosen.is_elsewhere();
    let stamp = || ctx.uris.quote_authorization(quoted.account_id, id);
    let row = Quote {
        id,
        status_id: status.id,
        quoted_id: Some(quoted.id),
        quoted_uri: quoted.uri.clone(),
        state: if ask {
            QuoteState::Pending
        } else {
            QuoteState::Accepted
        },
        legacy: false,
        request_uri: ask.then(|| ctx.uris.quote_request(status.account_id, id)),
        authorization_uri: (!ask && !own).then(stamp),
        created_at: now,
    };
    quote::insert(&**tx, row.clone()).await?;
    state::count(tx, &row, 1).await?;
    if own {
        return Ok(());
    }
    show_to_quoted(tx, status.id, quoted.account_id).await?;
    if ask {
        return outgoing::send(tx, Outgoing::QuoteRequest { quote_id: id }, now).await;
    }
    let (kind, by) = (NotificationKind::Quote, status.account_id);
    notify(tx, quoted.account_id, kind, by, Some(status.id), now).await
}

/// Whoever is quoted may see by what, as in Mastodon.
pub(super) async fn show_to_quoted(
    tx: &Transaction,
    status_id: StatusId,
    account_id: AccountId,
) -> Result<()> {
    let named = mention::mentions_of(&**tx, &[status_id]).await?;
    let named = named.values().flatten().any(|who| who.id == account_id);
    if named {
        return Ok(());
    }
    let silent = Mention {
        status_id,
        account_id,
        silent: true,
    };
    Ok(mention::upsert(&**tx, vec![silent]).await?)
}
