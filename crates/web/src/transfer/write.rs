//! The files as Mastodon writes them: those of one column have no heading.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use domain::export::{Blocked, Followed, Muted, OnList};

/// An answer that a browser saves as a file, and nobody else keeps.
pub(crate) fn attachment(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// `following_accounts.csv`. Accounts of this server are written with its name, `local`.
pub fn following(rows: &[Followed], local: &str) -> Vec<u8> {
    let heading = [
        "Account address",
        "Show boosts",
        "Notify on new posts",
        "Languages",
    ];
    let row = |it: &Followed| {
        let languages: Vec<String> = serde_json::from_str(&it.languages).unwrap_or_default();
        vec![
            address(&it.username, it.domain.as_deref(), local),
            it.show_reblogs.to_string(),
            it.notify.to_string(),
            languages.join(", "),
        ]
    };
    table(Some(&heading), rows.iter().map(row))
}

/// `lists.csv`.
pub fn lists(rows: &[OnList], local: &str) -> Vec<u8> {
    let row = |it: &OnList| {
        vec![
            it.title.clone(),
            address(&it.username, it.domain.as_deref(), local),
        ]
    };
    table(None, rows.iter().map(row))
}

/// `blocked_accounts.csv`.
pub fn blocks(rows: &[Blocked], local: &str) -> Vec<u8> {
    let row = |it: &Blocked| vec![address(&it.username, it.domain.as_deref(), local)];
    table(None, rows.iter().map(row))
}

/// `muted_accounts.csv`.
pub fn mutes(rows: &[Muted], local: &str) -> Vec<u8> {
    let row = |it: &Muted| {
        vec![
            address(&it.username, it.domain.as_deref(), local),
            it.notifications.to_string(),
        ]
    };
    let heading = ["Account address", "Hide notifications"];
    table(Some(&heading), rows.iter().map(row))
}

/// `blocked_domains.csv` and `bookmarks.csv`.
pub fn column(rows: Vec<String>) -> Vec<u8> {
    table(None, rows.into_iter().map(|word| vec![word]))
}

fn address(username: &str, domain: Option<&str>, local: &str) -> String {
    format!("{username}@{}", domain.unwrap_or(local))
}

pub(crate) fn table(heading: Option<&[&str]>, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: Vec<String>| {
        let written = writer.write_record(record);
        written.expect("memory can be written, and all rows are as long");
    };
    if let Some(heading) = heading {
        write(heading.iter().map(|&word| word.to_owned()).collect());
    }
    rows.for_each(&mut write);
    writer.into_inner().expect("memory can be written")
}
