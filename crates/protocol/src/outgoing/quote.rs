//! Quotes as they are asked for, answered and revoked (FEP-044f).

use domain::account::Account;
use domain::delivery::Reach;
use domain::id::{AccountId, QuoteId, StatusId};
use domain::quote::{self, Stamp};
use domain::status::Status;
use domain::{Context, remote};
use serde_json::{Value, json};

use super::Letter;
use super::activity::Document;
use super::note;
use super::public::{about, own};
use crate::error::Error;
use crate::vocab::{ActivityDocument, PUBLIC, QuoteAuthorizationDocument, context};

type Built = Result<Option<Letter>, Error>;

/// A stamp of ours, served at its address.
#[must_use]
pub fn stamp(stamp: Stamp) -> Document {
    Document::new(stamp.uri.clone(), authorization(stamp), context::status())
}

fn authorization(stamp: Stamp) -> QuoteAuthorizationDocument {
    QuoteAuthorizationDocument {
        id: stamp.uri,
        kind: "QuoteAuthorization",
        attributed_to: stamp.author_uri,
        interacting_object: stamp.quoting_uri,
        interaction_target: stamp.quoted_uri,
    }
}

/// A status says the same, but its quote or who may quote it stands otherwise. `updated` stays: Mastodon takes it for no
/// edit.
pub(super) async fn renew(ctx: &Context, id: StatusId) -> Built {
    let Some(posted) = own(ctx, id).await? else {
        return Ok(None);
    };
    let (uri, now) = (&posted.view.status.status.uri, ctx.clock.now());
    let id = format!("{uri}#updates/{}", now.millis());
    let activity = note::about(id, "Update", note::note(ctx, &posted));
    Ok(Some(about(posted, Document::activity(activity))))
}

/// The whole status goes along, for its quote is to be judged before it is fetched.
pub(super) async fn request(ctx: &Context, id: QuoteId) -> Built {
    let Some(parties) = quote::parties(ctx, id).await? else {
        return Ok(None);
    };
    let (quoting, (quoted, author)) = (parties.quoting.0, parties.quoted);
    let posted = own(ctx, quoting.id).await?;
    let Some((request, posted)) = parties.quote.request_uri.zip(posted) else {
        return Ok(None);
    };
    let asker = posted.view.author.account.clone();
    let activity = ActivityDocument {
        instrument: Some(note::note(ctx, &posted)),
        to: vec![author.uri.clone()],
        ..ActivityDocument::new(request, "QuoteRequest", asker.uri.clone(), quoted.uri)
    };
    Ok(Some(Letter {
        document: Document::activity(activity),
        reach: Reach::accounts([author.id]),
        sender: asker,
    }))
}

pub(super) async fn accept(ctx: &Context, id: QuoteId) -> Built {
    let Some(parties) = quote::parties(ctx, id).await? else {
        return Ok(None);
    };
    let (quote, (quoting, asker), (quoted, author)) =
        (parties.quote, parties.quoting, parties.quoted);
    let Some((request, stamp)) = quote.request_uri.zip(quote.authorization_uri) else {
        return Ok(None);
    };
    let now = ctx.clock.now().millis();
    let id = format!("{}#accepts/quotes/{}-{now}", author.uri, quote.id);
    let request = asked(&request, &asker, &quoted, &quoting.uri);
    let accept = ActivityDocument {
        result: Some(stamp),
        ..ActivityDocument::new(id, "Accept", author.uri.clone(), request)
    };
    Ok(Some(answer(accept, author, &asker)))
}

pub(super) async fn reject(
    ctx: &Context,
    quoted: StatusId,
    asker: AccountId,
    quoting_uri: String,
    request: String,
) -> Built {
    let Some(posted) = own(ctx, quoted).await? else {
        return Ok(None);
    };
    let Some(asker) = remote::find_by_id(ctx, asker).await? else {
        return Ok(None);
    };
    let (quoted, author) = (posted.view.status.status, posted.view.author.account);
    let request = asked(&request, &asker, &quoted, &quoting_uri);
    let now = ctx.clock.now().millis();
    let id = format!(
        "{}#rejects/quotes/{}-{}-{now}",
        author.uri, quoted.id, asker.id
    );
    let reject = ActivityDocument::new(id, "Reject", author.uri.clone(), request);
    Ok(Some(answer(reject, author, &asker)))
}

/// The request that is answered, repeated.
fn asked(request: &str, asker: &Account, quoted: &Status, quoting_uri: &str) -> Value {
    json!({
        "id": request,
        "type": "QuoteRequest",
        "actor": asker.uri,
        "object": quoted.uri,
        "instrument": quoting_uri,
    })
}

/// The same request may be answered again: each answer has an id of its own, or it would be taken for a repetition.
fn answer(answer: ActivityDocument<Value>, author: Account, asker: &Account) -> Letter {
    let activity = ActivityDocument {
        to: vec![asker.uri.clone()],
        ..answer
    };
    Letter {
        document: Document::activity(activity),
        reach: Reach::accounts([asker.id]),
        sender: author,
    }
}

/// The Delete of a stamp, for all who may have seen the quote.
pub(super) async fn revoke(ctx: &Context, id: QuoteId) -> Built {
    let Some(parties) = quote::parties(ctx, id).await? else {
        return Ok(None);
    };
    let ((quoting, asker), (quoted, author)) = (parties.quoting, parties.quoted);
    let Some(uri) = parties.quote.authorization_uri else {
        return Ok(None);
    };
    let id = format!("{uri}#delete");
    let object = authorization(Stamp {
        uri,
        author_uri: author.uri.clone(),
        quoting_uri: quoting.uri.clone(),
        quoted_uri: quoted.uri,
    });
    // Where not everyone may see the quote, nobody else learns of it.
    let open = note::is_open(quoting.visibility);
    let public = open.then(|| PUBLIC.to_owned());
    let activity = ActivityDocument {
        to: public.into_iter().chain([asker.uri.clone()]).collect(),
        ..ActivityDocument::new(id, "Delete", author.uri.clone(), object)
    };
    Ok(Some(Letter {
        document: Document::activity(activity),
        reach: Reach {
            followers_of: open.then_some(author.id),
            accounts: vec![asker.id],
        },
        sender: author,
    }))
}
