//! Texts of strangers: nothing of them runs, wherever they are shown, and none holds up what comes after. The numbers are
//! those of docs/security.md.

use anyhow::{Context as _, Result};
use domain::kinds::Visibility;
use domain::remote;
use serde_json::{Value, json};

use crate::scene::{PUBLIC, Scene};

const MARKUP: &str = "<img src=x onerror=alert(1)>";
const LINK: &str = r#"<a href="javascript:alert(1)">x</a><a href="data:text/html,<script>">y</a>"#;

/// An actor all of whose texts and addresses are traps.
fn actor(scene: &Scene) -> String {
    let id = scene.forger.actor("mallory");
    let mut document = scene.forger.actor_document("mallory");
    document["name"] = json!(MARKUP);
    document["summary"] = json!(format!("<p>{MARKUP}{LINK}<script>alert(1)</script></p>"));
    document["url"] = json!("javascript:alert(1)");
    document["icon"] = json!({"type": "Image", "url": "javascript:alert(1)"});
    document["attachment"] = json!([
        {"type": "PropertyValue", "name": MARKUP, "value": LINK},
        {"type": "PropertyValue", "name": "x", "value": MARKUP},
    ]);
    let kind = "application/activity+json";
    scene.forger.serve("/mallory", kind, document.to_string());
    id
}

/// Everything of `answer`, value by value, by the name of its place.
fn texts<'a>(name: &'a str, answer: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match answer {
        Value::String(text) => found.push((name, text)),
        Value::Array(members) => members.iter().for_each(|member| texts(name, member, found)),
        Value::Object(members) => {
            for (name, member) in members {
                texts(name, member, found);
            }
        }
        _ => {}
    }
}

/// What apps show as HTML is harmless, and what they follow is an address of the web.
fn check(answer: &Value) {
    let mut found = Vec::new();
    texts("", answer, &mut found);
    assert!(found.len() > 5, "{answer}");
    for (name, text) in found {
        if matches!(name, "content" | "note" | "value" | "spoiler_text") {
            for trap in ["<img", "<script", "href=\"javascript", "href=\"data"] {
                assert!(
                    !text.contains(trap) || name == "spoiler_text",
                    "{name}: {text}"
                );
            }
        }
        if matches!(
            name,
            "url" | "uri" | "avatar" | "header" | "preview_url" | "remote_url"
        ) {
            assert!(text.starts_with("http"), "{name}: {text}");
        }
    }
}

/// Objects of every kind that becomes a status, below Anna's.
fn objects(scene: &Scene, author: &str, below: &str) -> Vec<Value> {
    let base = scene.forger.base();
    let with = |number: u32, kind: &str, more: Value| {
        let mut object = json!({
            "id": format!("{base}/notes/{number}"), "type": kind, "attributedTo": author,
            "content": format!("<p>trap{number}{MARKUP}{LINK}</p>"), "summary": MARKUP, "name": MARKUP,
            "url": "javascript:alert(1)", "to": [PUBLIC], "inReplyTo": below,
            "tag": [
                {"type": "Mention", "href": "javascript:alert(1)", "name": MARKUP},
                {"type": "Emoji", "name": ":x:", "icon": {"type": "Image", "url": "javascript:alert(1)"}},
            ],
            "attachment": [{
                "type": "Document", "mediaType": "image/png", "url": format!("{base}/1.png"), "name": MARKUP,
            }, {"type": "Document", "mediaType": "image/png", "url": "data:image/svg+xml,<svg>"}],
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            object[name] = value.clone();
        }
        object
    };
    vec![
        with(1, "Note", json!({"name": null})),
        with(
            2,
            "Question",
            json!({
                "name": null,
                "oneOf": [{"type": "Note", "name": MARKUP}, {"type": "Note", "name": "<script>"}],
            }),
        ),
        with(3, "Event", json!({"startTime": "2026-10-02T00:00:00Z"})),
        with(4, "Article", json!({})),
        with(5, "Video", json!({"duration": MARKUP})),
    ]
}

#[tokio::test]
async fn security_31_nothing_of_a_stranger_runs_where_it_is_shown() -> Result<()> {
    let scene = Scene::at(9).await?;
    let anna = scene.anna().await;
    let post = scene.post(&anna, Visibility::Public).await?;
    let mallory = actor(&scene);
    let base = scene.forger.base();
    let anonymous = scene.victim().anonymous();
    for object in objects(&scene, &mallory, &post.uri) {
        let id = format!("{}/activity", object["id"].as_str().context("an id")?);
        let create = json!({"id": id, "type": "Create", "actor": mallory, "object": object});
        assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
        let stored = scene
            .stored(object["id"].as_str().context("an id")?)
            .await?;
        let stored = stored.with_context(|| format!("{} is shown", object["type"]))?;
        let path = format!("/api/v1/statuses/{}", stored.id);
        check(&anonymous.get(&path).await?.ok()?);
    }
    let account = remote::find_by_uri(scene.victim().ctx(), &mallory).await?;
    let account = account.context("is known")?;
    check(
        &anonymous
            .get(&format!("/api/v1/accounts/{}", account.id))
            .await?
            .ok()?,
    );

    let handle = format!("mallory@{}", base.trim_start_matches("http://"));
    for path in [format!("/@anna/{}", post.id), format!("/@{handle}")] {
        let page = anonymous.get(&path).await?;
        if page.status != 200 {
            continue;
        }
        for trap in [
            MARKUP,
            "<script>alert",
            "href=\"javascript:",
            "href=\"data:",
        ] {
            assert!(!page.body.contains(trap), "{trap} in {path}");
        }
        let policy = page.headers["content-security-policy"].to_str()?;
        for loose in [
            "'unsafe-inline'",
            "'unsafe-eval'",
            "script-src *",
            "default-src *",
        ] {
            assert!(!policy.contains(loose), "{policy}");
        }
    }
    let page = anonymous.get(&format!("/@anna/{}", post.id)).await?;
    assert!(page.body.contains("trap1"), "the answers are on the page");
    Ok(())
}

#[tokio::test]
async fn security_30_a_text_that_parsers_stumble_over_holds_up_nothing() -> Result<()> {
    let scene = Scene::at(9).await?;
    let (actor, anna) = (scene.forger.actor("mallory"), scene.anna().await);
    let texts = [
        "<math><semantics><annotation/></semantics></math>".to_owned(),
        "<math><semantics><annotation encoding></annotation></semantics></math>".to_owned(),
        "<b>".repeat(20_000),
        "&".repeat(200_000),
        "<a href='".repeat(20_000),
        "\u{0}<\u{0}>\u{fffe}".to_owned(),
    ];
    for (number, text) in (0..).zip(&texts) {
        let mut create = scene.create(&actor, number, &anna.uri);
        create["object"]["content"] = json!(text);
        assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
        let uri = create["object"]["id"].as_str().context("an id")?;
        assert!(
            scene.is_stored(uri).await?,
            "{}",
            &text[..text.len().min(40)]
        );
    }
    Ok(())
}
