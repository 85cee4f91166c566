//! WebFinger, asking: which actor stands behind a handle, and whether an actor may call itself so.

use domain::names::Acct;
use url::Url;

use crate::error::Error;
use crate::federation::Federation;
use crate::fetch::{Budget, Expect, FetchError};
use crate::vocab::{self, Jrd, host_meta};

/// A handle that its own domain confirms.
pub(crate) struct Confirmed {
    /// The handle, as its domain writes it.
    pub(crate) acct: Acct,
    /// The actor behind it.
    pub(crate) actor: Url,
}

/// The actor behind `acct`. The domain may say that the handle belongs to another domain (a split domain); then that
/// one has the last word.
pub(crate) async fn confirm(
    federation: &Federation,
    acct: &Acct,
    budget: &mut Budget,
) -> Result<Confirmed, Error> {
    let first = ask(federation, acct, budget).await?;
    if first.acct.domain == acct.domain {
        return Ok(first);
    }
    let last = ask(federation, &first.acct, budget).await?;
    if last.acct.domain == first.acct.domain && last.actor == first.actor {
        return Ok(last);
    }
    Err(Error::Refused(format!(
        "{acct} is not confirmed by the domain it leads to"
    )))
}

async fn ask(
    federation: &Federation,
    acct: &Acct,
    budget: &mut Budget,
) -> Result<Confirmed, Error> {
    let jrd = document(federation, acct, budget).await?;
    let unclear = || Error::Refused(format!("the WebFinger answer for {acct} names no actor"));
    let actor = jrd.actor().ok_or_else(unclear)?;
    let subject: Acct = jrd.subject.parse().map_err(|_| unclear())?;
    if subject.domain.is_none() {
        return Err(unclear());
    }
    Ok(Confirmed {
        acct: subject,
        actor,
    })
}

async fn document(federation: &Federation, acct: &Acct, budget: &mut Budget) -> Result<Jrd, Error> {
    let domain = acct.domain.as_deref().unwrap_or_default();
    crate::document::check_open(federation, domain).await?;
    let mut failure = FetchError::Unreachable("no way to ask".to_owned());
    for base in bases(federation, domain) {
        let usual = format!("{base}/.well-known/webfinger?resource={{uri}}");
        match get(federation, &usual, acct, budget).await {
            Err(FetchError::Status { code: 404, .. }) => {
                return by_host_meta(federation, &base, acct, budget).await;
            }
            // In development the other scheme may be the one that answers.
            Err(error @ FetchError::Unreachable(_)) => failure = error,
            answer => return Ok(vocab::parse(&answer?)?),
        }
    }
    Err(failure.into())
}

/// RFC 6415: where a domain's WebFinger is, if not at its usual place.
async fn by_host_meta(
    federation: &Federation,
    base: &str,
    acct: &Acct,
    budget: &mut Budget,
) -> Result<Jrd, Error> {
    let missing = || Error::Refused(format!("{acct} is not known at its domain"));
    let url = Url::parse(&format!("{base}/.well-known/host-meta")).map_err(|_| missing())?;
    let meta = Box::pin(federation.client.get(&url, Expect::Xrd, budget)).await;
    let meta = meta.map_err(|_| missing())?;
    let xml = String::from_utf8_lossy(&meta.body);
    let template = host_meta::webfinger_template(&xml).ok_or_else(missing)?;
    let answer = get(federation, &template, acct, budget).await;
    Ok(vocab::parse(&answer.map_err(|_| missing())?)?)
}

async fn get(
    federation: &Federation,
    template: &str,
    acct: &Acct,
    budget: &mut Budget,
) -> Result<bytes::Bytes, FetchError> {
    let resource = format!("acct:{acct}");
    let resource: String = url::form_urlencoded::byte_serialize(resource.as_bytes()).collect();
    let url = Url::parse(&template.replace("{uri}", &resource))
        .map_err(|error| FetchError::Unreachable(error.to_string()))?;
    let answer = Box::pin(federation.client.get(&url, Expect::Jrd, budget)).await?;
    Ok(answer.body)
}

fn bases(federation: &Federation, domain: &str) -> Vec<String> {
    let schemes: &[&str] = if federation.ctx.config.development {
        &["http", "https"]
    } else {
        &["https"]
    };
    schemes
        .iter()
        .map(|scheme| format!("{scheme}://{domain}"))
        .collect()
}
