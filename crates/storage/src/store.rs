//! Files under opaque keys: a folder today, any object store tomorrow.

#[cfg(any(test, feature = "testing"))]
mod full;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{TryStreamExt as _, future};
use object_store::buffered::BufWriter;
use object_store::{
    GetOptions, GetResult, ObjectMeta, ObjectStore, ObjectStoreExt, local::LocalFileSystem,
    path::Path as Key,
};

use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

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
        std::fs::create_dir_all(folder).map_err(disk)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// A store that is as full as a disk can be.
    #[cfg(any(test, feature = "testing"))]
    #[must_use]
    pub fn without_room() -> Self {
        Self(Arc::new(full::FullDisk))
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// When the store is full or cannot be reached.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<()> {
        self.0.put(&Key::from(key), bytes.into()).await?;
        Ok(())
    }

    /// Writes a file from the disk of this machine, whole or not at all.
    ///
    /// # Errors
    /// When the store is full or cannot be reached, or the file cannot be read.
    pub async fn put_file(&self, key: &str, path: &Path) -> Result<()> {
        let mut file = File::open(path).await.map_err(disk)?;
        let mut writer = BufWriter::new(self.0.clone(), Key::from(key));
        tokio::io::copy(&mut file, &mut writer)
            .await
            .map_err(disk)?;
        writer.shutdown().await.map_err(disk)
    }

    /// Writes a file of the store to the disk of this machine; `false` when there is none.
    ///
    /// # Errors
    /// When the store cannot be reached, or the disk is full.
    pub async fn save(&self, key: &str, path: &Path) -> Result<bool> {
        let Some((_, mut body)) = self.get(key).await? else {
            return Ok(false);
        };
        let mut file = File::create(path).await.map_err(disk)?;
        while let Some(piece) = body.try_next().await? {
            file.write_all(&piece).await.map_err(disk)?;
        }
        file.flush().await.map_err(disk)?;
        Ok(true)
    }

    /// The file as a stream, and its length in bytes; `None` when there is none.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn get(&self, key: &str) -> Result<Option<(u64, Body)>> {
        let found = present(self.0.get(&Key::from(key)).await)?;
        Ok(found.map(|found| (found.meta.size, found.into_stream())))
    }

    /// The whole file, for those that are known to be small; `None` when there is none.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn read(&self, key: &str) -> Result<Option<Bytes>> {
        match present(self.0.get(&Key::from(key)).await)? {
            Some(found) => Ok(Some(found.bytes().await?)),
            None => Ok(None),
        }
    }

    /// Bytes of the file; `None` when there is none.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn size(&self, key: &str) -> Result<Option<u64>> {
        let found = present(self.0.head(&Key::from(key)).await)?;
        Ok(found.map(|meta| meta.size))
    }

    /// A part of the file, which must lie within it; `None` when there is no such file.
    ///
    /// # Errors
    /// When the store cannot be reached, or the file is shorter.
    pub async fn get_part(&self, key: &str, part: Range<u64>) -> Result<Option<Body>> {
        let options = GetOptions {
            range: Some(part.into()),
            ..GetOptions::default()
        };
        let found = present(self.0.get_opts(&Key::from(key), options).await)?;
        Ok(found.map(GetResult::into_stream))
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

fn disk(source: std::io::Error) -> crate::Error {
    let store = "folder";
    let source = Box::new(source);
    object_store::Error::Generic { store, source }.into()
}

fn present<T>(answer: object_store::Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
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
        assert_eq!(store.size("a/b").await.expect("answers"), Some(5));
        let whole = store.read("a/b").await.expect("answers");
        assert_eq!(whole.as_deref(), Some(&b"hello"[..]));
        let part = store.get_part("a/b", 1..3).await.expect("answers");
        let pieces: Vec<Bytes> = part.expect("is there").try_collect().await.expect("reads");
        assert_eq!(pieces.concat(), b"el");
        let path = folder.path().join("copy");
        assert!(store.save("a/b", &path).await.expect("saves"));
        store.put_file("c", &path).await.expect("puts");
        assert_eq!(store.size("c").await.expect("answers"), Some(5));
        assert!(!store.save("d", &path).await.expect("finds none"));
        store.delete("a/b").await.expect("deletes");
        store.delete("a/b").await.expect("deletes what is gone");
        assert_eq!(store.size("a/b").await.expect("answers"), None);
        assert!(store.get("a/b").await.expect("answers").is_none());
        assert!(store.read("a/b").await.expect("answers").is_none());
    }
}
