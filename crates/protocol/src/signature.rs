//! Who signed a request: the key is looked up here, fetched if need be, and believed only if its owner lists it.

use std::sync::Arc;
use std::time::Duration;

use domain::account::Account;
use domain::signer::Signer;
use http_signatures::{Claim, PublicKey, RequestView};
use moka::sync::Cache;
use serde_json::Value;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect};
use crate::origin::{Origin, same_origin};
use crate::{document, resolve, signing, vocab};

/// Hosts whose failures are remembered.
const HOSTS: u64 = 20_000;
/// A host whose keys cannot be had is not asked again before this.
const PATIENCE: Duration = Duration::from_mins(5);
/// Keys of one host that may fail within [`PATIENCE`]: a thousand made-up ones cost no more.
const FAILURES: u32 = 10;
/// A key that was fetched more recently is not fetched again because a signature is wrong.
const FRESH: Duration = Duration::from_mins(5);

/// How many keys of each host could not be had lately.
#[derive(Clone)]
pub(crate) struct Failures(Cache<String, u32>);

impl Default for Failures {
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(HOSTS).time_to_live(PATIENCE);
        Self(cache.build())
    }
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
) -> Result<Option<Arc<Signer>>, Error> {
    let ctx = &federation.ctx;
    if let Some(signer) = ctx.signers.get(&claim.key_id, ctx.clock.now()) {
        return Ok(Some(signer));
    }
    let seen = ctx.signers.generation();
    match domain::remote::find_by_key_id(ctx, &claim.key_id).await? {
        Some(account) => Ok(Some(remember(federation, account, seen).await?)),
        None => Ok(None),
    }
}

/// The actor that signed. An unknown key is fetched, and so is a known one that does not fit (any more), once.
pub(crate) async fn verify(federation: &Federation, claim: &Claim) -> Result<Arc<Signer>, Error> {
    let Some(signer) = known(federation, claim).await? else {
        let fetched = fetch(federation, claim).await?;
        claim
            .verify(&fetched.key)
            .map_err(|error| unverified(&error))?;
        return Ok(fetched);
    };
    let Err(mismatch) = claim.verify(&signer.key) else {
        return Ok(signer);
    };
    let fetched_at = signer.account.fetched_at;
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

async fn fetch(federation: &Federation, claim: &Claim) -> Result<Arc<Signer>, Error> {
    let no_key = || Error::Unverified(format!("{:?} is no address of a key", claim.key_id));
    let url = Url::parse(&claim.key_id).map_err(|_| no_key())?;
    let host = Origin::of(&url).ok_or_else(no_key)?.authority();
    let failed = federation.key_failures.0.get(&host).unwrap_or(0);
    if failed >= FAILURES {
        return Err(Error::unreachable(
            "its keys could not be fetched a moment ago",
        ));
    }
    let seen = federation.ctx.signers.generation();
    let found = owner(federation, &url).await;
    match found {
        Ok(account) if account.key_id.as_deref() == Some(&claim.key_id) => {
            remember(federation, account, seen).await
        }
        Ok(account) => {
            federation.key_failures.0.insert(host, failed + 1);
            let text = format!("{} does not list the key {}", account.uri, claim.key_id);
            Err(Error::Unverified(text))
        }
        Err(error) => {
            let weight = if error.is_transient() { FAILURES } else { 1 };
            federation.key_failures.0.insert(host, failed + weight);
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

/// Makes a signer of an actor that is heard here. It is kept unless something changed after `seen`.
async fn remember(
    federation: &Federation,
    account: Account,
    seen: u64,
) -> Result<Arc<Signer>, Error> {
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
    let signer = Arc::new(Signer { account, key });
    let ctx = &federation.ctx;
    ctx.signers.insert(signer.clone(), seen, ctx.clock.now());
    Ok(signer)
}

fn unverified(error: &http_signatures::Error) -> Error {
    Error::Unverified(error.to_string())
}
