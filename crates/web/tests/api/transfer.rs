//! Members take along what they gathered, and bring it.

use domain::follow::{self, Options};
use domain::id::{AccountId, ImportId};
use domain::{account, account_domain_block, bookmark, list, mute, status};
use web::testing::{App, app};

use crate::browser::Browser;

const EXPORT: &str = "/settings/export";
const IMPORT: &str = "/settings/import";

async fn joined(app: &App, name: &str) -> AccountId {
    app.join(name).await.account_id
}

/// Sends a file as the form does.
async fn bring(browser: &Browser<'_>, kind: &str, mode: &str, text: &str) -> web::testing::Answer {
    let form = [("kind", kind), ("mode", mode)];
    let file = ("file", text.as_bytes().to_vec());
    browser.upload(IMPORT, &form, file).await
}

/// Works on a file until it is done, as workers do.
async fn finish(app: &App, path: &str) {
    let id = path.rsplit('/').next().unwrap_or_default();
    let id = ImportId(id.parse().expect("an id"));
    for _ in 0..20 {
        let stepped = protocol::import::step(&app.state.federation, id).await;
        stepped.expect("steps");
    }
}

#[tokio::test]
async fn nobody_is_asked_to_log_in_first() {
    let app = app().await;
    for (path, back) in [
        (EXPORT, EXPORT),
        ("/settings/export/lists.csv", EXPORT),
        (IMPORT, IMPORT),
        ("/settings/import/1", IMPORT),
    ] {
        let answer = app.get(path).await;
        let expected = format!("/login?return_to={}", back.replace('/', "%2F"));
        assert_eq!(answer.location(), expected, "{path}");
    }
}

#[tokio::test]
async fn every_file_is_as_mastodon_writes_it() {
    let app = app().await;
    let (nora, ada) = (joined(&app, "nora").await, joined(&app, "ada").await);
    let ctx = &app.ctx;
    let options = Options {
        reblogs: Some(false),
        notify: Some(true),
        languages: Some(vec!["de".into(), "en".into()]),
    };
    follow::follow(ctx, nora, ada, &options)
        .await
        .expect("follows");
    let settings = list::Settings {
        title: Some("Ward, night".into()),
        ..list::Settings::default()
    };
    let made = list::create(ctx, nora, settings).await.expect("is made");
    list::add(ctx, nora, made.id, vec![ada])
        .await
        .expect("is on it");
    mute::mute(ctx, nora, ada, true, None).await.expect("mutes");
    let block = account_domain_block::block(ctx, nora, "spam.example").await;
    block.expect("blocks");
    let post = status::publish(ctx, ada, domain::testing::new_status("hello")).await;
    let post = post.expect("posts");
    bookmark::bookmark(ctx, nora, post).await.expect("keeps");

    let browser = Browser::of(&app, "nora").await;
    let page = browser.get(EXPORT).await.text();
    assert!(
        page.contains("href=\"/settings/export/following_accounts.csv\""),
        "{page}"
    );
    let file = async |name: &str| browser.get(&format!("{EXPORT}/{name}")).await;
    let following = file("following_accounts.csv").await;
    assert_eq!(following.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        following.header("content-disposition"),
        "attachment; filename=\"following_accounts.csv\""
    );
    assert_eq!(
        following.text(),
        "Account address,Show boosts,Notify on new posts,Languages\n\
         ada@rounds.example,false,true,\"de, en\"\n"
    );
    let uri = format!("{}\n", ctx.uris.status(ada, post));
    for (name, expected) in [
        ("lists.csv", "\"Ward, night\",ada@rounds.example\n"),
        ("blocked_accounts.csv", ""),
        (
            "muted_accounts.csv",
            "Account address,Hide notifications\nada@rounds.example,true\n",
        ),
        ("blocked_domains.csv", "spam.example\n"),
        ("bookmarks.csv", uri.as_str()),
    ] {
        assert_eq!(file(name).await.text(), expected, "{name}");
    }
    assert_eq!(file("passwords.csv").await.status, 404);
}

#[tokio::test]
async fn what_was_exported_can_be_imported() {
    let app = app().await;
    let (nora, ada) = (joined(&app, "nora").await, joined(&app, "ada").await);
    let post = domain::testing::new_status("hello");
    let post = status::publish(&app.ctx, ada, post).await.expect("posts");
    let browser = Browser::of(&app, "nora").await;
    let uri = app.ctx.uris.status(ada, post);
    let files = [
        ("following", "following_accounts.csv", "ada,false,true,de\n"),
        ("lists", "lists.csv", "Ward,ada@rounds.example\n"),
        ("mutes", "muted_accounts.csv", "ada@rounds.example,false\n"),
        (
            "domain_blocks",
            "blocked_domains.csv",
            "#domain\nspam.example\n",
        ),
        ("bookmarks", "bookmarks.csv", uri.as_str()),
    ];
    for (kind, _, text) in files {
        let taken = bring(&browser, kind, "overwrite", text).await;
        assert_eq!(taken.status, 303, "{kind}: {}", taken.text());
        let report = taken.location().to_owned();
        let begun = browser.get(&report).await.text();
        assert!(begun.contains("<progress"), "{begun}");
        finish(&app, &report).await;
        let done = browser.get(&report).await.text();
        assert!(done.contains("1 line is done."), "{kind}: {done}");
        assert!(!done.contains("<progress"), "{kind}: {done}");
    }
    for (kind, name, _) in files {
        let before = browser.get(&format!("{EXPORT}/{name}")).await.text();
        assert!(!before.is_empty(), "{kind}");
        let taken = bring(&browser, kind, "overwrite", &before).await;
        finish(&app, taken.location()).await;
        let after = browser.get(&format!("{EXPORT}/{name}")).await.text();
        assert_eq!(after, before, "{kind}");
    }
    let between = domain::relationship::show(&app.ctx, nora, ada).await;
    let between = between.expect("answers");
    assert!(between.following && between.muting && !between.muting_notifications);
    let recent = browser.get(IMPORT).await.text();
    assert_eq!(recent.matches("Finished.").count(), 10, "{recent}");
}

#[tokio::test]
async fn a_refused_file_says_which_line_and_why_and_changes_nothing() {
    let app = app().await;
    let (nora, ada) = (joined(&app, "nora").await, joined(&app, "ada").await);
    let options = Options::default();
    follow::follow(&app.ctx, nora, ada, &options)
        .await
        .expect("follows");
    let browser = Browser::of(&app, "nora").await;
    let refused = bring(&browser, "following", "overwrite", "bo\n<b> nobody\n").await;
    assert_eq!(refused.status, 422);
    let text = refused.text();
    for expected in [
        "id=\"import-file-error\"",
        "Line 2",
        "&#60;b&#62; nobody",
        "name@server.example",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    for (kind, mode, file, field) in [
        ("following", "merge", "", "file"),
        ("gossip", "merge", "ada", "kind"),
        ("blocks", "perhaps", "ada", "mode"),
        (
            "blocks",
            "merge",
            "Account address,Show boosts\nada,true",
            "file",
        ),
    ] {
        let refused = bring(&browser, kind, mode, file).await;
        assert_eq!(refused.status, 422, "{kind} {mode}");
        let error = format!("id=\"import-{field}-error\"");
        assert!(refused.text().contains(&error), "{}", refused.text());
    }
    let between = domain::relationship::show(&app.ctx, nora, ada).await;
    assert!(between.expect("answers").following);
}

#[tokio::test]
async fn security_41_a_report_is_nobody_elses() {
    let app = app().await;
    for name in ["nora", "eve", "ada"] {
        joined(&app, name).await;
    }
    let nora = Browser::of(&app, "nora").await;
    let taken = bring(&nora, "blocks", "merge", "eve").await;
    let report = taken.location().to_owned();
    let eve = Browser::of(&app, "eve").await;
    assert_eq!(eve.get(&report).await.status, 404);
    finish(&app, &report).await;
    let id = account::lookup(&app.ctx, "eve").await.expect("is there").id;
    let nora_id = account::lookup(&app.ctx, "nora")
        .await
        .expect("is there")
        .id;
    let between = domain::relationship::show(&app.ctx, nora_id, id).await;
    assert!(between.expect("answers").blocking);
}
