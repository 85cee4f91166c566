//! Parameters, however an app sends them: in the query, as a form, as multipart or as JSON. Apps differ: Ice Cubes and
//! Elk send JSON where Phanpy and toot send forms, and all of them send numbers and booleans as text somewhere.

use std::collections::BTreeMap;
use std::fmt::Display;

use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use percent_encoding::percent_decode;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::Error;

/// The parameters of a request as `T`. Files of a multipart body are in [`Params::files`], by field name.
pub struct Params<T> {
    /// The parameters.
    pub values: T,
    /// Uploaded files.
    pub files: BTreeMap<String, Upload>,
}

/// An uploaded file.
pub struct Upload {
    /// What it holds.
    pub bytes: Bytes,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Params<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let mut map = Map::new();
        let mut files = BTreeMap::new();
        read_pairs(
            request.uri().query().unwrap_or_default().as_bytes(),
            &mut map,
        )?;
        let kind = content_type(&request);
        match kind.as_str() {
            "application/json" => {
                let body = body(request, state).await?;
                if !body.is_empty() {
                    map.extend(read_json(&body)?);
                }
            }
            "multipart/form-data" => read_multipart(request, state, &mut map, &mut files).await?,
            "application/x-www-form-urlencoded" => {
                read_pairs(&body(request, state).await?, &mut map)?;
            }
            _ => {}
        }
        Ok(Self {
            values: finish(map)?,
            files,
        })
    }
}

fn content_type(request: &Request) -> String {
    let header = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    header
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

async fn body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Error> {
    Bytes::from_request(request, state)
        .await
        .map_err(|_| Error::TooLarge)
}

fn read_json(body: &[u8]) -> Result<Map<String, Value>, Error> {
    serde_json::from_slice(body)
        .map_err(|error| Error::BadRequest(format!("The JSON body cannot be read: {error}")))
}

pub(super) fn read_pairs(text: &[u8], into: &mut Map<String, Value>) -> Result<(), Error> {
    let unreadable = |error: &dyn Display| {
        Error::BadRequest(format!("The form or the query cannot be read: {error}"))
    };
    // What is not UTF-8 would be replaced without a word.
    percent_decode(text)
        .decode_utf8()
        .map_err(|error| unreadable(&error))?;
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_bytes(text).map_err(|error| unreadable(&error))?;
    for (name, value) in pairs {
        insert(into, &name, Value::String(value));
    }
    Ok(())
}

async fn read_multipart<S: Send + Sync>(
    request: Request,
    state: &S,
    into: &mut Map<String, Value>,
    files: &mut BTreeMap<String, Upload>,
) -> Result<(), Error> {
    let mut multipart = Multipart::from_request(request, state)
        .await
        .map_err(|error| Error::BadRequest(error.body_text()))?;
    while let Some(field) = multipart.next_field().await.map_err(refuse)? {
        if field.file_name().is_none() {
            read_text(field, into).await?;
            continue;
        }
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(refuse)?;
        files.insert(name, Upload { bytes });
    }
    Ok(())
}

/// Puts the text of a multipart body where its name points.
pub(super) async fn read_text(
    field: Field<'_>,
    into: &mut Map<String, Value>,
) -> Result<(), Error> {
    let name = field.name().unwrap_or_default().to_owned();
    let bytes = field.bytes().await.map_err(refuse)?;
    let text = String::from_utf8(bytes.to_vec())
        .map_err(|_| Error::Unprocessable(format!("{name}: must be UTF-8")))?;
    insert(into, &name, Value::String(text));
    Ok(())
}

/// The parameters as `T`.
pub(super) fn finish<T: DeserializeOwned>(map: Map<String, Value>) -> Result<T, Error> {
    let mut value = Value::Object(map);
    drop_nul(&mut value);
    read(value)
}

pub(super) fn refuse(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest(format!("The multipart body cannot be read: {error}")),
    }
}

/// Puts a value where a Rails-style name points: `a`, `a[]` (a list), `a[b]`, `a[][b]` (a list of objects, a new one
/// where `b` comes again) and `a[0][b]`.
fn insert(map: &mut Map<String, Value>, name: &str, value: Value) {
    let (head, rest) = name
        .split_once('[')
        .map_or((name, ""), |(head, rest)| (head, rest));
    if rest.is_empty() {
        map.insert(head.to_owned(), value);
        return;
    }
    let (key, deeper) = rest.split_once(']').unwrap_or((rest, ""));
    let deeper = deeper
        .strip_prefix('[')
        .and_then(|inner| inner.split_once(']'));
    if key.is_empty() || key.parse::<usize>().is_ok() {
        let list = map.entry(head).or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(list) = list else { return };
        match deeper {
            None => list.push(value),
            Some((field, _)) => insert_into_list(list, key, field, value),
        }
    } else {
        let object = map.entry(head).or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(object) = object else {
            return;
        };
        match deeper {
            Some((field, rest)) => insert(object, &format!("{key}[{field}]{rest}"), value),
            None => insert(object, key, value),
        }
    }
}

fn insert_into_list(list: &mut Vec<Value>, index: &str, field: &str, value: Value) {
    let at = match index.parse::<usize>() {
        Ok(at) => at.min(list.len()),
        Err(_) => match list.last() {
            Some(Value::Object(newest)) if !newest.contains_key(field) => list.len() - 1,
            _ => list.len(),
        },
    };
    if at == list.len() {
        list.push(Value::Object(Map::new()));
    }
    if let Some(Value::Object(object)) = list.get_mut(at) {
        insert(object, field, value);
    }
}

/// Takes the character out of every text that PostgreSQL cannot keep in one, and that nobody writes.
fn drop_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|character| character != '\0'),
        Value::Array(list) => list.iter_mut().for_each(drop_nul),
        Value::Object(map) => map.values_mut().for_each(drop_nul),
        _ => {}
    }
}

/// Reads parameters; what is of another type is refused by its name.
///
/// # Errors
/// `Unprocessable`.
fn read<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let reason = error.into_inner();
        Error::Unprocessable(match path.as_str() {
            "." => reason.to_string(),
            field => format!("{field}: {reason}"),
        })
    })
}

/// Deserializers for values that are text in a form and something else in JSON.
pub mod lenient {
    use serde::{Deserialize, Deserializer};
    use serde_json::Value;

    /// `true`, `"true"`, `"1"`, `"on"`; another text or number is read as Mastodon reads it.
    ///
    /// # Errors
    /// When it is a list or an object.
    pub fn boolean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
        Ok(match Value::deserialize(deserializer)? {
            Value::Null => None,
            Value::Bool(value) => Some(value),
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(!matches!(
                text.as_str(),
                "false" | "0" | "f" | "off" | "False" | "FALSE"
            )),
            Value::Number(number) => Some(number.as_i64() != Some(0)),
            _ => return Err(serde::de::Error::custom("must be true or false")),
        })
    }

    /// An id, as text or as a number.
    ///
    /// # Errors
    /// When it is neither.
    pub fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(None),
            Value::String(text) if text.is_empty() => Ok(None),
            value => number(&value).map(Some),
        }
    }

    fn number<E: serde::de::Error>(value: &Value) -> Result<i64, E> {
        let number = match value {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.as_i64(),
            _ => None,
        };
        number.ok_or_else(|| E::custom("must be a whole number"))
    }

    /// A list of ids, or one alone, of which none may be left out.
    ///
    /// # Errors
    /// When one of them is no id.
    pub fn every_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i64>, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Vec::new()),
            Value::Array(list) => list.iter().map(number).collect(),
            one => Ok(vec![number(&one)?]),
        }
    }

    /// A list of texts, or one alone.
    ///
    /// # Errors
    /// When one of them is no text.
    pub fn texts<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<String>>, D::Error> {
        let text = |value| match value {
            Value::String(text) => Ok(text),
            _ => Err(serde::de::Error::custom("a text was expected")),
        };
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(None),
            Value::Array(list) => list
                .into_iter()
                .map(text)
                .collect::<Result<_, _>>()
                .map(Some),
            one => Ok(Some(vec![text(one)?])),
        }
    }

    /// A list of ids, or one alone. What is no id is left out: it names nothing that exists.
    ///
    /// # Errors
    /// Never.
    pub fn ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i64>, D::Error> {
        let read = |value: &Value| match value {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.as_i64(),
            _ => None,
        };
        Ok(match Value::deserialize(deserializer)? {
            Value::Array(list) => list.iter().filter_map(read).collect(),
            other => read(&other).into_iter().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_with_brackets_become_lists_and_objects() {
        let mut map = Map::new();
        let form = "a=1&ids[]=2&ids[]=3&source[privacy]=direct&fields[0][name]=x&fields[0][value]=y&fields[1][name]=z\
                    &media[][id]=5&media[][alt]=t&media[][id]=6&policy[reply][always][]=x&policy[reply][always][]=y";
        read_pairs(form.as_bytes(), &mut map).expect("reads");
        assert_eq!(
            Value::Object(map),
            json!({
                "a": "1", "ids": ["2", "3"], "source": {"privacy": "direct"},
                "fields": [{"name": "x", "value": "y"}, {"name": "z"}],
                "media": [{"id": "5", "alt": "t"}, {"id": "6"}],
                "policy": {"reply": {"always": ["x", "y"]}},
            })
        );
    }

    #[test]
    fn a_name_that_contradicts_itself_is_harmless() {
        let mut map = Map::new();
        read_pairs(b"a=1&a[]=2&a[b]=3&[]=4&b[c=5", &mut map).expect("reads");
        assert_eq!(map.get("a"), Some(&json!("1")));
    }
}
