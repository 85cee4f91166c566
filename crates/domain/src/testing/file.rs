//! Files for tests: pictures, videos and sound, ours and those of others.

use std::path::Path;

use storage::id::AccountId;
use storage::kinds::MediaPurpose;

use super::remote_account;
use crate::context::Context;
use crate::ffmpeg::Ffmpeg;
use crate::media::{self, RemoteMedia};

/// A PNG with a gradient.
///
/// # Panics
/// When it is too large for memory.
#[must_use]
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let shade = |at: u32, of: u32| u8::try_from(at * 255 / of).unwrap_or(u8::MAX);
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([shade(x, width), shade(y, height), 120])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("memory can be written");
    bytes.into_inner()
}

/// The program of `PATH`, or the one that `scripts/need.sh ffmpeg` brings.
///
/// # Panics
/// When there is none: a test cannot go on without.
#[must_use]
pub fn ffmpeg() -> Ffmpeg {
    let brought = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.test/bin/ffmpeg");
    let found = Ffmpeg::find(None).or_else(|| Ffmpeg::find(Some(&brought)));
    found.expect("ffmpeg: install it, or let `scripts/need.sh ffmpeg` bring one for tests")
}

/// A second of test pictures, 320 by 240 and 25 a second, and of a tone, written by ffmpeg as `words` say.
///
/// # Panics
/// When ffmpeg refuses: a test cannot go on without.
pub async fn clip(words: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = "-v error -f lavfi -i testsrc=s=320x240:r=25:d=1 -f lavfi -i sine=d=1";
    let mut command = tokio::process::Command::new(ffmpeg().program());
    command
        .args(sources.split(' '))
        .args(words.split_whitespace());
    let output = folder.path().join("clip");
    let run = command.arg(&output).output().await.expect("runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    std::fs::read(output).expect("reads")
}

/// Adds a person of `b.example` whose avatar is at `url`; the address at which it is served here.
///
/// # Panics
/// When the database refuses.
pub async fn remote_avatar(ctx: &Context, username: &str, url: String) -> String {
    let account = remote_account(ctx, username, "b.example").await;
    remote_file(
        ctx,
        account.id,
        MediaPurpose::Avatar,
        RemoteMedia::picture(url),
    )
    .await
}

/// Adds a file of a remote account; the address at which it is served here.
///
/// # Panics
/// When the database refuses.
pub async fn remote_attachment(ctx: &Context, account: AccountId, file: RemoteMedia) -> String {
    remote_file(ctx, account, MediaPurpose::Attachment, file).await
}

async fn remote_file(
    ctx: &Context,
    account: AccountId,
    purpose: MediaPurpose,
    file: RemoteMedia,
) -> String {
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await.expect("begins");
    let id = media::replace_remote_picture(&tx, account, purpose, None, Some(&file), now).await;
    let id = id.expect("is added").expect("an id");
    let row = storage::media::find_by_id(&*tx, id).await;
    tx.commit().await.expect("commits");
    media::view(ctx, row.expect("reads").expect("is there")).url
}
