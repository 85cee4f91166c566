//! Articles, pages, events, pictures, videos and sound: each is shown with its title, its text, its files and a link.

use domain::kinds::MediaKind;
use domain::status_view::StatusView;

use crate::world::World;

struct Shown {
    view: StatusView,
    content: String,
}

impl Shown {
    async fn new(fixture: &str, uri: &str) -> Self {
        let world = World::new().await;
        world.send(fixture).await;
        let view = world.seen(uri).await;
        let view = view.unwrap_or_else(|| panic!("{fixture} is shown"));
        let content = view.content();
        Self { view, content }
    }

    fn says(&self, title: &str, text: &str, links: &[&str]) {
        assert!(
            self.content.starts_with(&format!("<h2>{title}</h2>")),
            "{}",
            self.content
        );
        assert!(self.content.contains(text), "{}", self.content);
        for link in links {
            assert!(
                self.content.contains(&format!("<a href=\"{link}\"")),
                "{}",
                self.content
            );
        }
    }

    fn has(&self, kind: MediaKind, url: &str, description: &str) {
        assert_eq!(self.view.media.len(), 1);
        let file = &self.view.media[0];
        let found = (
            file.kind,
            file.remote_url.as_deref(),
            file.description.as_str(),
        );
        assert_eq!(found, (kind, Some(url), description));
    }
}

#[tokio::test]
async fn an_article_of_wordpress() {
    let article = Shown::new(
        "wordpress/create_article.json",
        "https://clinic.example/?p=12",
    )
    .await;
    let page = "https://clinic.example/2026/09/hand/";
    article.says("A hand, twice broken", "<p>She came on foot.", &[page]);
    assert!(!article.content.contains("script") && !article.content.contains("onerror"));
    assert_eq!(article.content.matches("An opening paragraph.").count(), 1);
    article.has(
        MediaKind::Image,
        "https://clinic.example/wp-content/uploads/xray.jpg",
        "An X-ray of a hand",
    );
    assert_eq!(article.view.tags[0].name, "trauma");
    assert_eq!(article.view.status.url.as_deref(), Some(page));
    assert_eq!(article.view.status.spoiler_text, "");
}

#[tokio::test]
async fn an_article_of_ghost() {
    let uri = "https://news.example/.ghost/activitypub/article/aa";
    let article = Shown::new("ghost/create_article.json", uri).await;
    article.says(
        "A letter from the ward",
        "<p>The whole letter.</p>",
        &["https://news.example/a-letter/"],
    );
    article.has(
        MediaKind::Image,
        "https://news.example/content/images/ward.jpg",
        "",
    );
}

#[tokio::test]
async fn articles_of_writefreely_friendica_and_nodebb() {
    for (fixture, uri, title, text, page) in [
        (
            "writefreely/create_article.json",
            "https://write.example/api/posts/p1",
            "First",
            "<p>First night.</p>",
            "https://write.example/ward/first",
        ),
        (
            "friendica/create_article.json",
            "https://friendica.example/objects/7",
            "Bandages",
            "A <b>short</b> history",
            "https://friendica.example/display/7",
        ),
        (
            "nodebb/create_article.json",
            "https://nodebb.example/post/40",
            "Night shifts and sleep",
            "We rotate forward.",
            "https://nodebb.example/post/40",
        ),
    ] {
        Shown::new(fixture, uri).await.says(title, text, &[page]);
    }
}

#[tokio::test]
async fn a_page_of_lemmy() {
    let page = Shown::new("lemmy/create_page.json", "https://lemmy.example/post/77").await;
    let links = [
        "https://journal.example/guideline",
        "https://lemmy.example/post/77",
    ];
    page.says(
        "New guideline on atrial fibrillation",
        "<p>Short version inside</p>",
        &links,
    );
    page.has(
        MediaKind::Image,
        "https://lemmy.example/pictrs/image/thumb.webp",
        "",
    );
    assert_eq!(page.view.status.language.as_deref(), Some("en"));
}

#[tokio::test]
async fn pages_of_piefed_and_mbin() {
    let page = Shown::new("piefed/create_page.json", "https://piefed.example/post/501").await;
    page.says(
        "Hand hygiene, one year on",
        "<p>Figures of our ward</p>",
        &["https://piefed.example/post/501"],
    );
    page.has(
        MediaKind::Image,
        "https://piefed.example/media/chart.webp",
        "A falling line",
    );
    let page = Shown::new(
        "mbin/create_page.json",
        "https://mbin.example/m/radiology/p/900",
    )
    .await;
    let links = [
        "https://films.example/first",
        "https://mbin.example/m/radiology/t/900/Reading-the-first-film",
    ];
    page.says("Reading the first film", "#film", &links);
}

#[tokio::test]
async fn an_event_of_mobilizon() {
    let event = Shown::new(
        "mobilizon/create_event.json",
        "https://mobilizon.example/events/4b1d",
    )
    .await;
    let said = "<p>2026-11-22 17:00 – 19:30 UTC<br>Lecture hall 2, Main St 1, 10115 Berlin, Germany</p>\
                <p>Bring your own probe.</p>";
    let links = [
        "https://society.example/evening",
        "https://mobilizon.example/events/4b1d",
    ];
    event.says("Ultrasound evening", said, &links);
    event.has(
        MediaKind::Image,
        "https://mobilizon.example/media/banner.jpg",
        "Banner",
    );
}

#[tokio::test]
async fn a_video_of_peertube() {
    let video = Shown::new(
        "peertube/create_video.json",
        "https://video.example/videos/watch/4f0c",
    )
    .await;
    video.says(
        "Suturing, slowly",
        "Une <strong>démonstration</strong>",
        &["https://video.example/w/4f0c"],
    );
    let file = "https://video.example/static/streaming-playlists/hls/720.mp4";
    video.has(MediaKind::Video, file, "Suturing, slowly");
    assert_eq!(video.view.status.language.as_deref(), Some("fr"));
}

#[tokio::test]
async fn sound_of_funkwhale() {
    let uri = "https://funkwhale.example/federation/music/uploads/u1";
    let sound = Shown::new("funkwhale/create_audio.json", uri).await;
    let page = "https://funkwhale.example/library/tracks/3";
    sound.says("Heart sounds, episode 3", "<p>Murmurs</p>", &[page]);
    let file = "https://funkwhale.example/api/v1/listen/3.mp3";
    sound.has(MediaKind::Audio, file, "Heart sounds, episode 3");
}

#[tokio::test]
async fn a_picture_of_streams() {
    let image = Shown::new(
        "streams/create_image.json",
        "https://streams.example/photo/1",
    )
    .await;
    let page = "https://streams.example/photos/ines/1";
    image.says("The old theatre", "Rows of wooden seats", &[page]);
    image.has(
        MediaKind::Image,
        "https://streams.example/photo/1-0.jpg",
        "The old theatre",
    );
}
