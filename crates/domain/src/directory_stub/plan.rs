//! What a file would change, before anything is.

use std::collections::{HashMap, HashSet};

use storage::directory_stub::{self as rows, DirectoryStub};
use storage::id::{AccountId, DirectoryStubId};
use storage::{Transaction, verification};

use super::claim::hash_number;
use super::import::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::fhir::{Described, Found, Reading};

/// Keys that are asked for at a time.
const AT_ONCE: usize = 500;

/// What is here already of what a file names.
#[derive(Default)]
struct Known {
    stubs: HashMap<String, DirectoryStub>,
    numbers: HashMap<DirectoryStubId, Vec<String>>,
    excluded: HashSet<String>,
    /// Members whom a verifier knows by a number.
    members: HashMap<String, AccountId>,
}

/// What is to be written for a resource.
pub(super) enum Step {
    /// Enter somebody, or say anew what the list says of them.
    Write(Box<Entered>),
    /// Take somebody out whom the list does not name any more.
    Remove(DirectoryStubId),
    /// Nothing.
    None,
}

/// Whom a list names, and by what.
pub(super) struct Entered {
    pub key: String,
    /// Their entry so far.
    pub former: Option<DirectoryStub>,
    pub described: Described,
    /// Hashes of their numbers.
    pub numbers: Vec<String>,
    /// The member who is known to be them, and gets the entry.
    pub member: Option<AccountId>,
}

/// What becomes of each resource of a file, and what is to be done for that. Nothing is written.
pub(super) async fn plan(
    tx: &Transaction,
    ctx: &Context,
    source: &str,
    found: &[Found],
) -> Result<Vec<(Outcome, Step)>> {
    let mut planned = Vec::with_capacity(found.len());
    for part in found.chunks(AT_ONCE) {
        let known = known(tx, ctx, source, part).await?;
        planned.extend(part.iter().map(|one| known.step(ctx, source, &one.reading)));
    }
    Ok(planned)
}

async fn known(tx: &Transaction, ctx: &Context, source: &str, part: &[Found]) -> Result<Known> {
    let mut known = Known::default();
    let (mut keys, mut numbers) = (Vec::new(), Vec::new());
    for one in part {
        match &one.reading {
            Reading::Entry { key, described } => {
                keys.push(hash_key(ctx, source, key));
                numbers.extend(hashes(ctx, described));
            }
            Reading::Inactive { key } => keys.push(hash_key(ctx, source, key)),
            _ => {}
        }
    }
    known.stubs = rows::stubs_of(&**tx, &keys).await?;
    let ids: Vec<DirectoryStubId> = known.stubs.values().map(|stub| stub.id).collect();
    known.numbers = rows::numbers_of(&**tx, &ids).await?;
    known.excluded = rows::excluded_of(&**tx, &keys).await?;
    known.members = verification::approved_by_number(&**tx, &numbers).await?;
    Ok(known)
}

impl Known {
    fn step(&self, ctx: &Context, source: &str, reading: &Reading) -> (Outcome, Step) {
        match reading {
            Reading::Entry { key, described } => {
                self.entry(ctx, hash_key(ctx, source, key), described)
            }
            Reading::Inactive { key } => {
                let former = self.stubs.get(&hash_key(ctx, source, key));
                match former.filter(|stub| stub.claimed_by.is_none()) {
                    Some(stub) => (Outcome::Removed, Step::Remove(stub.id)),
                    None => (Outcome::LeftOut, Step::None),
                }
            }
            Reading::Joined => (Outcome::Joined, Step::None),
            Reading::LeftOut => (Outcome::LeftOut, Step::None),
            Reading::Refused(remark) => (Outcome::Refused(remark.clone()), Step::None),
        }
    }

    fn entry(&self, ctx: &Context, key: String, described: &Described) -> (Outcome, Step) {
        let former = self.stubs.get(&key);
        if self.excluded.contains(&key) {
            return (Outcome::TakenOut, Step::None);
        }
        if former.is_some_and(|stub| stub.claimed_by.is_some()) {
            return (Outcome::Claimed, Step::None);
        }
        let numbers = hashes(ctx, described);
        let member = numbers.iter().find_map(|hash| self.members.get(hash));
        let outcome = match former {
            _ if member.is_some() => Outcome::Claimed,
            None => Outcome::Created,
            Some(stub) if self.is_same(stub, described, &numbers) => {
                return (Outcome::Unchanged, Step::None);
            }
            Some(_) => Outcome::Updated,
        };
        let entered = Entered {
            key,
            former: former.cloned(),
            described: described.clone(),
            member: member.copied(),
            numbers,
        };
        (outcome, Step::Write(Box::new(entered)))
    }

    fn is_same(&self, stub: &DirectoryStub, described: &Described, numbers: &[String]) -> bool {
        let former = super::profile(stub);
        let same = former.profession == described.profession
            && former.specialties == described.specialties
            && former.region == described.region
            && former.languages == described.languages
            && former.workplace == described.workplace;
        let known = self.numbers.get(&stub.id).map_or(&[][..], Vec::as_slice);
        same && stub.name == described.name && stub.kind == described.kind && known == numbers
    }
}

/// The numbers of somebody as they are kept, in their order there.
fn hashes(ctx: &Context, described: &Described) -> Vec<String> {
    let numbers = described.numbers.iter();
    let mut hashes: Vec<String> = numbers.map(|number| hash_number(ctx, number)).collect();
    hashes.sort_unstable();
    hashes
}

fn hash_key(ctx: &Context, source: &str, key: &str) -> String {
    let data = format!("{source}\n{key}");
    ctx.secret.derive_token("directory stub", data.as_bytes())
}
