//! Which operations of the contract there are. That answers keep it is looked at wherever a test gets one.

mod script;

use std::fmt::{self, Write as _};
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;
use tower::ServiceExt as _;
use web::contract::{self, Operation};
use web::router::NothingHere;
use web::testing::{App, app};

use script::Answered;

/// What need not succeed in a test: it is switched off, or needs another server.
const REFUSED: [(&str, StatusCode); 9] = [
    (
        "GET /api/v1_alpha/async_refreshes/{id}",
        StatusCode::NOT_FOUND,
    ),
    ("GET /api/v1/annual_reports/{year}", StatusCode::NOT_FOUND),
    (
        "POST /api/v1/annual_reports/{year}/generate",
        StatusCode::NOT_FOUND,
    ),
    (
        "POST /api/v1/annual_reports/{year}/read",
        StatusCode::NOT_FOUND,
    ),
    (
        "GET /api/v1/annual_reports/{year}/state",
        StatusCode::NOT_FOUND,
    ),
    (
        "POST /api/v1/statuses/{id}/translate",
        StatusCode::NOT_FOUND,
    ),
    ("GET /api/v1/timelines/link", StatusCode::NOT_FOUND),
    (
        "POST /api/v1/admin/trends/links/{id}/approve",
        StatusCode::NOT_FOUND,
    ),
    (
        "POST /api/v1/admin/trends/links/{id}/reject",
        StatusCode::NOT_FOUND,
    ),
];

/// The path with an id in every place.
fn filled(operation: &Operation) -> String {
    let segments = operation.path.split('/');
    let segments = segments.map(|segment| {
        if segment.starts_with('{') {
            "1"
        } else {
            segment
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

async fn is_there(app: &App, operation: &Operation) -> bool {
    let request = Request::builder()
        .method(&operation.method)
        .uri(filled(operation));
    let request = request.body(Body::empty()).expect("a request");
    let answer = app.router.clone().oneshot(request).await.expect("answers");
    if operation.path.starts_with("/api") {
        answer.extensions().get::<NothingHere>().is_none()
    } else {
        answer.status() != StatusCode::NOT_FOUND
    }
}

/// What is known of an operation.
enum State {
    Missing,
    /// There, but nothing that a script could call: pages and streams, which have tests of their own.
    There,
    Answered(Answered),
}

impl State {
    fn is_there(&self) -> bool {
        !matches!(self, Self::Missing)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("not there"),
            Self::There => f.write_str("there"),
            Self::Answered((full, new)) => {
                write!(f, "{} with data, {} new", full.as_u16(), new.as_u16())
            }
        }
    }
}

/// A heading and the operations under it, with how many of them there are.
fn section(page: &mut String, title: &str, rows: &[(Operation, State)]) {
    let there = rows.iter().filter(|(_, state)| state.is_there()).count();
    let all = rows.len();
    writeln!(page, "\n## {title}: {there} of {all}\n").expect("memory takes it");
    page.push_str("| operation | scope | answer | state |\n|---|---|---|---|\n");
    for (operation, state) in rows {
        let Operation { method, path, .. } = operation;
        let scope = operation.scope.replace('|', " or ");
        let answer = operation.answer.replace('|', " or ");
        writeln!(page, "| `{method} {path}` | {scope} | {answer} | {state} |")
            .expect("memory takes it");
    }
}

/// What is wrong when an operation is not called, or is answered in a way that the contract does not have.
fn judge(operation: &Operation, answered: Option<&Answered>) -> Result<State, String> {
    let call = format!("{} {}", operation.method, operation.path);
    let &(full, new) = answered.ok_or_else(|| format!("script.txt does not call {call}"))?;
    let refused = REFUSED.iter().find(|(which, _)| *which == call);
    if !full.is_success() && refused.is_none_or(|(_, status)| *status != full) {
        return Err(format!("{call} answers {full} to somebody with data"));
    }
    if !new.is_success() && !DOCUMENTED.contains(&new.as_u16()) {
        return Err(format!("{call} answers {new} to somebody new"));
    }
    Ok(State::Answered((full, new)))
}

/// How somebody new may be refused: what is named is not theirs, or not yet possible.
const DOCUMENTED: [u16; 3] = [403, 404, 422];

const HEAD: &str = "\
# The Mastodon API

Every operation of Mastodon 4.7 and whether it is there. `UPDATE=1 cargo test --workspace --test api contract` writes this page
from the router and from the contract, `crates/web/src/contract/`. What each answer consists of is in
[mastodon-api.json](mastodon-api.json) (OpenAPI 3.1), made of the types in `crates/web/src/entity/`; `any` means that it says
nothing of this one yet. Whatever the tests of `web` are answered is held against it.

The state is what `crates/web/tests/api/contract/script.txt` was answered: called by somebody with data, and with the same
words by somebody new, to whom what is not theirs is not there (404).

`-` needs no token, `user` any token of somebody, `app` any token.

## What differs on purpose

The attributes were compared with those that Mastodon 4.7 documents. What is always there on Mastodon is always here, and of
the same type. `null` where Mastodon documents another value: what `AdminAccount` says of a login, for accounts of other
servers, which have none here; `ExtendedDescription.updated_at`, where there is no such text.

What Mastodon sends at times and this server does not:

- `Account.suspended`: nobody is shown a suspended account.
- `NotificationGroup` and `Notification`: `event`, `moderation_warning`, `fallback` and `report`.
- `Search.collections`, `Report.collection_ids`, `Status.tagged_collections`: collections are neither searched nor reported.
- `PreviewCard.missing_attribution`: nobody is told. `AdminAccount.invited_by_account_id`: nobody invites.

What stands here beside it: `MediaAttachment.text_url`, `Suggestion.source`, `WebPushSubscription.policy`, the language and
the alt text of a `PreviewCard` and some `Preferences`, which apps of several versions read; `Error.details` of a sign-up.

What Rounds has beyond this API is under `/api/rounds/v1`, described by `/api/rounds/v1/openapi.json`: professional
profiles, credentials, vocabularies, the directory and groups. `directory` finds those who agreed by words (`q`) and by
`specialty`, `profession`, `region`, `language`, `workplace`, `issuer`, `account_kind` and `local`. Of a group
(`groups/{id}`) everyone reads `posts`, with what is locked and pinned, and
`members`. Those who run it decide on what is `pending` (`posts/{status}/approve`, `reject`), take posts out and bring them
back (`remove`, `restore`), lock threads (`lock`, `unlock`; anyone else's answer is then 403), pin (`pin`, `unpin`), and ban
(`PUT` and `DELETE` of `bans/{account}`, with `reason`, `ends_at`, `remove_posts`); owners give roles (`members/{account}`).
Members ask to be verified (`verification_requests`, files as `multipart/form-data`); verifiers decide
(`admin/verification_requests`, whose `evidence` is never cached). Administrators take lists over as FHIR
(`admin/directory_imports`); members alone see who of them is no member yet (`directory/stubs`) and claim their own
([how](directory-import.md)).
Everybody sees and ends the browsers in which they are logged in (`sessions`); administrators read the audit log
(`admin/audit`), give roles (`admin/roles`), see [roles](roles.md), and bring and take along the list of members
(`admin/members`), see [the list of your members](members-list.md).

`interaction_policy` is GoToSocial's: a parameter of a new status and of `PUT /api/v1/statuses/{id}/interaction_policy` whose
`can_reply` holds `automatic_approval` (or `always`), a list of `public`, `followers`, `following` and `mentioned`. A status
shows it (`can_favourite`, `can_reply`, `can_reblog`) where not everybody may do everything. What it denies is answered 422.
";

#[tokio::test]
async fn the_table_of_operations_is_current() {
    let app = app().await;
    let answered = script::run().await;
    let mut sections: Vec<(&str, Vec<(Operation, State)>)> = Vec::new();
    let mut wrong = Vec::new();
    for operation in contract::operations() {
        let called = answered.get(&(operation.method.clone(), operation.path));
        let state = if !is_there(&app, &operation).await {
            State::Missing
        } else if ["page", "stream"].contains(&operation.answer) {
            State::There
        } else {
            judge(&operation, called).unwrap_or_else(|complaint| {
                wrong.push(complaint);
                State::There
            })
        };
        match sections.last_mut() {
            Some((title, rows)) if *title == operation.section => rows.push((operation, state)),
            _ => sections.push((operation.section, vec![(operation, state)])),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mut page = HEAD.to_owned();
    for (title, rows) in &sections {
        section(&mut page, title, rows);
    }
    hold("api.md", &page);
}

#[test]
fn the_contract_for_machines_is_current() {
    let document = serde_json::to_string_pretty(&contract::document()).expect("is JSON");
    hold("mastodon-api.json", &format!("{document}\n"));
}

/// Fails when the file in `docs/` says something else; with `UPDATE` it is written.
fn hold(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, text).expect("is written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == text,
        "docs/{name} is stale: run this test with UPDATE=1"
    );
}

#[tokio::test]
async fn a_token_with_the_scope_alone_is_let_in() {
    let app = app().await;
    app.join("ada").await;
    for operation in contract::operations() {
        let wanted = operation.scope;
        let is_stream = operation.answer == "stream";
        if ["-", "user", "app"].contains(&wanted)
            || is_stream
            || operation.section == "For moderators"
        {
            continue;
        }
        if !is_there(&app, &operation).await {
            continue;
        }
        for scope in wanted.split('|') {
            let token = app.token("ada", scope).await;
            let (method, path) = (operation.method.clone(), filled(&operation));
            let answer = app.json(method, &path, Some(&token), &json!({})).await;
            let outside = "This action is outside the authorized scopes";
            assert!(
                !answer.text().contains(outside),
                "{operation:?} with {scope}"
            );
        }
    }
}
