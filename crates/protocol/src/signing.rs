//! Signing what leaves: in whose name, and in which of the two ways.
//!
//! draft-cavage goes first, because nearly everybody reads it. A no that may mean "not this way" is answered with one
//! second knock in the other way; what worked is remembered for a month.

use std::time::Duration;

use bytes::Bytes;
use domain::account::Account;
use http::{HeaderMap, HeaderValue, header::CONTENT_TYPE};
use http_signatures::Profile;
use moka::sync::Cache;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Client, Expect, FetchError, Fetched, Signer};
use crate::origin::Origin;

/// What nearly everybody reads.
const USUAL: Profile = Profile::Cavage;
/// Hosts whose way is kept in memory.
const HOSTS: u64 = 10_000;
/// After this a host is asked in the usual way again.
const REMEMBERED: Duration = Duration::from_hours(30 * 24);

/// Which way of signing each host understands, as far as that is known.
#[derive(Clone)]
pub(crate) struct Profiles(Cache<String, Option<Profile>>);

impl Default for Profiles {
    fn default() -> Self {
        let cache = Cache::builder()
            .max_capacity(HOSTS)
            .time_to_live(REMEMBERED);
        Self(cache.build())
    }
}

/// Asks for a document in the name of the instance.
pub(crate) async fn get(
    federation: &Federation,
    url: &Url,
    expect: Expect,
    budget: &mut Budget,
) -> Result<Fetched, Error> {
    let sender = federation.instance_actor().await?;
    let host = host(url);
    let profile = profile_of(federation, &host).await?;
    let signed = client(federation, &sender, profile)?;
    let first = Box::pin(signed.get(url, expect, budget)).await;
    let error = match first {
        Err(error) if may_mean_another_way(&error, &[400, 401, 403, 404]) => error,
        answer => return Ok(answer?),
    };
    let other = other(profile);
    let signed = client(federation, &sender, other)?;
    let second = Box::pin(signed.get(url, expect, budget)).await;
    let answer = second.map_err(|_| error)?;
    learn(federation, host, other).await?;
    Ok(answer)
}

/// Sends an activity in the name of `sender`, with headers beside it that the signature covers too.
pub(crate) async fn post(
    federation: &Federation,
    sender: &Account,
    inbox: &Url,
    (body, mut headers): (Bytes, HeaderMap),
) -> Result<(), Error> {
    let activity = HeaderValue::from_static("application/activity+json");
    headers.insert(CONTENT_TYPE, activity);
    let host = host(inbox);
    let profile = profile_of(federation, &host).await?;
    let signed = client(federation, sender, profile)?;
    let first = Box::pin(signed.post(inbox, body.clone(), headers.clone())).await;
    let error = match first {
        Ok(_) => return Ok(()),
        Err(error) if may_mean_another_way(&error, &[400, 401, 403]) => error,
        Err(error) => return Err(error.into()),
    };
    let other = other(profile);
    let signed = client(federation, sender, other)?;
    let second = Box::pin(signed.post(inbox, body, headers)).await;
    second.map_err(|_| error)?;
    learn(federation, host, other).await
}

/// Notes that `host` signs in this way, and so is likely to understand it; what it answered to a knock weighs more. The
/// usual way needs no row: made-up hosts leave nothing behind.
pub(crate) async fn note(
    federation: &Federation,
    host: String,
    profile: Profile,
) -> Result<(), Error> {
    if profile != USUAL && known(federation, &host).await?.is_none() {
        learn(federation, host, profile).await?;
    }
    Ok(())
}

/// Remembers what `host` understood.
async fn learn(federation: &Federation, host: String, profile: Profile) -> Result<(), Error> {
    domain::host::learn_signature_profile(&federation.ctx, &host, name(profile)).await?;
    federation.profiles.0.insert(host, Some(profile));
    Ok(())
}

/// The client that signs in the name of the instance, in this way.
pub(crate) async fn client_of_instance(
    federation: &Federation,
    profile: Profile,
) -> Result<Client, Error> {
    client(federation, &federation.instance_actor().await?, profile)
}

fn client(federation: &Federation, sender: &Account, profile: Profile) -> Result<Client, Error> {
    let ctx = &federation.ctx;
    let (Some(key_id), Some(wrapped)) = (&sender.key_id, &sender.private_key) else {
        return Err(Error::Refused(format!("{} has no key here", sender.uri)));
    };
    let signer = Signer {
        key_id: key_id.clone(),
        key: ctx.keys.parsed(sender.id, wrapped, &ctx.secret)?,
        profile,
        now: ctx.clock.now().seconds(),
    };
    Ok(federation.client.signed_by(signer))
}

async fn profile_of(federation: &Federation, host: &str) -> Result<Profile, Error> {
    Ok(known(federation, host).await?.unwrap_or(USUAL))
}

async fn known(federation: &Federation, host: &str) -> Result<Option<Profile>, Error> {
    if let Some(known) = federation.profiles.0.get(host) {
        return Ok(known);
    }
    let stored = domain::host::signature_profile(&federation.ctx, host).await?;
    let known = stored.as_deref().and_then(parse);
    federation.profiles.0.insert(host.to_owned(), known);
    Ok(known)
}

fn may_mean_another_way(error: &FetchError, codes: &[u16]) -> bool {
    matches!(error, FetchError::Status { code, .. } if codes.contains(code))
}

fn other(profile: Profile) -> Profile {
    match profile {
        Profile::Cavage => Profile::Rfc9421,
        Profile::Rfc9421 => Profile::Cavage,
    }
}

fn name(profile: Profile) -> &'static str {
    match profile {
        Profile::Cavage => "cavage",
        Profile::Rfc9421 => "rfc9421",
    }
}

fn parse(name: &str) -> Option<Profile> {
    match name {
        "cavage" => Some(Profile::Cavage),
        "rfc9421" => Some(Profile::Rfc9421),
        _ => None,
    }
}

fn host(url: &Url) -> String {
    Origin::of(url).map_or_else(String::new, |origin| origin.authority())
}
