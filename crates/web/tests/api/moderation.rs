//! The queue of moderators, by page.

use domain::config::{Config, Registrations};
use domain::id::{AccountId, ReportId};
use domain::kinds::UserRole;
use domain::report::{self, NewReport};
use domain::sign_up::{By, sign_up};
use domain::{account, status, testing};
use web::testing::{App, app, app_with};

use crate::browser::Browser;

const REPORTS: &str = "/moderation/reports";
const SIGN_UPS: &str = "/moderation/sign-ups";

async fn staff<'a>(app: &'a App, name: &str, role: UserRole) -> Browser<'a> {
    testing::staff(&app.ctx, name, role).await;
    Browser::of(app, name).await
}

/// Ada reports a post of Bo.
async fn reported(app: &App) -> (ReportId, AccountId) {
    let (ada, bo) = (app.join("ada").await, app.join("bo").await);
    let post = testing::new_status("Buy my pills");
    let post = status::publish(&app.ctx, bo.account_id, post).await;
    let new = NewReport {
        target: bo.account_id,
        statuses: vec![post.expect("posts")],
        comment: "He sells <b>pills</b>.".into(),
        category: "spam".into(),
        rules: Vec::new(),
        forward: false,
    };
    let (report, _) = report::file(&app.ctx, ada.account_id, new)
        .await
        .expect("is filed");
    (report.id, bo.account_id)
}

#[tokio::test]
async fn security_42_to_members_the_queue_does_not_exist() {
    let app = app().await;
    let (report, bo) = reported(&app).await;
    let one = format!("{REPORTS}/{report}");
    let ada = Browser::of(&app, "ada").await;
    for path in [REPORTS, SIGN_UPS, &one] {
        assert_eq!(ada.get(path).await.status, 404, "{path}");
        assert!(
            app.get(path).await.location().starts_with("/login"),
            "{path}"
        );
    }
    let act = [("action", "suspend")];
    for (path, form) in [
        (format!("{one}/act"), &act[..]),
        (format!("{one}/note"), &[("note", "hm")][..]),
        (format!("{one}/resolve"), &[][..]),
        (format!("{SIGN_UPS}/{bo}/reject"), &[][..]),
    ] {
        let answer = ada.post("/settings/profile", &path, form).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    let bo = account::show(&app.ctx, bo).await.expect("is there");
    assert!(bo.suspended_at.is_none());
    let profile = ada.get("/settings/profile").await.text();
    assert!(!profile.contains(REPORTS), "no way leads there");
}

#[tokio::test]
async fn a_report_is_read_taken_on_noted_and_decided() {
    let app = app().await;
    let (report, bo) = reported(&app).await;
    let mo = staff(&app, "mo", UserRole::Moderator).await;
    let list = mo.get(REPORTS).await.text();
    let one = format!("{REPORTS}/{report}");
    assert!(list.contains(&format!("href=\"{one}\"")), "{list}");
    let page = mo.get(&one).await.text();
    for expected in [
        "Buy my pills",
        "He sells &#60;b&#62;pills",
        "@ada",
        "Spam",
        "Nobody yet",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }

    let taken = mo.post(&one, &format!("{one}/assign"), &[]).await;
    assert_eq!(taken.location(), format!("{one}?saved=1"));
    let noted = mo
        .post(
            &one,
            &format!("{one}/note"),
            &[("note", "Warned him in May.")],
        )
        .await;
    assert_eq!(noted.status, 303, "{}", noted.text());
    let empty = mo
        .post(&one, &format!("{one}/note"), &[("note", " ")])
        .await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("id=\"note-note-error\""));
    let page = mo.get(&one).await.text();
    for expected in ["Warned him in May.", "Give it back", "@mo"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }

    let act = format!("{one}/act");
    for action in ["", "shout"] {
        let refused = mo.post(&one, &act, &[("action", action)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("id=\"act-action-error\""));
    }
    let done = mo
        .post(
            &one,
            &act,
            &[("action", "silence"), ("text", "No adverts.")],
        )
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = mo.get(&one).await.text();
    assert!(
        page.contains("Limited") && page.contains("Settled by"),
        "{page}"
    );
    let bo = account::show(&app.ctx, bo).await.expect("is there");
    assert!(bo.silenced_at.is_some());
    assert!(!mo.get(REPORTS).await.text().contains(&one));
    let settled = mo.get(&format!("{REPORTS}?resolved=1")).await.text();
    assert!(settled.contains(&one), "{settled}");
    mo.post(&one, &format!("{one}/reopen"), &[]).await;
    assert!(mo.get(REPORTS).await.text().contains(&one));
    assert_eq!(mo.get(&format!("{REPORTS}/7")).await.status, 404);
    assert_eq!(mo.get(&format!("{REPORTS}/x")).await.status, 404);
}

#[tokio::test]
async fn who_asks_to_join_is_let_in_or_turned_away() {
    let config = Config {
        registrations: Registrations::Approval,
        ..testing::config()
    };
    let app = app_with(config).await;
    let mo = staff(&app, "mo", UserRole::Moderator).await;
    let mut waiting = Vec::new();
    for name in ["nora", "eve"] {
        let new = domain::sign_up::SignUp {
            reason: format!("{name} is a nurse"),
            ..testing::new_person(name)
        };
        let joined = sign_up(&app.ctx, new, By::Themselves).await.expect("asks");
        waiting.push(joined.account_id);
    }
    let page = mo.get(SIGN_UPS).await.text();
    for expected in ["nora is a nurse", "eve@ok.example"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let [nora, eve] = waiting[..] else {
        panic!("two of them")
    };
    let decide = async |id: AccountId, word: &str| {
        let path = format!("{SIGN_UPS}/{id}/{word}");
        mo.post(SIGN_UPS, &path, &[]).await.status
    };
    assert_eq!(decide(nora, "approve").await, 303);
    assert_eq!(decide(eve, "reject").await, 303);
    assert_eq!(decide(eve, "reject").await, 404, "she is gone");
    assert!(account::lookup(&app.ctx, "nora").await.is_ok());
    assert!(account::lookup(&app.ctx, "eve").await.is_err());
    assert!(mo.get(SIGN_UPS).await.text().contains("Nobody waits"));
}

#[tokio::test]
async fn security_48_other_servers_are_shown_to_administrators_by_an_honest_name() {
    const INSTANCES: &str = "/moderation/instances";
    let app = app().await;
    // A Cyrillic letter among Latin ones, and an honest name in its own script.
    for name in ["p\u{430}ypal.example", "klinik-k\u{f6}ln.example"] {
        let domain = domain::names::canonical_domain(name).expect("a domain");
        testing::remote_account(&app.ctx, "bob", &domain).await;
    }
    let root = staff(&app, "root", UserRole::Admin).await;
    let mona = staff(&app, "mona", UserRole::Moderator).await;
    let list = root.get(INSTANCES).await.text();
    assert!(list.contains("klinik-k\u{f6}ln.example"), "{list}");
    assert!(list.contains("xn--pypal-4ve.example") && !list.contains("p\u{430}ypal"));
    let one = format!("{INSTANCES}/xn--pypal-4ve.example");
    for path in [INSTANCES, &one] {
        assert_eq!(mona.get(path).await.status, 404, "{path}");
        assert!(app.get(path).await.location().starts_with("/login"));
    }
    assert!(!mona.get(REPORTS).await.text().contains(INSTANCES));
    let note = [("private_note", "A lookalike.")];
    let noted = root.post(&one, &format!("{one}/note"), &note).await;
    assert_eq!(noted.location(), format!("{one}?saved=1"));
    let shown = root.get(&one).await.text();
    assert!(shown.contains("A lookalike.") && shown.contains("xn--pypal-4ve.example"));
    let long = "a".repeat(2001);
    let refused = root
        .post(
            &one,
            &format!("{one}/note"),
            &[("private_note", long.as_str())],
        )
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        root.get(&format!("{INSTANCES}/nobody.example"))
            .await
            .status,
        404
    );
    assert_eq!(
        root.get(&format!("{INSTANCES}?failing=1")).await.status,
        200
    );
}

#[tokio::test]
async fn those_who_run_a_group_decide_about_its_posts_by_page() {
    let app = app().await;
    let (ada, bo) = (app.join("ada").await, app.join("bo").await);
    let new = domain::group::NewGroup {
        name: "board".into(),
        title: "The board".into(),
        description: String::new(),
    };
    let id = domain::group::create(&app.ctx, ada.account_id, new).await;
    let id = id.expect("is founded");
    let asks = testing::new_status("@board May I?");
    let asked = testing::post(&app.ctx, bo.account_id, asks).await;
    let desk = "/groups/board/moderation";
    let (ada, bo) = (
        Browser::of(&app, "ada").await,
        Browser::of(&app, "bo").await,
    );
    assert_eq!(bo.get(desk).await.status, 404);
    assert!(app.get(desk).await.location().starts_with("/login"));
    assert!(!bo.get("/@board").await.text().contains(desk));
    assert!(ada.get("/@board").await.text().contains(desk));
    let of = |verb: &str| format!("/groups/board/posts/{asked}/{verb}");
    let refused = bo.post("/settings/profile", &of("approve"), &[]).await;
    assert_eq!(refused.status, 404);
    assert!(ada.get(desk).await.text().contains("May I?"));
    for (verb, then) in [
        ("approve", "lock"),
        ("lock", "unlock"),
        ("pin", "unpin"),
        ("unlock", "lock"),
        ("unpin", "pin"),
    ] {
        let done = ada.post(desk, &of(verb), &[]).await;
        assert_eq!(done.location(), format!("{desk}?saved=1"), "{verb}");
        let page = ada.get(desk).await.text();
        assert!(page.contains(&format!("{}\"", of(then))), "{verb}: {page}");
    }
    ada.post(desk, &of("remove"), &[]).await;
    assert!(!ada.get(desk).await.text().contains("May I?"));
    let listed = domain::group_post::list(&app.ctx, id, domain::Page::first(10)).await;
    assert!(listed.expect("lists").is_empty());
    assert_eq!(ada.post(desk, &of("burn"), &[]).await.status, 404);
}

#[tokio::test]
async fn administrators_say_on_a_page_whose_word_counts() {
    const ISSUERS: &str = "/moderation/issuers";
    let app = app().await;
    let root = staff(&app, "root", UserRole::Admin).await;
    let mona = staff(&app, "mona", UserRole::Moderator).await;
    assert_eq!(mona.get(ISSUERS).await.status, 404);
    assert!(app.get(ISSUERS).await.location().starts_with("/login"));
    let wanted = [
        ("issuer", "https://assoc.example/actor"),
        ("kinds[]", "MembershipCredential"),
    ];
    let added = root.post(ISSUERS, ISSUERS, &wanted).await;
    assert_eq!(added.location(), format!("{ISSUERS}?saved=1"));
    let listed = root.get(ISSUERS).await.text();
    assert!(listed.contains("https://assoc.example/actor"), "{listed}");
    let refused = root.post(ISSUERS, ISSUERS, &wanted[..1]).await;
    assert_eq!(refused.status, 422);
    let row = domain::credential_issuer::list(&app.ctx).await;
    let row = row.expect("lists").remove(0);
    let path = format!("{ISSUERS}/{}/remove", row.id);
    let removed = root.post(ISSUERS, &path, &[]).await;
    assert_eq!(removed.location(), format!("{ISSUERS}?saved=1"));
    assert!(root.get(ISSUERS).await.text().contains("No other issuer"));
}
