//! Credentials of other issuers, after they were verified: kept as they came, with what their issuer says of them.

#[cfg(test)]
mod tests;

use storage::account::Account;
use storage::id::{AccountId, CredentialId};
use storage::refused_credential::RefusedCredential;
use storage::{Transaction, account, credential, refused_credential};

use super::recheck::plan_check;
use super::{Claims, Credential, CredentialKind, CredentialState, Refusal, tell};
use crate::account::is_present;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};

/// Credentials of other issuers that are kept of one account, and as many that were refused.
pub const MOST: usize = 50;

/// A credential that its issuer signed about somebody.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its address.
    pub uri: String,
    /// Who vouches.
    pub issuer_uri: String,
    /// For what.
    pub kind: CredentialKind,
    /// The same in detail.
    pub claims: Claims,
    /// When its time begins.
    pub valid_from: Timestamp,
    /// When its time ends.
    pub valid_until: Option<Timestamp>,
    /// What its issuer says of it now.
    pub standing: std::result::Result<(), Refusal>,
    /// As it was signed.
    pub document: String,
    /// When its issuer was asked.
    pub checked_at: Timestamp,
}

/// Keeps what was verified about `subject`, and yields its id.
///
/// # Errors
/// `NotFound` when the subject is gone, `Forbidden` for one of our own issuing, `Invalid` when there are too many.
pub async fn keep(ctx: &Context, subject: AccountId, received: Received) -> Result<CredentialId> {
    if ctx.uris.is_local(&received.uri) {
        return Err(Error::Forbidden("What we vouch for is kept already"));
    }
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let subject = account::find_by_id(&*tx, subject).await?;
    let subject = subject.filter(is_present).ok_or(Error::NotFound)?;
    let known = credential::find_by_uri(&*tx, &received.uri).await?;
    let new = row(&subject, received, known.as_ref(), now)?;
    let (id, is_new) = (new.id, known.is_none());
    plan_check(&tx, &new.issuer_uri, now).await?;
    refused_credential::delete(&*tx, subject.id, &new.uri).await?;
    match known {
        Some(known) if says_the_same(&known, &new) => {
            let at = new.checked_at.unwrap_or(now);
            credential::set_checked(&*tx, &[id], at).await?;
        }
        Some(known) => {
            show_former(&tx, &known, subject.id, now).await?;
            credential::update(&*tx, new.clone()).await?;
            tell::shown_anew(&tx, &subject, now).await?;
        }
        None => {
            check_number(&tx, subject.id).await?;
            credential::insert(&*tx, new.clone()).await?;
            tell::shown_anew(&tx, &subject, now).await?;
        }
    }
    if is_new {
        plan_dates(&tx, &new, now).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Notes that what `subject` shows at `uri` is not believed. What was believed before is shown no more.
///
/// # Errors
/// When the database refuses.
pub async fn refuse(ctx: &Context, subject: AccountId, uri: &str, refusal: Refusal) -> Result<()> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let known = credential::find_by_uri(&*tx, uri).await?;
    match known.filter(|known| known.account_id == subject && known.document.is_some()) {
        Some(known) => {
            let refused = Credential {
                state: refusal.state(),
                refusal: Some(refusal.as_str().to_owned()),
                checked_at: Some(now),
                updated_at: now,
                ..known.clone()
            };
            if !says_the_same(&known, &refused) {
                show_former(&tx, &known, AccountId(0), now).await?;
            }
            credential::update(&*tx, refused).await?;
        }
        None if refused_credential::list(&*tx, subject).await?.len() < MOST => {
            let row = RefusedCredential {
                account_id: subject,
                uri: uri.to_owned(),
                refusal: refusal.as_str().to_owned(),
                checked_at: now,
            };
            refused_credential::upsert(&*tx, row).await?;
        }
        None => {}
    }
    Ok(tx.commit().await?)
}

/// An issuer, or a subject, shows the credential at `uri` no more. Says whether it was one of another issuer that was kept.
///
/// # Errors
/// When the database refuses.
pub async fn forget(ctx: &Context, uri: &str) -> Result<bool> {
    let tx = ctx.db.begin().await?;
    let known = credential::find_by_uri(&*tx, uri).await?;
    let Some(known) = known.filter(|known| known.document.is_some()) else {
        return Ok(false);
    };
    credential::delete(&*tx, known.id).await?;
    show_former(&tx, &known, AccountId(0), ctx.clock.now()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Forgets what a remote `subject` does not list any more, but not that something was revoked.
///
/// # Errors
/// When the database refuses.
pub async fn keep_only(ctx: &Context, subject: AccountId, listed: &[String]) -> Result<()> {
    let db = ctx.db.read();
    let known = credential::credentials_of(db, &[subject]).await?;
    let of_others = known.into_values().flatten();
    let gone = of_others.filter(|row| {
        let revoked = row.state == CredentialState::Revoked;
        row.document.is_some() && !revoked && !listed.contains(&row.uri)
    });
    for row in gone {
        forget(ctx, &row.uri).await?;
    }
    let refused = refused_credential::list(db, subject).await?;
    let tx = ctx.db.begin().await?;
    for row in refused.iter().filter(|row| !listed.contains(&row.uri)) {
        refused_credential::delete(&*tx, subject, &row.uri).await?;
    }
    Ok(tx.commit().await?)
}

/// The credential of another issuer at `uri`, and whom it is about.
///
/// # Errors
/// When the database refuses.
pub async fn find_received(ctx: &Context, uri: &str) -> Result<Option<(Credential, Account)>> {
    let db = ctx.db.read();
    let known = credential::find_by_uri(db, uri).await?;
    let Some(known) = known.filter(|known| known.document.is_some()) else {
        return Ok(None);
    };
    let subject = account::find_by_id(db, known.account_id).await?;
    Ok(subject.map(|subject| (known, subject)))
}

/// What is shown changes when its time begins and ends.
async fn plan_dates(tx: &Transaction, row: &Credential, now: Timestamp) -> Result<()> {
    if row.valid_from > now {
        let begin = Job::EndCredential {
            credential_id: row.id,
        };
        job::enqueue_at(tx, &begin, None, row.valid_from, now).await?;
    }
    super::end_later(tx, row, now).await
}

/// Has whom a row was about shown anew, unless that is `except`, who is anyway.
async fn show_former(
    tx: &Transaction,
    row: &Credential,
    except: AccountId,
    now: Timestamp,
) -> Result<()> {
    if row.account_id == except {
        return Ok(());
    }
    match account::find_by_id(&**tx, row.account_id).await? {
        Some(former) => tell::shown_anew(tx, &former, now).await,
        None => Ok(()),
    }
}

async fn check_number(tx: &Transaction, subject: AccountId) -> Result<()> {
    let known = credential::credentials_of(&**tx, &[subject]).await?;
    let of_others = known
        .values()
        .flatten()
        .filter(|row| row.document.is_some());
    if of_others.count() < MOST {
        return Ok(());
    }
    let reason = crate::reason::Reason::new("has too many credentials (maximum is {most})");
    Err(Error::invalid("url", reason.with("most", MOST)))
}

/// Whether nothing that is shown differs.
fn says_the_same(one: &Credential, other: &Credential) -> bool {
    let shown = |row: &Credential| Credential {
        checked_at: None,
        document: None,
        updated_at: Timestamp(0),
        ..row.clone()
    };
    shown(one) == shown(other)
}

fn row(
    subject: &Account,
    received: Received,
    known: Option<&Credential>,
    now: Timestamp,
) -> Result<Credential> {
    let refusal = received.standing.err();
    Ok(Credential {
        id: known.map_or_else(|| CredentialId::generate(now), |known| known.id),
        uri: received.uri,
        account_id: subject.id,
        issuer_uri: received.issuer_uri,
        kind: received.kind,
        claims: serde_json::to_string(&received.claims)?,
        valid_from: received.valid_from,
        valid_until: received.valid_until,
        state: refusal.map_or(CredentialState::Valid, Refusal::state),
        refusal: refusal.map(|refusal| refusal.as_str().to_owned()),
        document: Some(received.document),
        checked_at: Some(received.checked_at),
        created_at: known.map_or(now, |known| known.created_at),
        updated_at: now,
    })
}
