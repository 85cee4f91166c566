//! What a file holds while it arrives: in memory while it could be a picture, and from there on the disk of this machine.

use std::path::Path;

use bytes::Bytes;
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::media_file::MAX_BYTES;
use crate::scratch::Scratch;

/// A file that arrives piece by piece.
#[derive(Default)]
pub struct Content {
    /// All of it, or only its first bytes once it is on the disk.
    memory: Vec<u8>,
    disk: Option<(File, TempPath)>,
    length: usize,
}

impl Content {
    /// Adds a piece; what becomes large stands in `scratch`.
    ///
    /// # Errors
    /// When the disk is full.
    pub async fn push(&mut self, scratch: &Scratch, piece: &[u8]) -> Result<()> {
        self.length += piece.len();
        if let Some((file, _)) = &mut self.disk {
            return file.write_all(piece).await.map_err(Error::internal);
        }
        self.memory.extend_from_slice(piece);
        if self.memory.len() > MAX_BYTES {
            self.spill(scratch).await.map_err(Error::internal)?;
        }
        Ok(())
    }

    async fn spill(&mut self, scratch: &Scratch) -> std::io::Result<()> {
        let (file, path) = scratch.file()?.into_parts();
        let mut file = File::from_std(file);
        file.write_all(&self.memory).await?;
        self.disk = Some((file, path));
        self.memory.truncate(super::clip::BEGINNING);
        self.memory.shrink_to_fit();
        Ok(())
    }

    /// Bytes of all of it.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// All of it, or its first bytes.
    pub(super) fn beginning(&self) -> &[u8] {
        &self.memory
    }

    /// All of it; `None` for what is too large to be a picture.
    pub(super) fn into_picture(self) -> Option<Bytes> {
        self.disk.is_none().then(|| self.memory.into())
    }

    /// Puts it into the store.
    pub(super) async fn store(self, ctx: &Context, key: &str) -> Result<()> {
        let Some((mut file, path)) = self.disk else {
            return Ok(ctx.store.put(key, self.memory.into()).await?);
        };
        file.flush().await.map_err(Error::internal)?;
        let path: &Path = &path;
        Ok(ctx.store.put_file(key, path).await?)
    }
}

impl From<Vec<u8>> for Content {
    fn from(memory: Vec<u8>) -> Self {
        let length = memory.len();
        Self {
            memory,
            disk: None,
            length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn what_is_large_arrives_whole_and_by_way_of_the_disk() {
        let test = testing::context().await;
        let scratch = &test.ctx.scratch;
        let mut small = Content::default();
        small.push(scratch, b"OggS").await.expect("takes");
        small.push(scratch, b"rest").await.expect("takes");
        assert_eq!(small.into_picture().as_deref(), Some(&b"OggSrest"[..]));

        let mut large = Content::default();
        for at in 0..=16_u8 {
            let piece = vec![at; MAX_BYTES / 16];
            large.push(scratch, &piece).await.expect("takes");
        }
        assert_eq!(large.length(), MAX_BYTES / 16 * 17);
        assert!(large.beginning().len() < 100);
        large.store(&test.ctx, "k").await.expect("stores");
        let size = test.ctx.store.size("k").await.expect("answers");
        assert_eq!(size, Some(MAX_BYTES as u64 / 16 * 17));
        let end = test
            .ctx
            .store
            .get_part("k", MAX_BYTES as u64 - 1..MAX_BYTES as u64 + 1);
        let end = end.await.expect("answers").expect("is there");
        let pieces: Vec<Bytes> = futures::TryStreamExt::try_collect(end)
            .await
            .expect("reads");
        assert_eq!(pieces.concat(), [15, 16]);
        let mut other = Content::default();
        other
            .push(scratch, &vec![0; MAX_BYTES + 1])
            .await
            .expect("takes");
        assert!(other.into_picture().is_none());
    }
}
