//! Files that no row names: a process was killed between storing a file and writing its row.

use std::collections::HashSet;
use std::time::Duration;

use storage::media as rows;

use super::file;
use crate::context::Context;
use crate::error::Result;

/// How old a file is before it is looked at: its row is written in the same request, or never.
const AGE: Duration = Duration::from_hours(1);
/// Files that one query asks about.
const BATCH: usize = 500;

/// Removes files older than an hour that no row names; says how many.
///
/// # Errors
/// When the database or the store refuses.
pub async fn remove_orphans(ctx: &Context) -> Result<usize> {
    let old = ctx.store.list_older(ctx.clock.now().before(AGE)).await?;
    let mut removed = 0;
    for keys in old.chunks(BATCH) {
        let named = rows::list_named(ctx.db.read(), keys).await?;
        let named: HashSet<String> = named.into_iter().collect();
        let orphans: Vec<String> = keys
            .iter()
            .filter(|key| !named.contains(*key))
            .cloned()
            .collect();
        file::delete_files(ctx, &orphans).await?;
        removed += orphans.len();
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use bytes::Bytes;

    use super::*;
    use crate::clock::Timestamp;
    use crate::media::{self, Wording};
    use crate::testing::{self, TestContext};

    /// Says that every file of the store was written at `time`.
    fn date(test: &TestContext, time: Timestamp) {
        let millis = u64::try_from(time.millis()).expect("after 1970");
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
        for entry in std::fs::read_dir(test.files.path()).expect("a folder") {
            let path = entry.expect("a file").path();
            let file = std::fs::File::options().write(true).open(path);
            let file = file.expect("opens");
            file.set_modified(time).expect("is dated");
        }
    }

    #[tokio::test]
    async fn a_file_without_a_row_goes_after_an_hour_and_no_other_does() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = testing::local_account(ctx, "anna").await.id;
        let picture = Bytes::from(testing::picture(800, 600));
        let upload = media::upload(ctx, anna, picture, Wording::default());
        upload.await.expect("is taken");
        let lost = Bytes::from_static(b"killed before the row");
        ctx.store.put("lost.jpg", lost).await.expect("puts");

        let now = ctx.clock.now();
        date(&test, now.before(Duration::from_mins(59)));
        assert_eq!(remove_orphans(ctx).await.expect("looks"), 0);
        date(&test, now.before(Duration::from_mins(61)));
        assert_eq!(remove_orphans(ctx).await.expect("looks"), 1);
        assert!(ctx.store.get("lost.jpg").await.expect("answers").is_none());
        let files = std::fs::read_dir(test.files.path()).expect("a folder");
        assert_eq!(files.count(), 2, "the picture and its preview");
        assert_eq!(remove_orphans(ctx).await.expect("looks"), 0);
    }
}
