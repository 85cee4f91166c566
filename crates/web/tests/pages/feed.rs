//! The Atom feed, as a feed reader gets it.

use askama::Template;
use web::pages::feed::Feed;

use crate::sample;

#[test]
fn it_is_complete_and_hides_what_is_warned_of() {
    let site = sample::site();
    let profile = sample::profile();
    let statuses = sample::statuses();
    let feed = Feed {
        site: &site,
        account: &profile.card,
        url: "https://derm.example/@ada.atom",
        page: "https://derm.example/@ada",
        updated: sample::at("2026-11-21T07:00:00Z"),
        statuses: &statuses,
    };
    let xml = feed.render().unwrap();
    assert!(xml.starts_with("<?xml version=\"1.0\""));
    assert_eq!(xml.matches("<entry>").count(), statuses.len());
    assert!(xml.contains("<updated>2026-11-21T07:00:00Z</updated>"));
    assert!(
        xml.contains("&#60;p&#62;Thank you"),
        "content is escaped HTML: {xml}"
    );
    assert!(xml.contains("<summary>Clinical picture</summary>"));
    assert!(
        !xml.contains("after six weeks"),
        "a content warning hides the text"
    );
}
