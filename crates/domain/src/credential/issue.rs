//! This instance vouches for someone.

use serde_json::json;
use storage::issued_credential::{self, IssuedCredential};
use storage::{Transaction, account, credential};

use super::{Claims, Credential, CredentialKind, CredentialState, tell};
use crate::account as accounts;
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::id::{AccountId, CredentialId};
use crate::outgoing::Outgoing;

/// Entries of a status list: with fewer, a list says too much about whose bit is set (Bitstring Status List v1.0, §2.2).
pub const ENTRIES: u32 = 131_072;
/// Entries of a list that are given away, so that drawing a free one takes two draws on average at most.
const GIVEN: i64 = 65_536;

/// Milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What is to be vouched for.
#[derive(Clone, Debug)]
pub struct NewCredential {
    /// About whom, here or on another server.
    pub subject: AccountId,
    /// What it says of them.
    pub kind: CredentialKind,
    /// The same in detail.
    pub claims: Claims,
    /// When it ends by itself.
    pub valid_until: Option<Timestamp>,
    /// Who decided so.
    pub by: Actor,
}

/// Issues a credential with the transaction of the use-case that decided so. It is valid from the beginning of the day: the
/// hour at which somebody clicked is nobody's business, and would tell which pseudonym belongs to whom.
///
/// # Errors
/// `NotFound` when the subject is not here, `Invalid` for an end that has passed.
pub async fn issue(tx: &Transaction, ctx: &Context, new: NewCredential) -> Result<Credential> {
    let now = ctx.clock.now();
    let subject = account::find_by_id(&**tx, new.subject).await?;
    let subject = subject
        .filter(accounts::is_present)
        .ok_or(Error::NotFound)?;
    if new.valid_until.is_some_and(|until| until <= now) {
        return Err(Error::invalid("valid_until", "must be in the future"));
    }
    let id = CredentialId::generate(now);
    let row = Credential {
        id,
        uri: ctx.uris.credential(id),
        account_id: subject.id,
        issuer_uri: ctx.uris.instance_actor(),
        kind: new.kind,
        claims: serde_json::to_string(&new.claims)?,
        valid_from: Timestamp(now.millis() - now.millis().rem_euclid(DAY)),
        valid_until: new.valid_until,
        state: CredentialState::Valid,
        refusal: None,
        document: None,
        checked_at: None,
        created_at: now,
        updated_at: now,
    };
    credential::insert(&**tx, row.clone()).await?;
    enter(tx, id).await?;
    super::end_later(tx, &row, now).await?;
    let news = Outgoing::CreateCredential { credential_id: id };
    tell::changed(tx, &subject, news, now).await?;
    let deed = Deed {
        action: "credential.issue",
        subject: format!("credential:{id}"),
        detail: json!({
            "account": subject.id,
            "kind": new.kind,
            "validUntil": new.valid_until.map(Timestamp::to_rfc3339_seconds),
        }),
    };
    audit::record(tx, &new.by, deed, now).await?;
    Ok(row)
}

/// Gives a credential its entry in the newest lists, drawn by chance, so that its place tells nothing about it.
async fn enter(tx: &Transaction, id: CredentialId) -> Result<()> {
    let newest = issued_credential::newest_list(&**tx).await?;
    let number = match newest {
        Some(list) if list.taken < GIVEN => list.number,
        full => {
            let number = full.map_or(1, |list| list.number + 1);
            issued_credential::insert_list(&**tx, number).await?;
            number
        }
    };
    loop {
        let entry = IssuedCredential {
            credential_id: id,
            list_number: number,
            // A power of two divides the range of a word: every place is as likely.
            position: i64::from(rand::random::<u32>() % ENTRIES),
            revoked_at: None,
            suspended_at: None,
        };
        if issued_credential::insert_once(&**tx, entry).await? {
            return Ok(());
        }
    }
}
