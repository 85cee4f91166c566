//! Who signed a request: the key is looked up here, fetched if need be, and believed only if its owner lists it.

use std::sync::Arc;
use std::time::Duration;

use domain::account::Account;
use http_signatures::{Claim, PublicKey, RequestView};
use moka::sync::Cache;
use serde_json::Value;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect};
use crate::origin::{Origin, same_origin};
use crate::{document, resolve, signing, vocab};

/// Keys kept parsed.
const KEYS: u64 = 20_000;
/// How long a suspension or a new key may go unseen by other processes.
const KEPT: Duration = Duration::from_mins(1);
/// A host whose keys cannot be had is not asked again before this.
const PATIENCE: Duration = Duration::from_mins(5);
/// Keys of one host that may fail within [`PATIENCE`]: a thousand made-up ones cost no more.
const FAILURES: u32 = 10;
/// A key that was fetched more recently is not fetched again because a signature is wrong.
const FRESH: Duration = Duration::from_mins(5);

/// What is known of the keys of others.
#[derive(Clone)]
pub(crate) struct Keys {
    known: Cache<String, Arc<Signatory>>,
    failures: Cache<String, u32>,
}

impl Default for Keys {
    fn default() -> Self {
        Self {
            known: Cache::builder()
                .max_capacity(KEYS)
                .time_to_live(KEPT)
                .build(),
            failures: Cache::builder()
                .max_capacity(KEYS)
                .time_to_live(PATIENCE)
                .build(),
        }
    }
}

/// An actor and the key it signs with.
pub(crate) struct Signatory {
    /// Who.
    pub(crate) account: Account,
    key: PublicKey,
}

/// Reads the claim of a request and holds it to the policy; no key is looked up. What was signed for another server's
/// name is refused: it was captured there.
pub(crate) fn claim(federation: &Federation, request: &RequestView<'_>) -> Result<Claim, Error> {
    let now = federation.ctx.clock.now().seconds();
    let claim = Claim::parse(request, now).map_err(|error| unverified(&error))?;
    let ours = federation.ctx.uris.authority();
    let default_port = if request.scheme == "https" {
        ":443"
    } else {
        ":80"
    };
    if claim
        .authority
        .strip_suffix(default_port)
        .unwrap_or(&claim.authority)
        != ours
    {
        let text = format!(
            "the request was signed for {}, not for {ours}",
            claim.authority
        );
        return Err(Error::Unverified(text));
    }
    Ok(claim)
}

/// The actor that signed, if it is known here; nothing is fetched.
pub(crate) async fn known(
    federation: &Federation,
    claim: &Claim,
) -> Result<Option<Arc<Signatory>>, Error> {
    if let Some(signatory) = federation.keys.known.get(&claim.key_id) {
        return Ok(Some(signatory));
    }
    match domain::remote::find_by_key_id(&federation.ctx, &claim.key_id).await? {
        Some(account) => Ok(Some(remember(federation, account).await?)),
        None => Ok(None),
    }
}

/// The actor that signed. An unknown key is fetched, and so is a known one that does not fit (any more), once.
pub(crate) async fn verify(
    federation: &Federation,
    claim: &Claim,
) -> Result<Arc<Signatory>, Error> {
    let Some(signatory) = known(federation, claim).await? else {
        let fetched = fetch(federation, claim).await?;
        claim
            .verify(&fetched.key)
            .map_err(|error| unverified(&error))?;
        return Ok(fetched);
    };
    let Err(mismatch) = claim.verify(&signatory.key) else {
        return Ok(signatory);
    };
    let fetched_at = signatory.account.fetched_at;
    let now = federation.ctx.clock.now();
    if fetched_at.is_some_and(|at| at.after(FRESH) > now) {
        return Err(unverified(&mismatch));
    }
    let fetched = fetch(federation, claim).await?;
    claim
        .verify(&fetched.key)
        .map_err(|error| unverified(&error))?;
    Ok(fetched)
}

async fn fetch(federation: &Federation, claim: &Claim) -> Result<Arc<Signatory>, Error> {
    let no_key = || Error::Unverified(format!("{:?} is no address of a key", claim.key_id));
    let url = Url::parse(&claim.key_id).map_err(|_| no_key())?;
    let host = Origin::of(&url).ok_or_else(no_key)?.authority();
    let failed = federation.keys.failures.get(&host).unwrap_or(0);
    if failed >= FAILURES {
        return Err(Error::unreachable(
            "its keys could not be fetched a moment ago",
        ));
    }
    let found = owner(federation, &url).await;
    match found {
        Ok(account) if account.key_id.as_deref() == Some(&claim.key_id) => {
            remember(federation, account).await
        }
        Ok(account) => {
            federation.keys.failures.insert(host, failed + 1);
            let text = format!("{} does not list the key {}", account.uri, claim.key_id);
            Err(Error::Unverified(text))
        }
        Err(error) => {
            let weight = if error.is_transient() { FAILURES } else { 1 };
            federation.keys.failures.insert(host, failed + weight);
            Err(error.of_key())
        }
    }
}

/// The actor that the address of a key leads to. Its own document has the last word: it must list the key (FEP-fe34,
/// reciprocal claim).
async fn owner(federation: &Federation, key: &Url) -> Result<Account, Error> {
    let mut budget = Budget::default();
    if key.fragment().is_some() {
        let mut actor = key.clone();
        actor.set_fragment(None);
        return resolve::refresh(federation, &actor, Some(key), &mut budget).await;
    }
    // A key with an address of its own names its owner; GoToSocial answers with the owner itself, shortened.
    document::check_askable(federation, key).await?;
    let fetched = signing::get(federation, key, Expect::ActivityJson, &mut budget).await?;
    let value: Value = vocab::parse(&fetched.body)?;
    let owner = value.get("owner").or_else(|| value.get("id"));
    let owner = owner
        .and_then(Value::as_str)
        .and_then(|id| Url::parse(id).ok())
        .filter(|owner| same_origin(owner, key));
    let owner =
        owner.ok_or_else(|| Error::Unverified(format!("{key} names no owner beside it")))?;
    resolve::refresh(federation, &owner, Some(key), &mut budget).await
}

async fn remember(federation: &Federation, account: Account) -> Result<Arc<Signatory>, Error> {
    if account.domain.is_none() {
        return Err(Error::Unverified("the key is one of ours".to_owned()));
    }
    let uri = Url::parse(&account.uri).ok();
    let uri = uri.ok_or_else(|| Error::Refused(format!("{} is no address", account.uri)))?;
    document::check_askable(federation, &uri).await?;
    document::check_open(federation, account.domain.as_deref().unwrap_or_default()).await?;
    let pem = account.public_key.as_deref().unwrap_or_default();
    let key = PublicKey::from_pem(pem)
        .map_err(|error| Error::Unverified(format!("the key of {uri}: {error}")))?;
    let key_id = account.key_id.clone().unwrap_or_default();
    let signatory = Arc::new(Signatory { account, key });
    federation.keys.known.insert(key_id, signatory.clone());
    Ok(signatory)
}

fn unverified(error: &http_signatures::Error) -> Error {
    Error::Unverified(error.to_string())
}
