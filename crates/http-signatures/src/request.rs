//! The parts of a request that signatures are made over.

use http::{HeaderMap, Method};

use crate::Error;

/// A request as it arrived or is going to be sent, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct RequestView<'a> {
    /// Its method.
    pub method: &'a Method,
    /// `https` or `http`, as seen by the client: a proxy may have removed the TLS.
    pub scheme: &'a str,
    /// `host` or `host:port`. A receiver passes the name it is known by, not what the request says,
    /// so that what was signed for another server does not verify.
    pub authority: &'a str,
    /// The target as it stands in the request line, such as `/inbox?page=1`.
    pub path_and_query: &'a str,
    /// The headers. When signing, all of them are covered: pass those that reach the peer unchanged.
    pub headers: &'a HeaderMap,
    /// The bytes as sent, before any parsing; `None` for a request without a body.
    pub body: Option<&'a [u8]>,
}

impl RequestView<'_> {
    /// Whether a signature without a digest would leave content unprotected.
    pub(crate) fn needs_digest(&self) -> bool {
        let reads = *self.method == Method::GET || *self.method == Method::HEAD;
        !reads || !self.body().is_empty()
    }

    pub(crate) fn body(&self) -> &[u8] {
        self.body.unwrap_or_default()
    }

    pub(crate) fn path(&self) -> &str {
        self.path_and_query
            .split_once('?')
            .map_or(self.path_and_query, |(path, _)| path)
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.path_and_query.split_once('?').map(|(_, query)| query)
    }

    /// The authority in the form that is signed and compared.
    pub(crate) fn normalized_authority(&self) -> String {
        self.normalize(self.authority)
    }

    /// RFC 9421 §2.2.3: in lower case, without the default port.
    pub(crate) fn normalize(&self, authority: &str) -> String {
        let authority = authority.to_ascii_lowercase();
        let default_port = if self.scheme.eq_ignore_ascii_case("https") {
            ":443"
        } else {
            ":80"
        };
        match authority.strip_suffix(default_port) {
            Some(host) => host.to_owned(),
            None => authority,
        }
    }

    /// The `Host` header; HTTP/2 has none, there the authority stands in.
    pub(crate) fn host(&self) -> Vec<u8> {
        self.field("host")
            .unwrap_or_else(|| self.authority.as_bytes().to_vec())
    }

    /// All values of a header, trimmed and joined as both specifications say.
    pub(crate) fn field(&self, name: &str) -> Option<Vec<u8>> {
        let values: Vec<&[u8]> = self
            .headers
            .get_all(name)
            .iter()
            .map(|value| value.as_bytes().trim_ascii())
            .collect();
        (!values.is_empty()).then(|| values.join(b", ".as_slice()))
    }

    /// The one value of a header that must not be repeated.
    pub(crate) fn only(&self, name: &'static str) -> Result<Option<&str>, Error> {
        let mut values = self.headers.get_all(name).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        if values.next().is_some() {
            return Err(Error::Repeated(name));
        }
        let text = value.to_str().map_err(|_| Error::Malformed {
            header: name,
            reason: "it is not plain ASCII",
        })?;
        Ok(Some(text.trim()))
    }
}
