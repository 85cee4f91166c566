//! A member asks for a credential.

use bytes::Bytes;
use serde_json::json;
use storage::Transaction;
use storage::id::{AccountId, DirectoryStubId, VerificationRequestId};
use storage::kinds::{
    Assurance, CredentialKind, Register, VerificationState, VerificationStepKind,
};
use storage::verification::{self as rows, Evidence, Request as Row};

use super::evidence;
use super::request::{is_known, seal_number};
use super::step::{self, Done};
use crate::account;
use crate::account_move::aliases_of;
use crate::audit::Actor;
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::register_number::{self, RegisterNumber};
use crate::{directory_stub, profession, pseudonym, region, specialty};

/// Requests of a member that may be open at a time.
const AT_ONCE: usize = 5;

/// What a member says of themselves. Texts may be empty.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// The account that the credential is to be about, when it is another one of theirs, such as that at their hospital.
    pub subject: Option<AccountId>,
    /// What they want to have vouched for.
    pub kind: CredentialKind,
    /// An id of [`profession::vocabulary`].
    pub profession: String,
    /// An id of [`specialty::vocabulary`].
    pub specialty: String,
    /// Where the profession may be exercised: a code of ISO 3166.
    pub jurisdiction: String,
    /// Who knows them by a number.
    pub register: Option<Register>,
    /// The number, as they write it.
    pub number: String,
    /// A file that proves it.
    pub evidence: Option<Bytes>,
    /// Who stands in an imported directory and is this member, as they say.
    pub directory_stub: Option<DirectoryStubId>,
}

/// What a request says, checked and in its canonical form.
struct Claim {
    profession: Option<String>,
    specialty: Option<String>,
    jurisdiction: Option<String>,
    number: Option<RegisterNumber>,
}

/// Puts a request into the verifiers' queue.
///
/// # Errors
/// `Invalid`, with the remedy, and also when five others are open already; `NotFound` when the subject is not known;
/// `Forbidden` for a pseudonym, whose documents would tell whose it is.
pub async fn submit(
    ctx: &Context,
    who: AccountId,
    new: &NewRequest,
) -> Result<VerificationRequestId> {
    pseudonym::refuse(ctx, who).await?;
    let subject_id = subject(ctx, who, new.subject).await?;
    pseudonym::refuse(ctx, subject_id).await?;
    let claim = check(new)?;
    if let Some(stub) = new.directory_stub {
        directory_stub::is_free(ctx, who, stub).await?;
    }
    let now = ctx.clock.now();
    let id = VerificationRequestId::generate(now);
    let file = match &new.evidence {
        Some(bytes) => Some(evidence::seal(ctx, id, bytes, now).await?),
        None => None,
    };
    let row = Row {
        directory_stub_id: new.directory_stub,
        ..row(ctx, (id, who, subject_id), new.kind, claim, now)?
    };
    let tx = ctx.db.begin().await?;
    insert(&tx, row, file, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whom the credential is to be about: the member, or an account that says itself that it is theirs (`alsoKnownAs`).
async fn subject(ctx: &Context, who: AccountId, other: Option<AccountId>) -> Result<AccountId> {
    let Some(other) = other.filter(|other| *other != who) else {
        return Ok(who);
    };
    let member = account::show(ctx, who).await?;
    let other = account::show(ctx, other).await?;
    if aliases_of(&other).contains(&member.uri) {
        return Ok(other.id);
    }
    let reason = Reason::new(
        "does not say that it is yours: name {name} among its aliases there, and try again",
    );
    let name = format!("@{}@{}", member.username, ctx.uris.domain());
    Err(Error::invalid("account", reason.with("name", name)))
}

fn check(new: &NewRequest) -> Result<Claim> {
    let number = number(new)?;
    let claim = Claim {
        profession: one_of(&new.profession, "profession", |id| {
            profession::vocabulary().find(id).is_some()
        })?,
        specialty: one_of(&new.specialty, "specialty", |id| {
            specialty::vocabulary().find(id).is_some()
        })?,
        jurisdiction: jurisdiction(new, number.as_ref())?,
        number,
    };
    if new.kind == CredentialKind::HealthProfessional {
        enough(&claim, new.evidence.is_some())?;
    }
    Ok(claim)
}

/// Who wants to be known as a professional must say where and as what, and give something to look at.
fn enough(claim: &Claim, has_evidence: bool) -> Result<()> {
    if claim.profession.is_none() {
        return Err(Error::invalid("profession", "must be chosen"));
    }
    if claim.jurisdiction.is_none() {
        let reason = "must be given: a country such as DE, or a part of one such as DE-BE";
        return Err(Error::invalid("jurisdiction", reason));
    }
    if claim.number.is_none() && !has_evidence {
        let reason = "must be given, or a file that proves your profession";
        return Err(Error::invalid("number", reason));
    }
    Ok(())
}

fn one_of(
    word: &str,
    field: &'static str,
    is_known: impl Fn(&str) -> bool,
) -> Result<Option<String>> {
    match word.trim() {
        "" => Ok(None),
        id if is_known(id) => Ok(Some(id.to_owned())),
        _ => Err(Error::invalid(field, "is not one that exists")),
    }
}

fn number(new: &NewRequest) -> Result<Option<RegisterNumber>> {
    let Some(register) = new.register else {
        if new.number.trim().is_empty() {
            return Ok(None);
        }
        let reason = "must be chosen: it says what your number means";
        return Err(Error::invalid("register", reason));
    };
    let number = register_number::read(register, &new.number);
    number
        .map(Some)
        .map_err(|error| Error::invalid("number", error))
}

fn jurisdiction(new: &NewRequest, number: Option<&RegisterNumber>) -> Result<Option<String>> {
    if new.jurisdiction.trim().is_empty() {
        return Ok(None);
    }
    let found = region::find(&new.jurisdiction).ok_or_else(|| {
        let reason = "is no region: give a country such as DE, or a part of one such as DE-BE";
        Error::invalid("jurisdiction", reason)
    })?;
    let country = number.and_then(|number| register_number::country(number.register));
    if country.is_some_and(|country| !found.code.starts_with(country)) {
        let reason = "is not where this register counts: choose the other one, or another register";
        return Err(Error::invalid("jurisdiction", reason));
    }
    Ok(Some(found.code.to_owned()))
}

fn row(
    ctx: &Context,
    (id, account_id, subject_id): (VerificationRequestId, AccountId, AccountId),
    kind: CredentialKind,
    claim: Claim,
    now: Timestamp,
) -> Result<Row> {
    let number = claim.number.as_ref();
    let sealed = number.map(|number| seal_number(ctx, id, &number.value));
    let register = number.map(|number| number.register);
    Ok(Row {
        id,
        account_id,
        subject_id,
        kind,
        register,
        number: sealed.transpose()?,
        number_hash: number.map(|number| directory_stub::hash_number(ctx, number)),
        directory_stub_id: None,
        doubtful: number.is_some_and(|number| number.is_doubtful),
        state: VerificationState::Pending,
        assurance: register
            .filter(|register| is_known(*register))
            .map(|_| Assurance::FormatOk),
        profession: claim.profession,
        specialty: claim.specialty,
        jurisdiction: claim.jurisdiction,
        credential_id: None,
        moved_at: now,
        decided_at: None,
        created_at: now,
    })
}

async fn insert(tx: &Transaction, row: Row, file: Option<Evidence>, now: Timestamp) -> Result<()> {
    let limit = u64::try_from(AT_ONCE).unwrap_or(u64::MAX);
    if rows::count_open(&**tx, row.account_id, limit).await? >= AT_ONCE {
        let reason = "cannot be asked for while five other requests of yours are open";
        return Err(Error::invalid("kind", reason));
    }
    rows::insert(&**tx, row.clone()).await?;
    let detail = json!({
        "kind": row.kind,
        "register": row.register,
        "evidence": file.is_some(),
    });
    if let Some(file) = file {
        rows::insert_evidence(&**tx, file).await?;
    }
    let by = Actor::Account(row.account_id);
    let done = Done::new(VerificationStepKind::Submitted, by).detail(detail);
    step::record(tx, row.id, done, now).await
}
