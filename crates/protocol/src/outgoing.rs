//! What this instance tells others: building each activity once, and finding out who receives it.

mod activity;
mod actor;
mod collection;
mod credential;
mod decision;
mod group;
mod note;
mod personal;
mod poll;
mod public;
mod quote;
mod relay;
mod thread;

use domain::account::Account;
use domain::delivery::{self as queue, Reach};
use domain::outgoing::Outgoing;
use url::Url;

pub use activity::{Document, collection, page};
pub(crate) use actor::Actors;
pub use actor::{actor, kept_actor};
pub use collection::{feature_authorization, featured_collection};
pub use note::{Posted, announce, create, posted, posts, status};
pub use quote::stamp;
pub use thread::{context, context_page, likes, replies, replies_page, shares};

use crate::error::Error;
use crate::federation::Federation;
use crate::origin::Origin;
use crate::{delivery, proof};
use public::Featured;

/// An activity that is ready to be sent.
pub(crate) struct Letter {
    /// Who signs it.
    sender: Account,
    /// What it says.
    document: Document,
    /// Whom it goes to.
    reach: Reach,
}

/// Builds an activity and puts it in the queue, once an inbox. One whose rows are gone in the meantime has nothing to say.
pub async fn distribute(federation: &Federation, outgoing: Outgoing) -> Result<(), Error> {
    let ctx = &federation.ctx;
    let relays = relay::inboxes(ctx, &outgoing).await?;
    let Some(letter) = build(federation, outgoing).await? else {
        return Ok(());
    };
    let document = proof::sign(ctx, &letter.sender, letter.document).await?;
    let inboxes = queue::inboxes(ctx, &letter.reach).await?;
    let mut targets = delivery::targets(inboxes);
    targets.extend(delivery::targets(relays));
    // Nobody is told what their own server said.
    let home = Url::parse(&document.id).ok().as_ref().and_then(Origin::of);
    targets.retain(|target| home.as_ref().map(Origin::authority).as_ref() != Some(&target.host));
    let leaves_at = queue::leaves_at(ctx, letter.sender.id).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await.map_err(domain::Error::from)?;
    let Document { id, body, .. } = document;
    let letter = queue::Letter {
        sender: letter.sender.id,
        activity_uri: id,
        about: activity::about(&body),
        body,
        leaves_at,
    };
    queue::queue(&tx, letter, &targets, now).await?;
    tx.commit().await.map_err(domain::Error::from)?;
    Ok(())
}

async fn build(federation: &Federation, outgoing: Outgoing) -> Result<Option<Letter>, Error> {
    let ctx = &federation.ctx;
    match outgoing {
        Outgoing::Create { status_id } => public::create(ctx, status_id).await,
        Outgoing::Update { status_id } => public::update(ctx, status_id).await,
        Outgoing::UpdatePoll { status_id } => poll::update(ctx, status_id).await,
        Outgoing::Renew { status_id } => quote::renew(ctx, status_id).await,
        Outgoing::QuoteRequest { quote_id } => quote::request(ctx, quote_id).await,
        Outgoing::AcceptQuote { quote_id } => quote::accept(ctx, quote_id).await,
        Outgoing::RejectQuote {
            quoted_id,
            quoter_id,
            quoting_uri,
            request_uri,
        } => quote::reject(ctx, quoted_id, quoter_id, quoting_uri, request_uri).await,
        Outgoing::CreateCredential { credential_id } => {
            credential::news(federation, "Create", credential_id).await
        }
        Outgoing::UpdateCredential { credential_id } => {
            credential::news(federation, "Update", credential_id).await
        }
        Outgoing::DeleteCredential {
            uri,
            subject_id,
            readers,
        } => credential::deleted(federation, uri, subject_id, readers).await,
        Outgoing::RevokeQuote { quote_id } => quote::revoke(ctx, quote_id).await,
        Outgoing::Vote { vote_id } => poll::vote(ctx, vote_id).await,
        Outgoing::Delete {
            account_id,
            uri,
            mentioned,
            group_id,
            is_public: _,
        } => public::delete(ctx, account_id, uri, mentioned, group_id).await,
        Outgoing::Announce { status_id } => public::announce(ctx, status_id).await,
        Outgoing::UndoAnnounce {
            account_id,
            uri,
            object_uri,
            author_id,
        } => public::undo_announce(ctx, account_id, uri, object_uri, author_id).await,
        Outgoing::UpdateActor { account_id } => public::update_actor(ctx, account_id).await,
        Outgoing::Move { account_id } => public::moved(ctx, account_id).await,
        Outgoing::DeleteActor { account_id } => public::delete_actor(ctx, account_id).await,
        Outgoing::Pin {
            account_id,
            status_uri,
        } => public::feature(ctx, "Add", account_id, Featured::Status(status_uri)).await,
        Outgoing::Unpin {
            account_id,
            status_uri,
        } => public::feature(ctx, "Remove", account_id, Featured::Status(status_uri)).await,
        Outgoing::FeatureTag {
            account_id,
            tag_id,
            name,
        } => public::feature(ctx, "Add", account_id, Featured::Tag(tag_id, name)).await,
        Outgoing::UnfeatureTag {
            account_id,
            tag_id,
            name,
        } => public::feature(ctx, "Remove", account_id, Featured::Tag(tag_id, name)).await,
        Outgoing::GroupDecision {
            group_id,
            moderator_id,
            number,
            decision,
        } => decision::build(ctx, group_id, moderator_id, number, decision).await,
        Outgoing::Forward { account_id, body } => public::forward(ctx, account_id, body).await,
        Outgoing::FollowRelay { relay_id } => relay::follow(federation, relay_id).await,
        Outgoing::UndoFollowRelay {
            url,
            kind,
            account_id,
            follow_uri,
        } => relay::unfollow(federation, (url, kind), account_id, follow_uri).await,
        Outgoing::RelayAnnounce { status_id } => relay::announce(federation, status_id).await,
        other => group::build(federation, other).await,
    }
}
