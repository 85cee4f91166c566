//! Who signed a request: the key is looked up here, fetched if need be, and believed only if its owner lists it.

use std::sync::Arc;
use std::time::Duration;

use domain::Timestamp;
use domain::account::Account;
use domain::assertion_key;
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
/// A known key is fetched again because a signature is wrong, for its actor may have another one now; not again before
/// this, after which a delivery that was refused is tried again.
const REST: Duration = Duration::from_mins(1);

/// What keeps strangers from making us fetch keys all the time.
#[derive(Clone)]
pub(crate) struct Failures {
    /// How many keys of each host could not be had lately.
    of_host: Cache<String, u32>,
    /// When a known key was last fetched because it did not fit.
    renewed: Cache<String, Timestamp>,
}

impl Default for Failures {
    fn default() -> Self {
        Self {
            of_host: Cache::builder()
                .max_capacity(HOSTS)
                .time_to_live(PATIENCE)
                .build(),
            renewed: Cache::builder()
                .max_capacity(HOSTS)
                .time_to_live(REST)
                .build(),
        }
    }
}

impl Failures {
    /// Whether a known key may be fetched again now, which is so once in [`REST`].
    fn may_renew(&self, key_id: &str, now: Timestamp) -> bool {
        let last = self.renewed.get(key_id);
        let may = last.is_none_or(|at| at.after(REST) <= now);
        if may {
            self.renewed.insert(key_id.to_owned(), now);
        }
        may
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

/// The actor with this key, if it is known here; nothing is fetched.
pub(crate) async fn known(
    federation: &Federation,
    key_id: &str,
) -> Result<Option<Arc<Signer>>, Error> {
    let ctx = &federation.ctx;
    if let Some(signer) = ctx.signers.get(key_id, ctx.clock.now()) {
        return Ok(Some(signer));
    }
    let seen = ctx.signers.generation();
    match domain::remote::find_by_key_id(ctx, key_id).await? {
        Some(account) => remember(federation, account, key_id, seen).await,
        None => Ok(None),
    }
}

/// The actor that signed.
pub(crate) async fn verify(federation: &Federation, claim: &Claim) -> Result<Arc<Signer>, Error> {
    let fits = |key: &PublicKey| claim.verify(key).map_err(|error| unverified(&error));
    signer(federation, &claim.key_id, fits).await
}

/// The actor whose key at `key_id` `fits`. An unknown key is fetched, and so is a known one that does not fit (any more),
/// once.
pub(crate) async fn signer(
    federation: &Federation,
    key_id: &str,
    fits: impl Fn(&PublicKey) -> Result<(), Error>,
) -> Result<Arc<Signer>, Error> {
    let Some(signer) = known(federation, key_id).await? else {
        let fetched = fetch(federation, key_id).await?;
        fits(&fetched.key)?;
        return Ok(fetched);
    };
    let Err(mismatch) = fits(&signer.key) else {
        return Ok(signer);
    };
    let now = federation.ctx.clock.now();
    if !federation.key_failures.may_renew(key_id, now) {
        return Err(mismatch);
    }
    let fetched = fetch(federation, key_id).await?;
    fits(&fetched.key)?;
    Ok(fetched)
}

async fn fetch(federation: &Federation, key_id: &str) -> Result<Arc<Signer>, Error> {
    let no_key = || Error::Unverified(format!("{key_id:?} is no address of a key"));
    let url = Url::parse(key_id).map_err(|_| no_key())?;
    let host = Origin::of(&url).ok_or_else(no_key)?.authority();
    let failed = federation.key_failures.of_host.get(&host).unwrap_or(0);
    if failed >= FAILURES {
        return Err(Error::unreachable(
            "its keys could not be fetched a moment ago",
        ));
    }
    let seen = federation.ctx.signers.generation();
    match owner(federation, &url).await {
        Ok(account) => {
            let uri = account.uri.clone();
            let found = remember(federation, account, key_id, seen).await?;
            found.ok_or_else(|| {
                federation.key_failures.of_host.insert(host, failed + 1);
                Error::Unverified(format!("{uri} does not list the key {key_id}"))
            })
        }
        Err(error) => {
            let weight = if error.is_transient() { FAILURES } else { 1 };
            federation
                .key_failures
                .of_host
                .insert(host, failed + weight);
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

/// Makes a signer of an actor that is heard here, if it lists the key. It is kept unless something changed after `seen`.
async fn remember(
    federation: &Federation,
    account: Account,
    key_id: &str,
    seen: u64,
) -> Result<Option<Arc<Signer>>, Error> {
    if account.domain.is_none() {
        return Err(Error::Unverified("the key is one of ours".to_owned()));
    }
    let uri = Url::parse(&account.uri).ok();
    let uri = uri.ok_or_else(|| Error::Refused(format!("{} is no address", account.uri)))?;
    document::check_askable(federation, &uri).await?;
    document::check_open(federation, account.domain.as_deref().unwrap_or_default()).await?;
    let Some(key) = listed(federation, &account, key_id).await? else {
        return Ok(None);
    };
    let signer = Arc::new(Signer {
        account,
        key_id: key_id.to_owned(),
        key,
    });
    let ctx = &federation.ctx;
    ctx.signers.insert(signer.clone(), seen, ctx.clock.now());
    Ok(Some(signer))
}

/// The key at `key_id`, if it is one of this actor: the one in its row, or one that it signs documents with.
async fn listed(
    federation: &Federation,
    account: &Account,
    key_id: &str,
) -> Result<Option<PublicKey>, Error> {
    let key = if account.key_id.as_deref() == Some(key_id) {
        PublicKey::from_pem(account.public_key.as_deref().unwrap_or_default())
    } else {
        let found = assertion_key::find(&federation.ctx, key_id).await?;
        match found.filter(|key| key.account_id == account.id) {
            Some(key) => PublicKey::from_ed25519(&key.public_key),
            None => return Ok(None),
        }
    };
    key.map(Some)
        .map_err(|error| Error::Unverified(format!("the key {key_id}: {error}")))
}

fn unverified(error: &http_signatures::Error) -> Error {
    Error::Unverified(error.to_string())
}
