//! The guarded client as the library asks for one.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use crate::fetch::{Client, FetchError};

/// Sends what the library has put together.
pub(super) struct Asks(pub Client);

impl<'c> AsyncHttpClient<'c> for Asks {
    type Error = FetchError;
    type Future = BoxFuture<'c, Result<HttpResponse, FetchError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        self.0.call(request).boxed()
    }
}
