//! The one door for activities of other servers, and the one table of what is done with them.
//!
//! [`receive`] verifies and stores; [`process`] works later, from the row, in any order and as often as it takes.

use domain::account::Account;
use domain::id::AccountId;
use domain::inbox::{Arrival, Inbox};
use http::{HeaderMap, Method};
use http_signatures::{Claim, RequestView, digest};
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::origin::{Origin, same_origin};
use crate::vocab::{self, Activity};
use crate::{
    account_move, answer, block, boost, favourite, follow, forwarded, group, pin, proof, quote,
    relay, report, signature, signing, status, undo,
};

/// Bytes of an id: longer ones do not fit the databases' unique indexes.
const ID_BYTES: usize = 2048;

/// A request as it arrived, its body within the bounds of size.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Its method.
    pub method: &'a Method,
    /// Its target, such as `/inbox`.
    pub path_and_query: &'a str,
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// Its body; empty for a GET.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// The request as its sender signed it. Scheme and authority are ours, whatever a proxy made of them.
    fn view(self, federation: &'a Federation) -> RequestView<'a> {
        let base = federation.ctx.uris.base();
        RequestView {
            method: self.method,
            scheme: base.split_once("://").map_or("https", |(scheme, _)| scheme),
            authority: federation.ctx.uris.authority(),
            path_and_query: self.path_and_query,
            headers: self.headers,
            body: (!self.body.is_empty()).then_some(self.body),
        }
    }
}

/// An activity of an actor who provably said so: they signed the request, or the activity itself (FEP-8b32). Handlers
/// demand it; only this module makes one.
#[derive(Debug)]
pub struct Authenticated {
    /// Who said it.
    pub(crate) actor: Account,
    /// What was said.
    pub(crate) activity: Activity,
    /// The same, byte for byte.
    pub(crate) body: String,
}

/// Verifies an activity and stores it, once. What comes from an actor that is unknown here and only says that it is gone
/// is let go without asking for a key: there would be none.
///
/// # Panics
/// Never: what was parsed can be written.
pub async fn receive(
    federation: &Federation,
    request: Request<'_>,
    recipient: Option<AccountId>,
) -> Result<(), Error> {
    let claim = signature::claim(federation, &request.view(federation))?;
    let activity: Activity = vocab::parse(request.body)?;
    check_origin(federation, &activity)?;
    if is_farewell(&activity) && signature::known(federation, &claim.key_id).await?.is_none() {
        return Ok(());
    }
    let signer = signature::verify(federation, &claim).await?;
    let bearer = &signer.account;
    check_heard(bearer, &activity)?;
    if let Some(origin) = Url::parse(&bearer.uri).ok().as_ref().and_then(Origin::of) {
        signing::note(federation, origin.authority(), claim.profile).await?;
    }
    follow::on_header(federation, bearer, &claim, request.headers).await?;
    let (actor_id, activity_uri) = if bearer.uri == activity.actor.as_str() {
        (bearer.id, key(&activity, &claim, request.body))
    } else {
        brought(federation, bearer, &activity, &claim, request.body).await?
    };
    let arrival = Arrival {
        activity_uri,
        actor_id,
        recipient_id: recipient,
        body: String::from_utf8_lossy(request.body).into_owned(),
    };
    Ok(federation.arrivals.write(arrival).await?)
}

/// Who answers for an activity that `bearer` brought, and what makes it the same as one before: its actor, if it carries
/// a proof; else the bearer, for the hint that it is. Whatever a relay brings is a hint: it concerns nobody else here.
async fn brought(
    federation: &Federation,
    bearer: &Account,
    activity: &Activity,
    claim: &Claim,
    body: &[u8],
) -> Result<(AccountId, String), Error> {
    if domain::relay::is_one(&federation.ctx, bearer.id).await? {
        return Ok((bearer.id, forwarded::key(bearer, body)));
    }
    if let Some(author) = proof::author(federation, activity, body).await? {
        check_heard(&author.account, activity)?;
        return Ok((author.account.id, key(activity, claim, body)));
    }
    if forwarded::is_hint(federation, activity).await? {
        return Ok((bearer.id, forwarded::key(bearer, body)));
    }
    let text = format!("signed by {}, said by {}", bearer.uri, activity.actor);
    Err(Error::Unverified(text))
}

/// Of whoever is suspended here only what takes something away is heard, and what they say of themselves: their own server
/// may have taken the suspension back.
fn check_heard(account: &Account, activity: &Activity) -> Result<(), Error> {
    let heard = matches!(
        activity.kind.as_str(),
        "Delete" | "Undo" | "Reject" | "Update"
    );
    if account.suspended_at.is_some() && !heard {
        let text = format!("{} is suspended here", account.uri);
        return Err(Error::Refused(text));
    }
    Ok(())
}

/// Does what a stored activity says. What cannot be understood, or is refused, is dropped; only a failure that time may
/// heal is an error.
pub(crate) async fn process(federation: &Federation, row: &Inbox) -> Result<(), Error> {
    let received = match Stored::load(federation, row).await? {
        Stored::Said(received) => received,
        Stored::Hint(hint) if domain::relay::is_one(&federation.ctx, row.actor_id).await? => {
            return relay::on_forwarded(federation, &hint).await;
        }
        Stored::Hint(hint) => return forwarded::follow_hint(federation, &hint).await,
    };
    // It may have been suspended since this came.
    check_heard(&received.actor, &received.activity)?;
    match received.activity.kind.as_str() {
        "Create" => status::on_create(federation, &received).await,
        "Update" => status::on_update(federation, &received).await,
        "Delete" => status::on_delete(federation, &received).await,
        "Announce" => boost::on_announce(federation, &received).await,
        "Like" | "EmojiReact" => favourite::on_like(federation, &received).await,
        "Dislike" => favourite::on_dislike(federation, &received).await,
        "Lock" => group::on_lock(federation, &received).await,
        "Follow" => follow::on_follow(federation, &received).await,
        "Accept" => answer::on_accept(federation, &received).await,
        "Reject" => answer::on_reject(federation, &received).await,
        "QuoteRequest" => quote::on_request(federation, &received).await,
        "Undo" => undo::on_undo(federation, &received).await,
        "Block" => block::on_block(federation, &received).await,
        "Flag" => report::on_flag(federation, &received).await,
        "Move" => account_move::on_move(federation, &received).await,
        "Add" => pin::on_add(federation, &received).await,
        "Remove" => pin::on_remove(federation, &received).await,
        _ => Ok(()),
    }
}

/// The remote actor that signed a GET: a viewer like a local one. `None` when it is not signed.
pub async fn viewer(
    federation: &Federation,
    request: Request<'_>,
) -> Result<Option<AccountId>, Error> {
    if !request.headers.contains_key("signature") {
        return Ok(None);
    }
    let account = signer(federation, request).await?;
    Ok(domain::account::is_present(&account).then_some(account.id))
}

/// The remote actor that signed a GET, which is refused without a signature.
pub async fn signer(federation: &Federation, request: Request<'_>) -> Result<Account, Error> {
    let claim = signature::claim(federation, &request.view(federation))?;
    let signer = signature::verify(federation, &claim).await?;
    Ok(signer.account.clone())
}

/// The remote actor that signed a request for a document, where one must. A domain or an account that is shut out here is
/// refused.
pub async fn asker(federation: &Federation, request: Request<'_>) -> Result<AccountId, Error> {
    let asker = signer(federation, request).await?;
    if domain::account::is_present(&asker) {
        return Ok(asker.id);
    }
    Err(Error::Refused(format!("{} is shut out here", asker.uri)))
}

/// An actor speaks for its own server alone (FEP-fe34), and nobody from outside for ours.
fn check_origin(federation: &Federation, activity: &Activity) -> Result<(), Error> {
    if federation.ctx.uris.is_local(activity.actor.as_str()) {
        return Err(Error::Refused(format!("{} is one of ours", activity.actor)));
    }
    let Some(id) = &activity.id else {
        return Ok(());
    };
    if !same_origin(id, &activity.actor) {
        return Err(Error::Refused(format!(
            "{id} is not of {}'s server",
            activity.actor
        )));
    }
    if id.as_str().len() > ID_BYTES {
        return Err(Error::Refused("the id is too long".to_owned()));
    }
    Ok(())
}

/// An actor that deletes itself.
fn is_farewell(activity: &Activity) -> bool {
    activity.kind == "Delete" && activity.object_id().as_ref() == Some(&activity.actor)
}

/// What makes an activity the same as one that was received before. Pins come without an id: then it is what was said,
/// by whom, in one request, so that a pin can be set, removed and set again.
fn key(activity: &Activity, claim: &Claim, body: &[u8]) -> String {
    match &activity.id {
        Some(id) => id.to_string(),
        None => format!(
            "{}#{}-{}",
            activity.actor,
            claim.created,
            digest::digest_header(body)
        ),
    }
}

/// What [`receive`] put into a row.
enum Stored {
    /// An activity and the actor who provably said so.
    Said(Box<Authenticated>),
    /// An activity that someone else brought, and nobody proved.
    Hint(Box<Activity>),
}

impl Stored {
    async fn load(federation: &Federation, row: &Inbox) -> Result<Self, Error> {
        let actor = domain::remote::find_by_id(&federation.ctx, row.actor_id).await?;
        let actor = actor.ok_or(Error::Gone)?;
        let activity: Activity = vocab::parse(row.body.as_bytes())?;
        if actor.uri != activity.actor.as_str() {
            return Ok(Self::Hint(Box::new(activity)));
        }
        let body = row.body.clone();
        Ok(Self::Said(Box::new(Authenticated {
            actor,
            activity,
            body,
        })))
    }
}

impl Authenticated {
    /// Whether `uri` is of the actor's own server, so that the actor may speak of it.
    pub(crate) fn speaks_for(&self, uri: &Url) -> bool {
        same_origin(uri, &self.activity.actor)
    }
}
