//! A hospital's directory enters a clinician, and takes them out when they leave.

use anyhow::{Context as _, Result, ensure};
use domain::credential::{self, CredentialKind, CredentialState};
use domain::id::{AccountId, ScimUserId};
use domain::kinds::MailLinkPurpose;
use domain::scim::directory;
use domain::scope::Scopes;
use domain::session::{self, Credentials};
use domain::testing::PASSWORD;
use domain::{mail_link, scim, token, user};
use harness::{Client, Fediverse, Person, Process, PushService, Server, id};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

const CLINICIAN: &str = "urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician";

/// Somebody whom a directory has entered and who has come.
struct Clinician {
    directory: Client,
    path: String,
    app: Client,
    cookie: String,
    account: AccountId,
}

async fn send(client: &Client, method: Method, path: &str, body: &Value) -> Result<Value> {
    let request = client
        .request(method, &format!("/scim/v2{path}"))
        .header("content-type", "application/scim+json")
        .body(body.to_string());
    client.send(request).await?.ok()
}

async fn enter(server: &Server) -> Result<Clinician> {
    let ctx = server.ctx();
    let secret = directory::create_token(ctx, "hospital", &domain::audit::Actor::Operator).await?;
    directory::set_vouches(ctx, "hospital", Some(CredentialKind::Employment)).await?;
    let directory = Client::new(server.base(), Some(&secret));
    let new = json!({
        "userName": "bea@hospital.example",
        "active": true,
        "displayName": "Dr Bea",
        "emails": [{"value": "bea@hospital.example", "type": "work"}],
        (CLINICIAN): {"profession": "physician"},
    });
    let entered = send(&directory, Method::POST, "/Users", &new).await?;
    let row: ScimUserId = id(&entered).parse()?;
    let known = scim::directory::find(ctx, "hospital").await?;
    let row = scim::user::show(ctx, &known, row).await?;
    let letter = mail_link::letter(ctx, row.user_id, MailLinkPurpose::Invitation).await?;
    let link = letter.context("a mail was sent")?.link;
    let link = link.split("token=").nth(1).context("a token")?;
    user::reset(ctx, link, PASSWORD).await?;
    let scopes = Scopes::parse("read write follow push").context("the scopes are known")?;
    let issued = token::issue(ctx, "bea", scopes).await?;
    let (_, account) = user::find(ctx, "bea").await?;
    let credentials = Credentials {
        email: "bea@hospital.example",
        password: PASSWORD,
        address: [127, 0, 0, 1].into(),
    };
    let logged_in = session::log_in(ctx, credentials, "a browser").await?;
    let opened = logged_in.session().context("asks for a second factor")?;
    Ok(Clinician {
        directory,
        path: format!("/Users/{}", id(&entered)),
        app: Client::new(server.base(), Some(&issued.secret)),
        cookie: opened.secret,
        account,
    })
}

async fn listen(app: &Client) -> Result<Response> {
    let request = app.request(Method::GET, "/api/v1/streaming/user");
    let answer = request.send().await?;
    ensure!(answer.status() == StatusCode::OK, "{}", answer.status());
    Ok(answer)
}

/// The settings as a browser with this cookie gets them.
async fn settings(server: &Server, secret: &str) -> Result<StatusCode> {
    let name = web::extract::cookie::Kind::Session.name(server.state());
    let browser = server.anonymous();
    let request = browser.request(Method::GET, "/settings/profile");
    let request = request.header("cookie", format!("{name}={secret}"));
    Ok(browser.send(request).await?.status)
}

#[tokio::test]
async fn story_10_who_leaves_the_hospital_is_out_at_once() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [hospital, elsewhere] = fediverse.both();
    let bea = enter(hospital).await?;
    let (ada, bo) = (elsewhere.person("ada").await?, hospital.person("bo").await?);
    let handle = format!("bea@{}", hospital.domain());
    ada.follow(&handle).await?;
    let service = PushService::start().await?;
    let subscription = service.subscription("mention")?;
    let subscribed = bea.app.post("/api/v1/push/subscription", &subscription);
    subscribed.await?.ok()?;
    fediverse.settle().await?;
    let mut stream = listen(&bea.app).await?;
    assert_eq!(settings(hospital, &bea.cookie).await?, StatusCode::OK);
    assert!(shows_hospital(&ada, &handle).await?);
    let employment = employment(hospital, bea.account).await?;
    assert_eq!(employment.state, CredentialState::Valid);

    let operations = json!([{"op": "Replace", "path": "active", "value": "False"}]);
    let patch = json!({"Operations": operations});
    let left = send(&bea.directory, Method::PATCH, &bea.path, &patch).await?;
    assert_eq!(left["active"], false);

    let me = bea.app.get("/api/v1/accounts/verify_credentials").await?;
    assert_eq!(me.status, StatusCode::UNAUTHORIZED);
    let shown = settings(hospital, &bea.cookie).await?;
    assert_ne!(shown, StatusCode::OK, "the browser is logged out");
    fediverse.settle().await?;
    assert_eq!(stream.chunk().await?, None, "the stream is closed");
    bo.post("@bea Where are you?").await?;
    fediverse.settle().await?;
    assert!(service.messages().is_empty(), "no app is told any more");
    assert!(!shows_hospital(&ada, &handle).await?, "an Update came");
    let entry = credential::entry(hospital.ctx(), employment.id).await?;
    let list = credential::status_list(hospital.ctx(), entry.revocation).await?;
    assert!(list.set(hospital.ctx()).await?.contains(&entry.index));
    let profile = format!("/api/v1/accounts/{}", bea.account);
    let still = hospital.anonymous().get(&profile).await?;
    assert_eq!(still.status, StatusCode::OK, "what they wrote stays");
    let kept = bea
        .directory
        .get(&format!("/scim/v2{}", bea.path))
        .await?
        .ok()?;
    assert_eq!(kept["active"], false);
    Ok(())
}

/// Whether the profile, as this person's server has it, links to where the hospital vouches for it.
async fn shows_hospital(who: &Person, handle: &str) -> Result<bool> {
    let account = who.lookup(handle).await?;
    Ok(account["fields"].to_string().contains("/verify/"))
}

/// What the hospital has issued.
async fn employment(server: &Server, account: AccountId) -> Result<credential::Credential> {
    let found = storage::credential::credentials_of(server.ctx().db.read(), &[account]).await?;
    let found = found.into_values().flatten().next();
    found.context("an employment was issued")
}

#[tokio::test]
async fn the_command_line_closes_a_login_beside_the_running_server() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let server = Process::start(folder.path()).await?;
    server.stdout(&[
        "account",
        "create",
        "bea",
        "--email",
        "bea@ok.example",
        "--confirmed",
    ])?;
    let token = server.stdout(&["account", "token", "bea"])?;
    let app = server.client(Some(&token));
    let mut stream = listen(&app).await?;
    server.stdout(&["account", "deprovision", "bea"])?;
    let soon = std::time::Duration::from_secs(2);
    let end = tokio::time::timeout(soon, stream.chunk()).await??;
    assert_eq!(end, None, "the server has closed the stream");
    let me = app.get("/api/v1/accounts/verify_credentials").await?;
    assert_eq!(me.status, StatusCode::UNAUTHORIZED);
    server.stdout(&["account", "deprovision", "bea", "--undo"])?;
    let token = server.stdout(&["account", "token", "bea"])?;
    let back = server.client(Some(&token));
    back.get("/api/v1/accounts/verify_credentials")
        .await?
        .ok()?;
    let secret = server.stdout(&["scim", "token", "create", "hospital"])?;
    server.stdout(&["scim", "vouch", "hospital", "employment"])?;
    server.stdout(&["scim", "grant", "hospital", "Chiefs", "moderator"])?;
    let listed = server.stdout(&["scim", "token", "list"])?;
    assert_eq!(
        listed,
        "hospital: token, vouches for EmploymentCredential\n  chiefs: moderator"
    );
    ensure!(!listed.contains(&secret), "a token is shown once");
    let directory = server.client(Some(&secret));
    directory.get("/scim/v2/Users").await?.ok()?;
    server.stdout(&["scim", "revoke", "hospital", "Chiefs"])?;
    server.stdout(&["scim", "token", "revoke", "hospital"])?;
    let refused = directory.get("/scim/v2/Users").await?;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    Ok(())
}
