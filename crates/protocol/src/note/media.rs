//! The files of a status of another server.

use domain::kinds::MediaKind;
use domain::status::RemoteMedia;
use domain::text::plain;

use super::is_short;
use crate::vocab::{Attachment, Link, Object, duration};

/// Attachments that are kept.
const MEDIA: usize = 4;
/// Of a video in several sizes the largest up to this many pixels in height is taken.
const HEIGHT: u32 = 720;

/// What `object` is, if it is a file itself, and what hangs on it.
pub(super) fn media(object: &Object) -> Vec<RemoteMedia> {
    let banner = object.image.as_ref().filter(|_| !is_short(object));
    let banner = banner.and_then(|image| file(image, MediaKind::Image));
    let attached = object.attachment.iter();
    let attached = attached.filter_map(|attached| file(attached, MediaKind::Unknown));
    let mut media: Vec<RemoteMedia> = Vec::new();
    for found in itself(object).into_iter().chain(attached).chain(banner) {
        if media.iter().all(|known| known.url != found.url) {
            media.push(found);
        }
    }
    media.truncate(MEDIA);
    media
}

/// The file that an Image, Video or Audio is; where none of its addresses is one, the picture that stands for it.
fn itself(object: &Object) -> Option<RemoteMedia> {
    let kind = match object.kind.as_str() {
        "Image" => MediaKind::Image,
        "Video" => MediaKind::Video,
        "Audio" => MediaKind::Audio,
        _ => return None,
    };
    let summary = || object.summary.as_deref().map(plain::to_plain);
    let description = object.name.clone().or_else(summary).unwrap_or_default();
    if let Some((link, mime)) = best(object, kind) {
        return Some(RemoteMedia {
            mime,
            kind,
            description,
            duration: object.duration.as_deref().and_then(duration::parse),
            ..RemoteMedia::picture(link.href.to_string())
        });
    }
    let poster = file(object.icon.last()?, MediaKind::Image)?;
    Some(RemoteMedia {
        description,
        ..poster
    })
}

/// The address of a picture in its full size, or of what plays best, and its media type.
fn best(object: &Object, kind: MediaKind) -> Option<(&Link, String)> {
    let links = object.url.iter();
    let links = links.flat_map(|link| std::iter::once(link).chain(&link.parts));
    let playable = links.filter_map(|link| {
        let mime = link
            .media_type
            .as_deref()
            .or(object.media_type.as_deref())?;
        (of_mime(mime) == Some(kind)).then(|| (link, mime.to_owned()))
    });
    // Of videos the largest of the small ones, else the smallest of the large ones.
    playable.min_by_key(|(link, _)| match link.height.unwrap_or_default() {
        height if kind == MediaKind::Image => (0, u32::MAX - height),
        height if height > HEIGHT => (1, height),
        height => (0, HEIGHT - height),
    })
}

fn of_mime(mime: &str) -> Option<MediaKind> {
    match mime.split('/').next()? {
        "image" => Some(MediaKind::Image),
        "video" => Some(MediaKind::Video),
        "audio" => Some(MediaKind::Audio),
        _ => None,
    }
}

/// A file by what is said of it, else of the kind `otherwise`.
fn file(file: &Attachment, otherwise: MediaKind) -> Option<RemoteMedia> {
    let mime = file.media_type.clone().unwrap_or_default();
    let kind = match (of_mime(&mime), file.kind.as_str()) {
        (_, "Link" | "PropertyValue") => return None,
        (Some(kind), _) => kind,
        (None, "Image") => MediaKind::Image,
        (None, "Video") => MediaKind::Video,
        (None, "Audio") => MediaKind::Audio,
        (None, _) => otherwise,
    };
    let pixels = |side: Option<u32>| side.and_then(|side| i32::try_from(side).ok());
    let [x, y] = file.focal_point.unwrap_or_default();
    Some(RemoteMedia {
        url: file.address()?.to_string(),
        mime,
        kind,
        description: file.description().unwrap_or_default().to_owned(),
        blurhash: file.blurhash.clone(),
        focus: (x, y),
        width: pixels(file.width),
        height: pixels(file.height),
        duration: file.duration.as_deref().and_then(duration::parse),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn found(kind: &str, more: &Value) -> Vec<RemoteMedia> {
        let mut document = json!({"id": "https://a.example/1", "type": kind, "name": "Title"});
        for (name, value) in more.as_object().expect("properties") {
            document[name] = value.clone();
        }
        media(&serde_json::from_value(document).expect("an object"))
    }

    #[test]
    fn only_files_are_attachments() {
        let files = json!({"attachment": [
            {"type": "Document", "mediaType": "image/png", "url": "https://a.example/1.png", "name": "One"},
            {"type": "Link", "href": "https://a.example/"},
        ]});
        let found = found("Note", &files);
        assert_eq!(found.len(), 1);
        let one = &found[0];
        assert_eq!(
            (one.kind, one.description.as_str()),
            (MediaKind::Image, "One")
        );
    }

    #[test]
    fn a_video_is_taken_in_a_size_that_suits_most() {
        let link = |name: &str, height: u32| json!({"type": "Link", "mediaType": "video/mp4", "href": format!("https://a.example/{name}.mp4"), "height": height});
        let page =
            json!({"type": "Link", "mediaType": "text/html", "href": "https://a.example/w/1"});
        let playlist = json!({"type": "Link", "mediaType": "application/x-mpegURL", "href": "https://a.example/m3u8",
                              "tag": [{"type": "Infohash", "name": "0"}, link("1080", 1080), link("480", 480), link("720", 720)]});
        let video = found(
            "Video",
            &json!({"url": [page, playlist], "duration": "PT61S"}),
        );
        assert_eq!(video[0].url, "https://a.example/720.mp4");
        assert_eq!(
            (video[0].kind, video[0].duration),
            (MediaKind::Video, Some(61.0))
        );
        assert_eq!(video[0].description, "Title");
        let large = found(
            "Video",
            &json!({"url": [page, link("2160", 2160), link("1440", 1440)]}),
        );
        assert_eq!(large[0].url, "https://a.example/1440.mp4");
    }

    #[test]
    fn what_cannot_be_played_shows_its_picture() {
        let icon = json!({"type": "Image", "url": "https://a.example/thumb.jpg", "mediaType": "image/jpeg"});
        let video = found(
            "Video",
            &json!({"url": "https://a.example/w/1", "icon": [icon]}),
        );
        assert_eq!((video.len(), video[0].kind), (1, MediaKind::Image));
        assert_eq!(video[0].description, "Title");
    }

    #[test]
    fn a_picture_is_a_file_and_a_banner_counts_once() {
        let image = found(
            "Image",
            &json!({"url": "https://a.example/1.jpg", "mediaType": "image/jpeg"}),
        );
        assert_eq!(image[0].url, "https://a.example/1.jpg");
        let twice = json!({"image": "https://a.example/b.jpg",
                           "attachment": {"type": "Image", "url": "https://a.example/b.jpg", "name": "Banner"}});
        let article = found("Article", &twice);
        assert_eq!(
            (article.len(), article[0].description.as_str()),
            (1, "Banner")
        );
        assert!(found("Note", &json!({"image": "https://a.example/b.jpg"})).is_empty());
    }
}
