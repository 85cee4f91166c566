//! The list of members, by the API and by the pages of administrators.

use domain::kinds::UserRole;
use domain::member_list;
use domain::testing;
use serde_json::{Value, json};
use web::testing::{Answer, App, app};

use crate::browser::Browser;

const MEMBERS: &str = "/api/rounds/v1/admin/members";
const PAGE: &str = "/moderation/members";
const SCOPES: &str = "read write admin:read admin:write";

const LIST: &str = "\u{feff}Phone;E-Mail;Name;Specialties;Member until\r\n\
    ;ada@ok.example;=Ada;cardiology;2027-12-31\r\n\
    ;new@clinic.example;\"Noa\nNew\";;\r\n\
    ;nobody;;;31.12.2027\r\n";

async fn import(app: &App, token: &str, file: &str, mut more: Value) -> Answer {
    more["file"] = json!(file);
    app.call("POST", &format!("{MEMBERS}/import"), token, more)
        .await
}

/// Does what the workers do.
async fn work(app: &App, id: &str) {
    let id = id.parse().expect("an id");
    while member_list::step(&app.ctx, id).await.expect("does some") {}
}

#[tokio::test]
async fn a_list_is_looked_at_brought_and_taken_along() {
    let app = app().await;
    let root = app.staff("root", UserRole::Admin, SCOPES).await;
    testing::person(&app.ctx, "ada").await;
    let seen = import(&app, &root, LIST, json!({"dry_run": true}))
        .await
        .json();
    assert_eq!(
        (&seen["state"], &seen["id"]),
        (&json!("planned"), &Value::Null)
    );
    assert_eq!(seen["unknown_columns"], json!(["Phone"]));
    let outcomes: Vec<&Value> = (0..3).map(|at| &seen["lines"][at]["outcome"]).collect();
    assert_eq!(outcomes, ["updated", "created", "refused"]);
    assert_eq!(seen["lines"][0]["deeds"], json!(["write", "give"]));
    assert_eq!(seen["lines"][1]["line"], 3);
    assert_eq!(
        (&seen["lines"][2]["line"], &seen["lines"][2]["column"]),
        (&json!(5), &json!("email"))
    );
    let refused = import(&app, &root, LIST, json!({})).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("1 refused lines"),
        "{}",
        refused.text()
    );
    let begun = import(&app, &root, LIST, json!({"skip_refused": true}))
        .await
        .json();
    let id = begun["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        (&begun["state"], &begun["waiting"]),
        (&json!("running"), &json!(2))
    );
    work(&app, &id).await;
    let path = format!("{MEMBERS}/imports/{id}");
    let done = app.get_as(&path, &root).await.json();
    assert_eq!(
        (&done["state"], &done["waiting"], &done["created"]),
        (&json!("done"), &json!(0), &json!(1))
    );
    let file = app.get_as(&format!("{MEMBERS}/export"), &root).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let file = file.text();
    assert!(file.starts_with("email,username,name,profession,specialties,region,languages,workplace,member_until,state\n"), "{file}");
    assert!(
        file.contains("ada@ok.example,ada,'=Ada,,cardiology,,,,2027-12-31,active"),
        "{file}"
    );
    assert!(file.contains("new@clinic.example,new,Noa New,"), "{file}");
    let again = import(&app, &root, &file, json!({"missing": "end"}))
        .await
        .json();
    assert_eq!(
        (&again["unchanged"], &again["updated"]),
        (&json!(3), &json!(0)),
        "{again}"
    );
    // An administrator's list is theirs alone.
    let other = app.staff("other", UserRole::Admin, SCOPES).await;
    assert_eq!(app.get_as(&path, &other).await.status, 404);
}

#[tokio::test]
async fn a_secretary_confirms_on_a_page_what_she_saw_there() {
    let app = app().await;
    testing::staff(&app.ctx, "root", UserRole::Admin).await;
    testing::person(&app.ctx, "ada").await;
    let root = Browser::of(&app, "root").await;
    let first = root.get(PAGE).await.text();
    assert!(first.contains("<code>member_until</code>"), "{first}");
    let wide: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let refused = root
        .upload(PAGE, &[("missing", "keep")], ("file", wide))
        .await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("CSV UTF-8"), "{}", refused.text());
    let kept = root
        .upload(PAGE, &[("missing", "keep")], ("file", LIST.into()))
        .await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let path = kept.location().to_owned();
    let page = root.get(&path).await.text();
    assert!(
        page.contains("Phone") && page.contains("Nothing has happened yet"),
        "{page}"
    );
    let (refused, taken) = (
        page.find("nobody").expect("is shown"),
        page.find("ada@ok.example").expect("is shown"),
    );
    assert!(refused < taken, "what is refused stands first");
    let confirm = format!("{path}/confirm");
    let unsure = root.post(&path, &confirm, &[]).await;
    assert_eq!(unsure.status, 422);
    let agreed = root
        .post(&path, &confirm, &[("without_refused", "1")])
        .await;
    assert_eq!(agreed.location(), path);
    let page = root.get(&path).await.text();
    assert!(
        page.contains("<progress") && page.contains("1 of 3 lines"),
        "{page}"
    );
    let id = path.rsplit('/').next().expect("an id").to_owned();
    work(&app, &id).await;
    let page = root.get(&path).await.text();
    assert!(page.contains("The list is done."), "{page}");
    assert!(!page.contains("/discard"), "{page}");
    let report = root.get(&format!("{path}/report")).await.text();
    assert!(report.contains("5,nobody,refused,email,"), "{report}");
    assert!(root.get(PAGE).await.text().contains(&path));
    let file = root.get(&format!("{PAGE}/export")).await.text();
    assert!(file.contains("ada@ok.example"), "{file}");
    let kept = root
        .upload(PAGE, &[("missing", "end")], ("file", LIST.into()))
        .await;
    let other = kept.location().to_owned();
    let gone = root.post(&other, &format!("{other}/discard"), &[]).await;
    assert_eq!(gone.location(), PAGE);
    assert_eq!(root.get(&other).await.status, 404);
}
