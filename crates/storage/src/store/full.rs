//! A store without room, for tests: what a full disk answers.

use std::fmt;
use std::io;

use futures::stream::{self, BoxStream, StreamExt as _};
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};

/// Nothing is in it, and nothing fits.
#[derive(Debug)]
pub(super) struct FullDisk;

impl fmt::Display for FullDisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a full disk")
    }
}

fn full() -> Error {
    Error::Generic {
        store: "folder",
        source: Box::new(io::Error::from(io::ErrorKind::StorageFull)),
    }
}

#[async_trait::async_trait]
impl ObjectStore for FullDisk {
    async fn put_opts(&self, _: &Path, _: PutPayload, _: PutOptions) -> Result<PutResult> {
        Err(full())
    }

    async fn put_multipart_opts(
        &self,
        _: &Path,
        _: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        Err(full())
    }

    async fn get_opts(&self, location: &Path, _: GetOptions) -> Result<GetResult> {
        Err(Error::NotFound {
            path: location.to_string(),
            source: "nothing is in it".into(),
        })
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        locations
    }

    fn list(&self, _: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        stream::empty().boxed()
    }

    async fn list_with_delimiter(&self, _: Option<&Path>) -> Result<ListResult> {
        Err(full())
    }

    async fn copy_opts(&self, _: &Path, _: &Path, _: CopyOptions) -> Result<()> {
        Err(full())
    }
}
