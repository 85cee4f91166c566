//! With the program itself. What it reads here it wrote before, from its own test pictures and tones.

use std::fs;

use storage::kinds::MediaKind;
use tempfile::TempDir;

use super::*;
use crate::testing::{clip, ffmpeg};

const LIMIT: u64 = 10 * 1024 * 1024;

async fn convert(bytes: &[u8], effort: Effort) -> (TempDir, Result<Converted, FfmpegError>) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(Ffmpeg::source(folder.path()), bytes).expect("writes");
    let container = match bytes {
        [b'G', b'I', b'F', ..] => Container::Gif,
        _ => Container::sniff(bytes).expect("is known"),
    };
    let converted = ffmpeg()
        .convert(folder.path(), container, effort, LIMIT)
        .await;
    (folder, converted)
}

fn contains(file: &Path, text: &str) -> bool {
    let bytes = fs::read(file).expect("reads");
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

const TELLING: &str = "-metadata title=Ward7 -metadata location=+48.2+016.3/ -metadata comment=MrsMiller \
                       -metadata:s:v title=Camera9 -metadata creation_time=2026-01-02T03:04:05Z";

#[tokio::test]
async fn what_plays_everywhere_is_taken_over_without_its_metadata() {
    let source = clip(&format!(
        "-c:v libx264 -pix_fmt yuv420p -c:a aac {TELLING} -f mov"
    ))
    .await;
    for told in ["Ward7", "+48.2", "MrsMiller", "x264 - core"] {
        assert!(
            source.windows(told.len()).any(|at| at == told.as_bytes()),
            "{told}"
        );
    }
    let (_folder, made) = convert(&source, Effort::Copy).await;
    let made = made.expect("is taken");
    assert_eq!((made.kind, made.mime), (MediaKind::Video, "video/mp4"));
    for told in [
        "Ward7",
        "+48",
        "016.3",
        "MrsMiller",
        "Camera9",
        "x264 - core",
    ] {
        assert!(!contains(&made.file, told), "{told}");
    }
    let (video, audio) = (
        made.facts.video.expect("pictures"),
        made.facts.audio.expect("sound"),
    );
    assert_eq!(
        (video.width, video.height, video.frame_rate),
        (320, 240, Some(25.0))
    );
    assert_eq!(
        (audio.codec.as_str(), made.facts.duration),
        ("aac", Some(1.0))
    );
    let picture = fs::read(made.picture.expect("a picture")).expect("reads");
    assert!(crate::media_file::read_header(&picture).is_ok_and(|header| header.width == 320));
}

#[tokio::test]
async fn everything_else_is_encoded_anew() {
    let webm = clip(&format!("-c:v libvpx-vp9 -c:a libopus {TELLING} -f webm")).await;
    let (_folder, refused) = convert(&webm, Effort::Copy).await;
    assert!(matches!(refused, Err(FfmpegError::Foreign)));
    let (_folder, made) = convert(&webm, Effort::Encode).await;
    let made = made.expect("is taken");
    let (video, audio) = (
        made.facts.video.expect("pictures"),
        made.facts.audio.expect("sound"),
    );
    assert_eq!(
        (video.codec.as_str(), audio.codec.as_str()),
        ("h264", "aac")
    );
    assert!(!contains(&made.file, "Ward7") && !contains(&made.file, "+48"));
}

#[tokio::test]
async fn sound_is_mp3_or_aac() {
    for (words, mime, codec) in [
        (
            "-vn -c:a libmp3lame -metadata title=Ward7 -f mp3",
            "audio/mpeg",
            "mp3",
        ),
        ("-vn -c:a aac -f adts", "audio/mp4", "aac"),
        ("-vn -c:a libopus -f ogg", "audio/mp4", "aac"),
        ("-vn -c:a flac -f flac", "audio/mp4", "aac"),
        ("-vn -c:a pcm_s16le -f wav", "audio/mp4", "aac"),
        ("-vn -c:a aac -f ipod", "audio/mp4", "aac"),
    ] {
        let (_folder, made) = convert(&clip(words).await, Effort::Encode).await;
        let made = made.expect(words);
        assert_eq!((made.kind, made.mime), (MediaKind::Audio, mime), "{words}");
        assert_eq!(made.facts.audio.expect("sound").codec, codec, "{words}");
        assert!(
            !contains(&made.file, "Ward7") && made.picture.is_none(),
            "{words}"
        );
    }
}

#[tokio::test]
async fn an_animation_becomes_a_silent_video_with_even_sides() {
    let gif = clip("-an -vf scale=101:75 -f gif").await;
    let (_folder, made) = convert(&gif, Effort::Encode).await;
    let made = made.expect("is taken");
    assert_eq!((made.kind, made.mime), (MediaKind::Gifv, "video/mp4"));
    let video = made.facts.video.expect("pictures");
    assert_eq!(
        (video.width, video.height, made.facts.audio),
        (100, 74, None)
    );
}

#[tokio::test]
async fn a_video_that_was_held_upright_stays_so() {
    let source = clip("-c:v libx264 -pix_fmt yuv420p -an -f mp4").await;
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("flat"), source).expect("writes");
    let turn = "-y -display_rotation 90 -f mov -i file:flat -c copy -f mp4 file:turned";
    let turn: Vec<String> = turn.split(' ').map(str::to_owned).collect();
    ffmpeg().run(folder.path(), &turn).await.expect("runs");
    let turned = fs::read(folder.path().join("turned")).expect("reads");
    let (_folder, made) = convert(&turned, Effort::Copy).await;
    let made = made.expect("is taken");
    let video = made.facts.video.expect("pictures");
    assert_eq!((video.width, video.height), (240, 320));
    let picture = fs::read(made.picture.expect("a picture")).expect("reads");
    let header = crate::media_file::read_header(&picture).expect("a picture");
    assert_eq!((header.width, header.height), (240, 320));
}

#[tokio::test]
async fn what_is_too_large_too_fast_or_broken_is_refused() {
    let large =
        clip("-an -vf scale=3842:2162 -frames:v 1 -c:v libx264 -pix_fmt yuv420p -f mp4").await;
    let (_folder, refused) = convert(&large, Effort::Encode).await;
    assert!(
        matches!(refused, Err(FfmpegError::TooManyPixels)),
        "{refused:?}"
    );
    let fast = clip("-an -r 240 -c:v libx264 -pix_fmt yuv420p -f mp4").await;
    let (_folder, refused) = convert(&fast, Effort::Encode).await;
    assert!(
        matches!(refused, Err(FfmpegError::TooManyFrames)),
        "{refused:?}"
    );
    let whole = clip("-c:v libx264 -pix_fmt yuv420p -c:a aac -f mp4").await;
    for broken in [
        &whole[..40],
        &b"\0\0\0\x20ftypisom not a video"[..],
        b"OggS",
        b"ID3\x04\0\0",
    ] {
        let (_folder, refused) = convert(broken, Effort::Encode).await;
        assert!(
            matches!(refused, Err(FfmpegError::Unreadable)),
            "{refused:?}"
        );
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(Ffmpeg::source(folder.path()), &whole).expect("writes");
    let ffmpeg = ffmpeg();
    let refused = ffmpeg.convert(folder.path(), Container::IsoMedia, Effort::Copy, 2000);
    assert!(matches!(refused.await, Err(FfmpegError::TooMuch)));
}

#[tokio::test]
async fn security_33_a_playlist_opens_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = clip("-c:v libx264 -pix_fmt yuv420p -an -f mp4").await;
    fs::write(folder.path().join("secret.mp4"), secret).expect("writes");
    let path = folder.path().join("secret.mp4");
    let ffmpeg = ffmpeg();
    for playlist in [
        format!(
            "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\nfile://{}\n#EXT-X-ENDLIST\n",
            path.display()
        ),
        "ffconcat version 1.0\nfile 'secret.mp4'\n".to_owned(),
    ] {
        assert_eq!(Container::sniff(playlist.as_bytes()), None);
        fs::write(Ffmpeg::source(folder.path()), &playlist).expect("writes");
        // Even if it were taken for one of the formats, it is not read as a playlist.
        for container in [
            Container::IsoMedia,
            Container::Matroska,
            Container::Mp3,
            Container::Ogg,
        ] {
            let converted = ffmpeg.convert(folder.path(), container, Effort::Encode, LIMIT);
            assert!(converted.await.is_err(), "{playlist} as {container:?}");
        }
    }
}

#[tokio::test]
async fn the_program_is_found_and_asked_what_it_can() {
    ffmpeg().check().await.expect("has its encoders");
    assert!(Ffmpeg::find(Some(Path::new("/nowhere/ffmpeg"))).is_none());
    let other = Ffmpeg::find(Some(Path::new("/bin/true"))).expect("a program");
    assert!(
        matches!(other.check().await, Err(FfmpegError::Missing(text)) if text.contains("libx264"))
    );
}
