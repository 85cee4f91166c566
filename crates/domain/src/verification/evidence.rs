//! Files that prove what members say. Each is encrypted with a key of its own, which is kept beside its row, wrapped under
//! the instance secret: a copy of the store alone can be read by nobody, and a file is lost for good with its row.

use bytes::Bytes;
use serde_json::json;
use storage::Transaction;
use storage::id::{EvidenceId, VerificationRequestId};
use storage::verification::{self as rows, Evidence};

use super::{Verifier, step};
use crate::audit::Actor;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::job::{self, Job};
use crate::media_file::ImageType;
use crate::reason::Reason;
use crate::secret::{Secret, random_token};

/// Bytes of a file.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Files of a request: one with it, and one with each answer.
const MOST: usize = 5;
const PURPOSE: &str = "verification evidence";

/// A file as it was handed in.
pub struct File {
    /// `application/pdf`, `image/jpeg` or `image/png`.
    pub mime: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// The media type of what is taken, by its first bytes; names and declared types are never asked.
fn sniff(bytes: &[u8]) -> Option<&'static str> {
    match ImageType::sniff(bytes) {
        Some(picture @ (ImageType::Jpeg | ImageType::Png)) => Some(picture.mime()),
        _ if bytes.starts_with(b"%PDF-") => Some("application/pdf"),
        _ => None,
    }
}

/// Puts a file into the store, encrypted. Without the row that this returns nobody can read it.
pub(super) async fn seal(
    ctx: &Context,
    request_id: VerificationRequestId,
    bytes: &Bytes,
    now: Timestamp,
) -> Result<Evidence> {
    if bytes.len() > MAX_BYTES {
        let reason = Reason::new("is too big (maximum is {most} MB)");
        let most = MAX_BYTES / (1024 * 1024);
        return Err(Error::invalid("evidence", reason.with("most", most)));
    }
    let mime = sniff(bytes).ok_or_else(|| {
        let reason = "is no PDF, JPEG or PNG: save or scan it as one of them";
        Error::invalid("evidence", reason)
    })?;
    let id = EvidenceId::generate(now);
    let own = Secret::generate();
    let key = random_token();
    ctx.store
        .put(&key, own.wrap(PURPOSE, bytes)?.into())
        .await?;
    Ok(Evidence {
        id,
        request_id,
        mime: mime.to_owned(),
        bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        key,
        secret: ctx.secret.wrap(&purpose(id), own.encode().as_bytes())?,
        created_at: now,
    })
}

/// Refuses one file too many.
pub(super) async fn has_room(tx: &Transaction, id: VerificationRequestId) -> Result<()> {
    let there = rows::evidence_of(&**tx, &[id]).await?;
    if there.get(&id).map_or(0, Vec::len) < MOST {
        return Ok(());
    }
    let reason = "cannot be added: five files are enough for one request";
    Err(Error::invalid("evidence", reason))
}

/// Hands a file to a verifier. That they looked is in the audit log before they do.
///
/// # Errors
/// `NotFound` when it is not of this request, or gone.
pub async fn look(
    ctx: &Context,
    by: &Verifier,
    request: VerificationRequestId,
    id: EvidenceId,
) -> Result<File> {
    let found = rows::find_evidence(ctx.db.read(), id).await?;
    let found = found.filter(|row| row.request_id == request);
    let row = found.ok_or(Error::NotFound)?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let deed = ("verification.look", &Actor::Account(by.account_id));
    step::note(&tx, request, deed, json!({ "evidence": id }), now).await?;
    tx.commit().await?;
    let sealed = ctx.store.read(&row.key).await?.ok_or(Error::NotFound)?;
    let bytes = open(ctx, &row)?.unwrap(PURPOSE, &sealed)?;
    Ok(File {
        mime: row.mime,
        bytes: bytes.into(),
    })
}

fn open(ctx: &Context, row: &Evidence) -> Result<Secret> {
    let text = ctx.secret.unwrap(&purpose(row.id), &row.secret)?;
    let text = String::from_utf8(text).map_err(Error::internal)?;
    Secret::decode(&text).ok_or_else(|| Error::internal("a key of evidence has the wrong length"))
}

/// With the id, so that a row cannot be given another's key.
fn purpose(id: EvidenceId) -> String {
    format!("verification evidence key {id}")
}

/// Removes what proves these requests: the keys with the transaction, the files after it.
pub(super) async fn forget(
    tx: &Transaction,
    requests: &[VerificationRequestId],
    now: Timestamp,
) -> Result<()> {
    let keys = rows::delete_evidence(&**tx, requests).await?;
    if keys.is_empty() {
        return Ok(());
    }
    job::enqueue(tx, &Job::DeleteFiles { keys }, now).await
}
