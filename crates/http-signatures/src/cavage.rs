//! draft-cavage-http-signatures-12, as the fediverse uses it: always RSA with SHA-256.

use std::{
    collections::BTreeMap,
    time::{Duration, UNIX_EPOCH},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderMap;
use httpdate::{HttpDate, parse_http_date};

use crate::{Algorithm, Claim, Error, PrivateKey, Profile, RequestView, digest, signing};

const SIGNATURE: &str = "signature";

/// What the header says that goes into the signed text.
#[derive(Default)]
struct Times {
    created: Option<i64>,
    expires: Option<i64>,
}

pub(crate) fn sign(
    request: &RequestView<'_>,
    key_id: &str,
    key: &PrivateKey,
    now: i64,
) -> Result<HeaderMap, Error> {
    let mut added = HeaderMap::new();
    let mut listed = vec!["(request-target)", "host", "date"];
    added.insert("date", signing::header_value(http_date(now)));
    if request.needs_digest() {
        added.insert(
            "digest",
            signing::header_value(digest::digest_header(request.body())),
        );
        listed.push("digest");
    }
    let headers = signing::with_added(request, &added);
    let mut covered: Vec<String> = listed.iter().map(|&name| name.to_owned()).collect();
    covered.extend(signing::other_names(&headers, &listed));
    let view = RequestView {
        headers: &headers,
        ..*request
    };
    let base = base(&view, request.path_and_query, &covered, &Times::default())?;
    let value = format!(
        r#"keyId="{key_id}",algorithm="rsa-sha256",headers="{}",signature="{}""#,
        covered.join(" "),
        BASE64_STANDARD.encode(key.sign(&base)),
    );
    added.insert(SIGNATURE, signing::header_value(value));
    Ok(added)
}

pub(crate) fn parse(request: &RequestView<'_>) -> Result<Claim, Error> {
    let header = request.only(SIGNATURE)?.ok_or(Error::Unsigned)?;
    let parameters = parameters(header)?;
    let required = |name, reason| match parameters.get(name) {
        Some(&value) if !value.is_empty() => Ok(value),
        _ => Err(malformed(reason)),
    };
    let key_id = required("keyId", "it has no keyId")?.to_owned();
    let signature = BASE64_STANDARD
        .decode(required("signature", "it has no signature")?)
        .map_err(|_| malformed("the signature is not base64"))?;
    let covered = covered(&parameters)?;
    let times = Times {
        created: timestamp(parameters.get("created"))?,
        expires: timestamp(parameters.get("expires"))?,
    };
    Ok(Claim {
        key_id,
        profile: Profile::Cavage,
        authority: request.normalize(&String::from_utf8_lossy(&request.host())),
        created: created(request, &covered, &times)?,
        expires: times.expires.filter(|_| covers(&covered, "(expires)")),
        algorithm: Some(Algorithm::RsaV1_5Sha256),
        bases: targets(request)
            .map(|target| base(request, target, &covered, &times))
            .collect::<Result<_, _>>()?,
        covered,
        signature,
    })
}

/// Some peers, Mastodon among them for years, sign the target without its query string.
fn targets<'a>(request: &RequestView<'a>) -> impl Iterator<Item = &'a str> {
    let whole = request.path_and_query;
    let without_query = whole.split_once('?').map(|(path, _)| path);
    std::iter::once(whole).chain(without_query)
}

/// `name="value"` or `name=value`, separated by commas. A name that comes twice is refused: two
/// servers could read two different signatures out of it.
fn parameters(mut rest: &str) -> Result<BTreeMap<&str, &str>, Error> {
    let mut found = BTreeMap::new();
    while !rest.is_empty() {
        let (name, after) = rest
            .split_once('=')
            .ok_or(malformed("a parameter has no value"))?;
        let (value, after) = split_value(after)?;
        if found.insert(name.trim(), value).is_some() {
            return Err(Error::Repeated(
                "parameter of a name in its Signature header",
            ));
        }
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if after.is_empty() => after,
            None => return Err(malformed("a comma is missing")),
        };
    }
    Ok(found)
}

fn split_value(text: &str) -> Result<(&str, &str), Error> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(',').unwrap_or(text.len());
        return Ok((text[..end].trim(), &text[end..]));
    };
    let (value, after) = quoted
        .split_once('"')
        .ok_or(malformed("a quote is missing"))?;
    if value.contains('\\') {
        return Err(malformed("a value has a backslash"));
    }
    Ok((value, after))
}

/// The names in `headers`. When the parameter is absent only a time would be covered, which the
/// policy refuses, as it does an empty list.
fn covered(parameters: &BTreeMap<&str, &str>) -> Result<Vec<String>, Error> {
    let algorithm = parameters.get("algorithm").copied().unwrap_or("hs2019");
    if !matches!(algorithm, "rsa-sha256" | "hs2019") {
        return Err(Error::Algorithm(algorithm.to_owned()));
    }
    let covered: Vec<String> = parameters
        .get("headers")
        .copied()
        .unwrap_or_default()
        .split_ascii_whitespace()
        .map(str::to_ascii_lowercase)
        .collect();
    let has_times = covers(&covered, "(created)") || covers(&covered, "(expires)");
    if algorithm == "rsa-sha256" && has_times {
        return Err(malformed(
            "(created) and (expires) need the algorithm hs2019",
        ));
    }
    Ok(covered)
}

fn timestamp(value: Option<&&str>) -> Result<Option<i64>, Error> {
    value
        .map(|value| {
            value
                .parse()
                .map_err(|_| malformed("a time is not a number of seconds"))
        })
        .transpose()
}

fn covers(covered: &[String], name: &str) -> bool {
    covered.iter().any(|covered| covered == name)
}

/// Of the times in a request only a covered one can be trusted: anybody can add another.
fn created(request: &RequestView<'_>, covered: &[String], times: &Times) -> Result<i64, Error> {
    if covers(covered, "(created)") {
        return times
            .created
            .ok_or_else(|| Error::Missing("(created)".to_owned()));
    }
    if !covers(covered, "date") {
        return Err(Error::NotCovered("date or (created)"));
    }
    let date = request
        .field("date")
        .ok_or_else(|| Error::Missing("date".to_owned()))?;
    unix_seconds(&String::from_utf8_lossy(&date)).ok_or(Error::Malformed {
        header: "Date",
        reason: "it is not a date of HTTP",
    })
}

fn unix_seconds(date: &str) -> Option<i64> {
    let since_epoch = parse_http_date(date)
        .ok()?
        .duration_since(UNIX_EPOCH)
        .ok()?;
    i64::try_from(since_epoch.as_secs()).ok()
}

/// Times before 1970 become 1970.
fn http_date(now: i64) -> String {
    let seconds = Duration::from_secs(now.try_into().unwrap_or_default());
    HttpDate::from(UNIX_EPOCH + seconds).to_string()
}

/// The text that is signed (§2.3).
fn base(
    request: &RequestView<'_>,
    target: &str,
    covered: &[String],
    times: &Times,
) -> Result<Vec<u8>, Error> {
    let lines = covered
        .iter()
        .map(|name| {
            let value = value_of(request, target, name, times);
            let value = value.ok_or_else(|| Error::Missing(name.clone()))?;
            Ok([name.as_bytes(), b": ", &value].concat())
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(lines.join(&b'\n'))
}

fn value_of(request: &RequestView<'_>, target: &str, name: &str, times: &Times) -> Option<Vec<u8>> {
    match name {
        "(request-target)" => {
            let method = request.method.as_str().to_ascii_lowercase();
            Some(format!("{method} {target}").into_bytes())
        }
        "(created)" => times.created.map(|time| time.to_string().into_bytes()),
        "(expires)" => times.expires.map(|time| time.to_string().into_bytes()),
        "host" => Some(request.host()),
        _ => request.field(name),
    }
}

fn malformed(reason: &'static str) -> Error {
    Error::Malformed {
        header: "Signature",
        reason,
    }
}

#[cfg(test)]
mod tests;
