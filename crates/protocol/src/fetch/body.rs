//! Reading an answer without letting it grow beyond its bound.
//!
//! Bytes are counted after decompression: a small answer that unpacks into a large one stops at the same place.

use bytes::{Bytes, BytesMut};
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use http::HeaderMap;
use reqwest::Response;
use url::Url;

use super::error::FetchError;

/// An answer that is passed on while it arrives.
pub struct Streamed {
    /// Where it came from, after redirects.
    pub url: Url,
    /// The headers of the answer.
    pub headers: HeaderMap,
    /// The bytes; the first error is the last item.
    pub body: BoxStream<'static, Result<Bytes, FetchError>>,
}

/// The whole answer, if it is no larger than `limit` bytes.
pub(super) async fn collect(mut answer: Response, limit: usize) -> Result<Bytes, FetchError> {
    check_announced(&answer, limit)?;
    let mut body = BytesMut::new();
    while let Some(piece) = answer
        .chunk()
        .await
        .map_err(|error| FetchError::from_http(&error))?
    {
        if body.len() + piece.len() > limit {
            return Err(FetchError::TooLarge { limit });
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}

/// The first `most` bytes of the answer, or all of it when it is shorter.
pub(super) async fn beginning(mut answer: Response, most: usize) -> Result<Bytes, FetchError> {
    let mut body = BytesMut::new();
    while body.len() < most
        && let Some(piece) = answer
            .chunk()
            .await
            .map_err(|error| FetchError::from_http(&error))?
    {
        body.extend_from_slice(&piece);
    }
    body.truncate(most);
    Ok(body.freeze())
}

/// The answer piece by piece, ending with an error where it passes `limit` bytes.
pub(super) fn bounded(
    answer: Response,
    limit: usize,
) -> Result<BoxStream<'static, Result<Bytes, FetchError>>, FetchError> {
    check_announced(&answer, limit)?;
    let pieces = stream::try_unfold((answer, limit), move |(mut answer, left)| async move {
        let Some(piece) = answer
            .chunk()
            .await
            .map_err(|error| FetchError::from_http(&error))?
        else {
            return Ok(None);
        };
        let left = left
            .checked_sub(piece.len())
            .ok_or(FetchError::TooLarge { limit })?;
        Ok(Some((piece, (answer, left))))
    });
    Ok(pieces.boxed())
}

/// What says it is too large need not be read at all.
fn check_announced(answer: &Response, limit: usize) -> Result<(), FetchError> {
    let announced = answer.content_length().unwrap_or(0);
    if usize::try_from(announced).is_ok_and(|announced| announced <= limit) {
        return Ok(());
    }
    Err(FetchError::TooLarge { limit })
}
