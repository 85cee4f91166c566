//! A request as those see it who may: its member and verifiers.

use std::collections::{HashMap, HashSet};

use storage::account::{self, Account};
use storage::id::{AccountId, DirectoryStubId, VerificationRequestId};
use storage::verification::{self as rows, Request as Row};
pub use storage::verification::{Evidence, Step};

use crate::context::Context;
use crate::directory_stub;
use crate::error::{Error, Result};
use crate::kinds::{Register, VerificationStepKind};

/// A request with everything that was done about it.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is asked for, and where it stands.
    pub row: Row,
    /// Under what number the register knows the member; for nobody else's eyes.
    pub number: Option<String>,
    /// Who the member says they are in an imported directory, as that has it.
    pub listed_as: Option<String>,
    /// What was done, in order.
    pub steps: Vec<Step>,
    /// What proves it, while it is kept.
    pub evidence: Vec<Evidence>,
}

/// Requests, and whom they name.
#[derive(Clone, Debug)]
pub struct Requests {
    /// In their order.
    pub requests: Vec<Request>,
    /// Members, subjects and verifiers; who is gone is missing.
    pub accounts: HashMap<AccountId, Account>,
}

impl Request {
    /// What was last said to the member or by them, in a step of this kind.
    #[must_use]
    pub fn last_said(&self, kind: VerificationStepKind) -> Option<&str> {
        let said = self.steps.iter().rev().find(|step| step.kind == kind);
        said.map(|step| step.text.as_str())
    }
}

/// `found` with all that belongs to them, in a fixed number of queries.
pub(super) async fn whole(ctx: &Context, found: Vec<Row>) -> Result<Requests> {
    let db = ctx.db.read();
    let ids: Vec<VerificationRequestId> = found.iter().map(|row| row.id).collect();
    let mut steps = rows::steps_of(db, &ids).await?;
    let mut evidence = rows::evidence_of(db, &ids).await?;
    let stubs: Vec<DirectoryStubId> = found
        .iter()
        .filter_map(|row| row.directory_stub_id)
        .collect();
    let listed = directory_stub::named(ctx, &stubs).await?;
    let mut named: HashSet<AccountId> = HashSet::new();
    for row in &found {
        named.extend([row.account_id, row.subject_id]);
    }
    named.extend(steps.values().flatten().filter_map(|step| step.account_id));
    let named: Vec<AccountId> = named.into_iter().collect();
    let mut requests = Vec::with_capacity(found.len());
    for row in found {
        requests.push(Request {
            number: open_number(ctx, &row)?,
            listed_as: row
                .directory_stub_id
                .and_then(|id| listed.get(&id).cloned()),
            steps: steps.remove(&row.id).unwrap_or_default(),
            evidence: evidence.remove(&row.id).unwrap_or_default(),
            row,
        });
    }
    Ok(Requests {
        accounts: account::accounts_of(db, &named).await?,
        requests,
    })
}

/// How a number is kept: readable with the instance secret alone.
pub(super) fn seal_number(
    ctx: &Context,
    id: VerificationRequestId,
    number: &str,
) -> Result<Vec<u8>> {
    ctx.secret.wrap(&number_purpose(id), number.as_bytes())
}

fn open_number(ctx: &Context, row: &Row) -> Result<Option<String>> {
    let Some(sealed) = &row.number else {
        return Ok(None);
    };
    let bytes = ctx.secret.unwrap(&number_purpose(row.id), sealed)?;
    let number = String::from_utf8(bytes).map_err(Error::internal)?;
    Ok(Some(number))
}

/// With the id, so that a row cannot be given another's number.
fn number_purpose(id: VerificationRequestId) -> String {
    format!("verification number {id}")
}

/// Whether a register is one of which a form is known, so that a number of it can be said to be well written.
pub(super) fn is_known(register: Register) -> bool {
    register != Register::Other
}
