//! What a status of another server says, in the few elements that a timeline shows.

use chrono::{DateTime, Utc};
use domain::text::{clean, escape, markdown, plain, sanitize};
use url::Url;

use super::{is_short, page};
use crate::vocab::{Object, Place};

/// Bytes of a long text that are kept; its page has the rest.
const LONG: usize = 60_000;
/// Characters of a place.
const PLACE: usize = 500;

/// The title of what has one. A `Note` may have one too (`NodeBB`); some servers repeat there how the text begins.
pub(super) fn title(object: &Object) -> String {
    let title = plain::to_plain(object.name.as_deref().unwrap_or_default());
    if !is_short(object) {
        return title;
    }
    let text = plain::to_plain(object.text().unwrap_or_default());
    let begins = title.trim_end_matches(['…', '.']);
    if text.starts_with(begins) {
        String::new()
    } else {
        title
    }
}

/// The content warning. Above a long text `summary` is what it is about, and a warning only where it is sensitive.
pub(super) fn warning(object: &Object) -> String {
    let summary = object.summary.as_deref();
    let summary = summary.filter(|_| is_short(object) || object.sensitive);
    plain::to_plain(summary.unwrap_or_default())
}

/// HTML. An Article and the like end with a link to their page, where they look as their author meant them to.
pub(super) fn content(object: &Object) -> String {
    let text = object.text().map(|text| html(object, text));
    if is_short(object) {
        return match text {
            Some(text) => text,
            None if object.attachment.is_empty() => link(page(object).unwrap_or(&object.id)),
            None => String::new(),
        };
    }
    let about = || object.summary.as_deref().filter(|_| !object.sensitive);
    let text = text.or_else(|| about().map(str::to_owned));
    let text = text.unwrap_or_default();
    let mut content = [occasion(object), sanitize::sanitize(bounded(&text))].concat();
    let links = object.attachment.iter().filter(|file| file.kind == "Link");
    let links = links.filter_map(|link| link.address());
    for address in links.chain([page(object).unwrap_or(&object.id)]) {
        if !content.contains(&href(address)) {
            content.push_str(&link(address));
        }
    }
    content
}

/// `text` is what `mediaType` says (`PeerTube` sends Markdown), HTML if it says nothing.
fn html(object: &Object, text: &str) -> String {
    match object.media_type.as_deref() {
        Some("text/markdown") => markdown::render(bounded(text), &object.id),
        Some("text/plain") => {
            let lines = escape(text).replace("\n\n", "</p><p>");
            format!("<p>{}</p>", lines.replace('\n', "<br>"))
        }
        _ => text.to_owned(),
    }
}

/// When and where an Event is. Numbers alone, since it is not known who reads it in which language.
fn occasion(object: &Object) -> String {
    if object.kind != "Event" {
        return String::new();
    }
    let place = object.location.as_ref().and_then(Place::text);
    let place = place.map(|place| clean::cut(&place, PLACE).to_owned());
    let when = object.start_time.map(|start| when(start, object.end_time));
    let lines: Vec<String> = [when, place].into_iter().flatten().collect();
    if lines.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = lines.iter().map(|line| escape(line)).collect();
    format!("<p>{}</p>", lines.join("<br>"))
}

fn when(start: DateTime<Utc>, end: Option<DateTime<Utc>>) -> String {
    let begins = start.format("%Y-%m-%d %H:%M");
    match end.filter(|end| *end > start) {
        None => format!("{begins} UTC"),
        Some(end) if end.date_naive() == start.date_naive() => {
            format!("{begins} – {} UTC", end.format("%H:%M"))
        }
        Some(end) => format!("{begins} – {} UTC", end.format("%Y-%m-%d %H:%M")),
    }
}

fn bounded(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONG)]
}

fn href(address: &Url) -> String {
    format!("href=\"{}\"", escape(address.as_str()))
}

fn link(address: &Url) -> String {
    let words = escape(address.as_str());
    format!("<p><a {}>{words}</a></p>", href(address))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn object(kind: &str, more: &Value) -> Object {
        let mut document = json!({"id": "https://a.example/1", "type": kind});
        for (name, value) in more.as_object().expect("properties") {
            document[name] = value.clone();
        }
        serde_json::from_value(document).expect("an object")
    }

    #[test]
    fn a_long_text_is_cut_and_keeps_its_link() {
        let text = "<p>long <em>words</em></p>".repeat(10_000);
        let article = object(
            "Article",
            &json!({"content": text, "url": "https://a.example/page"}),
        );
        let content = content(&article);
        assert!(content.len() < 2 * LONG, "{}", content.len());
        assert!(
            content.ends_with(
                "</em></p><p><a href=\"https://a.example/page\">https://a.example/page</a></p>"
            ) || content
                .ends_with("<p><a href=\"https://a.example/page\">https://a.example/page</a></p>")
        );
        assert!(content.starts_with("<p>long <em>words</em></p>"));
    }

    #[test]
    fn a_cut_within_a_tag_swallows_nothing() {
        let text = format!(
            "{}<a href=\"https://evil.example/{}\">x</a>",
            "a".repeat(LONG - 40),
            "b".repeat(99)
        );
        let article = object("Article", &json!({"content": text}));
        assert!(
            content(&article)
                .ends_with("<p><a href=\"https://a.example/1\">https://a.example/1</a></p>")
        );
    }

    #[test]
    fn an_event_says_when_and_where() {
        let day = json!({"startTime": "2026-11-22T18:00:00+01:00", "endTime": "2026-11-22T20:30:00+01:00",
                         "location": "Aula <1>", "content": "<p>Come</p>"});
        let content = content(&object("Event", &day));
        assert!(
            content.starts_with("<p>2026-11-22 17:00 – 19:30 UTC<br>Aula &lt;1&gt;</p><p>Come</p>"),
            "{content}"
        );
        let time = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        let (start, later) = (time("2026-11-22T17:00:00Z"), time("2026-11-24T12:00:00Z"));
        assert_eq!(
            when(start, Some(later)),
            "2026-11-22 17:00 – 2026-11-24 12:00 UTC"
        );
        assert_eq!(when(later, Some(start)), "2026-11-24 12:00 UTC");
    }

    #[test]
    fn the_title_of_a_note_is_shown_unless_the_text_begins_with_it() {
        let note = |name: &str| {
            object(
                "Note",
                &json!({"name": name, "content": "<p>Hello all of you</p>"}),
            )
        };
        assert_eq!(title(&note("A question")), "A question");
        assert_eq!(title(&note("Hello all…")), "");
    }

    #[test]
    fn a_note_of_files_alone_says_nothing() {
        let files = json!({"attachment": {"type": "Image", "url": "https://a.example/1.png"}});
        assert_eq!(content(&object("Note", &files)), "");
        assert!(content(&object("Note", &json!({}))).contains("https://a.example/1"));
    }

    #[test]
    fn other_markup_becomes_html() {
        let say = |kind: &str| {
            content(&object(
                "Note",
                &json!({"content": "*a* & b\nc", "mediaType": kind}),
            ))
        };
        assert_eq!(say("text/plain"), "<p>*a* &amp; b<br>c</p>");
        assert_eq!(say("text/markdown").trim(), "<p><em>a</em> &amp; b\nc</p>");
        assert_eq!(say("text/html"), "*a* & b\nc");
    }
}
