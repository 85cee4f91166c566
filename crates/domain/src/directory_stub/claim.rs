//! Somebody says that a stub is them, and a verifier knows it.

use serde_json::json;
use storage::directory_stub::{self as rows, DirectoryStub};
use storage::id::{AccountId, DirectoryStubId};
use storage::kinds::VerificationState;
use storage::verification::Request;
use storage::{Transaction, account};

use super::search;
use crate::audit::{self, Actor, Deed};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::outgoing::{self, Outgoing};
use crate::profile::{self, Profile};
use crate::register_number::{self, RegisterNumber};
use crate::{account as accounts, pseudonym, verification};

/// What becomes of a wish to claim a stub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is theirs: a verifier knows them by its number already.
    Done,
    /// They have to ask for verification first, with a request that names it.
    NeedsRequest,
}

/// `who` says that a stub is them.
///
/// # Errors
/// `NotFound` when it is not there for them, or somebody has it; `Forbidden` for a pseudonym.
pub async fn claim(ctx: &Context, who: AccountId, id: DirectoryStubId) -> Result<Claim> {
    pseudonym::refuse(ctx, who).await?;
    search::show(ctx, who, id).await?;
    let own = approved_numbers(ctx, who).await?;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await?;
    let numbers = rows::numbers_of(&*tx, &[id]).await?.remove(&id);
    if !numbers
        .unwrap_or_default()
        .iter()
        .any(|it| own.contains(it))
    {
        return Ok(Claim::NeedsRequest);
    }
    let row = rows::find_by_id(&*tx, id).await?.ok_or(Error::NotFound)?;
    settle(&tx, &row, who, &Actor::Account(who), now).await?;
    tx.commit().await?;
    Ok(Claim::Done)
}

/// By which numbers verifiers know a member. Those of requests of former versions have no hash yet, so that they are opened.
async fn approved_numbers(ctx: &Context, who: AccountId) -> Result<Vec<String>> {
    let found = verification::list(ctx, who).await?;
    let mut approved = found.requests;
    approved.retain(|request| request.row.state == VerificationState::Approved);
    let number = |request: verification::Request| {
        let (register, number) = (request.row.register?, request.number?);
        register_number::read(register, &number).ok()
    };
    let numbers = approved.into_iter().filter_map(number);
    Ok(numbers.map(|number| hash_number(ctx, &number)).collect())
}

/// How a number is kept with a stub and with a request: the same number yields the same hash, on this instance alone.
pub(crate) fn hash_number(ctx: &Context, number: &RegisterNumber) -> String {
    let data = format!("{} {}", number.register.as_str(), number.value);
    ctx.secret.derive_token("register number", data.as_bytes())
}

/// Refuses a request that names a stub which is not there for `who`.
pub(crate) async fn is_free(ctx: &Context, who: AccountId, id: DirectoryStubId) -> Result<()> {
    match search::show(ctx, who, id).await {
        Ok(_) => Ok(()),
        Err(Error::NotFound) => Err(Error::invalid(
            "directory_stub_id",
            "is not one that exists",
        )),
        Err(other) => Err(other),
    }
}

/// A request was approved: the stub that it names is the member's, and so is every one with its number, with the transaction
/// of the approval.
pub(crate) async fn claim_approved(
    tx: &Transaction,
    request: &Request,
    by: &Actor,
    now: Timestamp,
) -> Result<()> {
    let mut stubs = Vec::new();
    if let Some(id) = request.directory_stub_id {
        let named = rows::find_by_id(&**tx, id).await?;
        stubs.extend(named.filter(|row| row.claimed_by.is_none()));
    }
    if let Some(hash) = &request.number_hash {
        let known = rows::list_by_numbers(&**tx, std::slice::from_ref(hash)).await?;
        stubs.extend(known);
    }
    for row in &stubs {
        settle(tx, row, request.account_id, by, now).await?;
    }
    Ok(())
}

/// Gives a stub to a member: it leaves the directory, and what it says stands where their profile says nothing.
pub(super) async fn settle(
    tx: &Transaction,
    row: &DirectoryStub,
    who: AccountId,
    by: &Actor,
    now: Timestamp,
) -> Result<()> {
    if !rows::claim(&**tx, row.id, who, now).await? {
        return Ok(());
    }
    let known = account::profiles_of(&**tx, &[who]).await?.remove(&who);
    let former = known.map(Profile::read).unwrap_or_default();
    let filled = fill(former.clone(), super::profile(row));
    if filled != former {
        profile::write(tx, who, &filled, now).await?;
        accounts::changed(tx, who, now).await?;
        outgoing::send(tx, Outgoing::UpdateActor { account_id: who }, now).await?;
    }
    let deed = Deed::new("directory.claim", "directory_stub", row.id);
    let deed = deed.with(json!({ "account": who }));
    audit::record(tx, by, deed, now).await
}

/// What somebody says of themselves, and else what a list says of them.
fn fill(own: Profile, listed: Profile) -> Profile {
    let list = |own: Vec<String>, listed| if own.is_empty() { listed } else { own };
    Profile {
        profession: own.profession.or(listed.profession),
        specialties: list(own.specialties, listed.specialties),
        workplace: own.workplace.or(listed.workplace),
        region: own.region.or(listed.region),
        languages: list(own.languages, listed.languages),
        ..own
    }
}
