//! Moving to another account by page.

use domain::{account, account_move, remote, testing};
use web::testing::app;

use crate::browser::Browser;

const PATH: &str = "/settings/migration";

#[tokio::test]
async fn somebody_moves_and_comes_back() {
    let app = app().await;
    let token = app.person("ada", "read write").await;
    app.person("ada_new", "read").await;
    let ctx = &app.state.ctx;
    let (old, new) = (
        Browser::of(&app, "ada").await,
        Browser::of(&app, "ada_new").await,
    );
    let form = [
        ("target", "ada_new"),
        ("current_password", testing::PASSWORD),
    ];
    let refused = old.post(PATH, PATH, &form).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .text()
            .contains("must name this account as an alias")
    );

    let unknown = new
        .post(PATH, "/settings/aliases", &[("alias", "nobody")])
        .await;
    assert!(unknown.text().contains("is no account that can be found"));
    let named = new
        .post(PATH, "/settings/aliases", &[("alias", "@ada")])
        .await;
    assert_eq!(named.status, 303, "{}", named.text());
    assert!(new.get(PATH).await.text().contains("<span>@ada</span>"));
    let wrong = [("target", "ada_new"), ("current_password", "wrong")];
    assert_eq!(old.post(PATH, PATH, &wrong).await.status, 422);
    assert_eq!(old.post(PATH, PATH, &form).await.status, 303);
    let page = old.get(PATH).await.text();
    assert!(page.contains("You moved to @ada_new."), "{page}");
    let me = app
        .get_as("/api/v1/accounts/verify_credentials", &token)
        .await;
    assert_eq!(me.json()["moved"]["username"], "ada_new");
    let shown = app.get("/api/v1/accounts/lookup?acct=ada").await.json();
    assert_eq!(shown["moved"]["username"], "ada_new");
    assert!(shown["moved"].get("moved").is_none());
    let profile = app.get("/@ada").await.text();
    let at = profile.find("Moved to another account").expect("is said");
    assert!(profile[at..].contains("@ada_new"), "{profile}");

    let back = old.post(PATH, "/settings/migration/cancel", &[]).await;
    assert_eq!(back.status, 303);
    let shown = app.get("/api/v1/accounts/lookup?acct=ada").await.json();
    assert!(shown.get("moved").is_none());
    let ada = account::lookup(ctx, "ada").await.expect("is here");
    let removed = [("uri", ada.uri.as_str())];
    let removed = new.post(PATH, "/settings/aliases/remove", &removed).await;
    assert_eq!(removed.status, 303);
    let new = account::lookup(ctx, "ada_new").await.expect("is here");
    assert!(
        account_move::aliases(ctx, new.id)
            .await
            .expect("lists")
            .is_empty()
    );
}

#[tokio::test]
async fn where_someone_moved_is_shown_as_it_is_now() {
    let app = app().await;
    app.person("ada", "read").await;
    app.person("ada_new", "read").await;
    let ctx = &app.state.ctx;
    let lookup = async |name: &str| account::lookup(ctx, name).await.expect("is here");
    let (old, new) = (lookup("ada").await, lookup("ada_new").await);
    account_move::add_alias(ctx, new.id, old.id)
        .await
        .expect("adds");
    let login = domain::user::find(ctx, "ada").await.expect("is here").0;
    account_move::depart(ctx, login, old.id, new.id, testing::PASSWORD.into())
        .await
        .expect("moves");
    let shown = async || {
        let path = format!("/api/v1/accounts/{}", old.id);
        app.get(&path).await.json()["moved"].clone()
    };
    assert_eq!(shown().await["display_name"], "");
    let login = domain::user::find(ctx, "ada_new").await.expect("is here").0;
    let update = account::Update {
        display_name: Some("Ada".into()),
        ..account::Update::default()
    };
    account::update(ctx, new.id, login, update)
        .await
        .expect("saves");
    assert_eq!(shown().await["display_name"], "Ada");
    domain::user::suspend(ctx, new.id).await.expect("suspends");
    assert!(shown().await.is_null());
    let kept = remote::find_by_id(ctx, old.id).await.expect("reads");
    assert_eq!(kept.expect("is here").moved_to_id, Some(new.id));
}
