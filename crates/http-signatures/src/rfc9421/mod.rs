//! RFC 9421, for requests with one signature.

mod signature_input;

use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderMap;
use sfv::{Dictionary, ListEntry, Parser};

use crate::{Algorithm, Claim, Error, PrivateKey, Profile, RequestView, digest, signing};
use signature_input::SignatureInput;

pub(crate) const SIGNATURE_INPUT: &str = "signature-input";
const SIGNATURE: &str = "signature";
/// Names our one signature; any would do.
const LABEL: &str = "sig1";

pub(crate) fn sign(
    request: &RequestView<'_>,
    key_id: &str,
    key: &PrivateKey,
    now: i64,
) -> Result<HeaderMap, Error> {
    let mut added = HeaderMap::new();
    if request.needs_digest() {
        let value = digest::content_digest_header(request.body());
        added.insert("content-digest", signing::header_value(value));
    }
    let headers = signing::with_added(request, &added);
    let mut covered = vec!["@method".to_owned(), "@target-uri".to_owned()];
    covered.extend(signing::other_names(&headers, &["host"]));
    let params = format!(
        r#"("{}");created={now};keyid="{key_id}""#,
        covered.join(r#"" ""#)
    );
    let view = RequestView {
        headers: &headers,
        ..*request
    };
    let signature = BASE64_STANDARD.encode(key.sign(&base(&view, &covered, &params)?));
    added.insert(
        SIGNATURE_INPUT,
        signing::header_value(format!("{LABEL}={params}")),
    );
    added.insert(
        SIGNATURE,
        signing::header_value(format!("{LABEL}=:{signature}:")),
    );
    Ok(added)
}

pub(crate) fn parse(request: &RequestView<'_>) -> Result<Claim, Error> {
    let header = request.only(SIGNATURE_INPUT)?.ok_or(Error::Unsigned)?;
    let input = SignatureInput::parse(header)?;
    let signature = signature(
        request.only(SIGNATURE)?.ok_or(Error::Unsigned)?,
        &input.label,
    )?;
    Ok(Claim {
        key_id: input.string("keyid")?.ok_or(malformed("it has no keyid"))?,
        profile: Profile::Rfc9421,
        authority: request.normalized_authority(),
        created: input
            .integer("created")?
            .ok_or(malformed("it has no created"))?,
        expires: input.integer("expires")?,
        algorithm: input.string("alg")?.map(algorithm).transpose()?,
        bases: vec![base(request, &input.covered, input.params)?],
        covered: input.covered,
        signature,
    })
}

fn algorithm(name: String) -> Result<Algorithm, Error> {
    Algorithm::from_name(&name).ok_or(Error::Algorithm(name))
}

/// The bytes under the label; another signature beside it is refused.
fn signature(header: &str, label: &str) -> Result<Vec<u8>, Error> {
    let malformed = |reason| Error::Malformed {
        header: "Signature",
        reason,
    };
    let signatures: Dictionary = Parser::new(header)
        .parse()
        .map_err(|_| malformed("it is not a dictionary"))?;
    if signatures.len() > 1 {
        return Err(Error::Repeated("signature"));
    }
    let Some(ListEntry::Item(item)) = signatures.get(label) else {
        return Err(malformed(
            "it has no signature for the label of Signature-Input",
        ));
    };
    let bytes = item.bare_item.as_byte_sequence();
    bytes
        .map(<[u8]>::to_vec)
        .ok_or(malformed("the signature is not a byte sequence"))
}

/// The signature base (§2.5). `params` is `@signature-params` letter by letter as received: peers
/// order its parameters differently.
fn base(request: &RequestView<'_>, covered: &[String], params: &str) -> Result<Vec<u8>, Error> {
    let mut base = Vec::new();
    for name in covered {
        let value = component(request, name)?;
        base.extend_from_slice(format!("\"{name}\": ").as_bytes());
        base.extend_from_slice(&value);
        base.push(b'\n');
    }
    base.extend_from_slice(format!("\"@signature-params\": {params}").as_bytes());
    Ok(base)
}

/// The value of a header or derived component (§2.1, §2.2).
fn component(request: &RequestView<'_>, name: &str) -> Result<Vec<u8>, Error> {
    let scheme = request.scheme.to_ascii_lowercase();
    let value = match name {
        "@method" => request.method.as_str().to_owned(),
        "@target-uri" => {
            let authority = request.normalized_authority();
            format!("{scheme}://{authority}{}", request.path_and_query)
        }
        "@authority" => request.normalized_authority(),
        "@scheme" => scheme,
        "@request-target" => request.path_and_query.to_owned(),
        "@path" => request.path().to_owned(),
        "@query" => format!("?{}", request.query().unwrap_or_default()),
        _ if name.starts_with('@') => return Err(Error::UnsupportedComponent(name.to_owned())),
        _ => {
            return request
                .field(name)
                .ok_or_else(|| Error::Missing(name.to_owned()));
        }
    };
    Ok(value.into_bytes())
}

fn malformed(reason: &'static str) -> Error {
    Error::Malformed {
        header: "Signature-Input",
        reason,
    }
}

#[cfg(test)]
mod tests;
