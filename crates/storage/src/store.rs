//! Files under opaque keys: a folder today, any object store tomorrow.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{TryStreamExt as _, future};
use object_store::{
    ObjectMeta, ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key,
};

use crate::{Result, Timestamp};

/// The bytes of a file, piece by piece.
pub type Body = BoxStream<'static, object_store::Result<Bytes>>;

/// Where files are kept.
#[derive(Clone)]
pub struct Store(Arc<dyn ObjectStore>);

impl Store {
    /// Keeps files in `folder`, which is made if it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn folder(folder: &Path) -> Result<Self> {
        let io = |source| object_store::Error::Generic {
            store: "folder",
            source: Box::new(source) as _,
        };
        std::fs::create_dir_all(folder).map_err(|error: std::io::Error| io(error))?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// When the store is full or cannot be reached.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<()> {
        self.0.put(&Key::from(key), bytes.into()).await?;
        Ok(())
    }

    /// The file as a stream, and its length in bytes; `None` when there is none.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn get(&self, key: &str) -> Result<Option<(u64, Body)>> {
        match self.0.get(&Key::from(key)).await {
            Ok(found) => Ok(Some((found.meta.size, found.into_stream()))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The files that were written before `time`.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn list_older(&self, time: Timestamp) -> Result<Vec<String>> {
        let old = |file: &ObjectMeta| file.last_modified.timestamp_millis() < time.millis();
        let files = self.0.list(None);
        let keys = files
            .try_filter(|file| future::ready(old(file)))
            .map_ok(|file| file.location.to_string());
        Ok(keys.try_collect().await?)
    }

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn delete(&self, key: &str) -> Result<()> {
        match self.0.delete(&Key::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_there_until_it_is_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::folder(folder.path()).expect("opens");
        store
            .put("a/b", Bytes::from_static(b"hello"))
            .await
            .expect("puts");
        assert_eq!(
            store
                .get("a/b")
                .await
                .expect("answers")
                .map(|(size, _)| size),
            Some(5)
        );
        store.delete("a/b").await.expect("deletes");
        store.delete("a/b").await.expect("deletes what is gone");
        assert!(store.get("a/b").await.expect("answers").is_none());
    }
}
