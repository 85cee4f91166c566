//! `Translation`.

use protocol::translation::Translated;
use serde_json::{Value, json};

/// A status in another language.
#[must_use]
pub fn render(translated: &Translated) -> Value {
    let texts = &translated.texts;
    let files = texts.descriptions.iter();
    let files = files.map(|(id, text)| json!({ "id": id.to_string(), "description": text }));
    let mut json = json!({
        "content": texts.content,
        "spoiler_text": texts.spoiler_text,
        "language": translated.language,
        "media_attachments": files.collect::<Vec<Value>>(),
        "detected_source_language": translated.source_language,
        "provider": "LibreTranslate",
    });
    if let Some((id, titles)) = &texts.poll {
        let options = titles.iter().map(|title| json!({ "title": title }));
        let options: Vec<Value> = options.collect();
        json["poll"] = json!({ "id": id.to_string(), "options": options });
    }
    json
}
