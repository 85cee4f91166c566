//! Requests for verification, by page and without script.

use domain::kinds::UserRole;
use domain::testing;
use web::testing::{Answer, App, app};

use crate::browser::Browser;

const OWN: &str = "/settings/verification";
const QUEUE: &str = "/verification";
const PDF: &[u8] = b"%PDF-1.7 a diploma";

fn claim(number: &str) -> [(&str, &str); 6] {
    [
        ("kind", "HealthProfessionalCredential"),
        ("profession", "physician"),
        ("specialty", "dermatology"),
        ("jurisdiction", "US-NY"),
        ("register", "npi"),
        ("number", number),
    ]
}

async fn submit(browser: &Browser<'_>, number: &str, file: &[u8]) -> Answer {
    let file = ("evidence", file.to_vec());
    browser.upload(OWN, &claim(number), file).await
}

/// Where Ada's request is, for her and for verifiers.
async fn submitted(app: &App) -> (Browser<'_>, String, String) {
    app.join("ada").await;
    let ada = Browser::of(app, "ada").await;
    let sent = submit(&ada, "1234567893", PDF).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let own = sent.location().replace("?saved=1", "");
    let queue = own.replace(OWN, QUEUE);
    (ada, own, queue)
}

async fn verifier(app: &App) -> Browser<'_> {
    testing::verifier(&app.ctx, "vera").await;
    Browser::of(app, "vera").await
}

#[tokio::test]
async fn a_member_follows_a_request_from_the_form_to_the_decision() {
    let app = app().await;
    let (ada, own, queue) = submitted(&app).await;
    let vera = verifier(&app).await;
    let page = ada.get(&own).await.text();
    for expected in [
        "Waits for a verifier",
        "1234567893",
        "nobody has looked it up",
        "NPI (US)",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(
        vera.get(QUEUE)
            .await
            .text()
            .contains(&format!("href=\"{queue}\""))
    );
    let page = vera.get(&queue).await.text();
    let file = format!("href=\"{queue}/evidence/");
    for expected in ["@ada", "1234567893", "Dermatology", &file] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let link = page.split(&file).nth(1).expect("a link");
    let path = format!(
        "{queue}/evidence/{}",
        link.split('"').next().unwrap_or_default()
    );
    let seen = vera.get(&path).await;
    assert_eq!(
        (seen.header("cache-control"), &*seen.body),
        ("no-store", PDF)
    );

    let ask = format!("{queue}/ask");
    let empty = vera.post(&queue, &ask, &[("question", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(
        empty.text().contains("id=\"ask-question-error\""),
        "{}",
        empty.text()
    );
    let asked = vera
        .post(&queue, &ask, &[("question", "Which <b>hospital</b>?")])
        .await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let page = ada.get(&own).await.text();
    assert!(page.contains("Which &#60;b&#62;hospital"), "{page}");
    let answer = format!("{own}/answer");
    let empty = ada.post(&own, &answer, &[("answer", "")]).await;
    assert!(
        empty.text().contains("id=\"answer-answer-error\""),
        "{}",
        empty.text()
    );
    let answered = ada.post(&own, &answer, &[("answer", "Mercy")]).await;
    assert_eq!(answered.status, 303, "{}", answered.text());

    let approve = format!("{queue}/approve");
    let form = |until| {
        [
            ("kind", "HealthProfessionalCredential"),
            ("assurance", "register-matched"),
            ("valid_until", until),
        ]
    };
    let past = vera.post(&queue, &approve, &form("2001-01-01")).await;
    assert!(
        past.text().contains("id=\"approve-valid_until-error\""),
        "{}",
        past.text()
    );
    let approved = vera.post(&queue, &approve, &form("2027-12-31")).await;
    assert_eq!(approved.status, 303, "{}", approved.text());
    let page = ada.get(&own).await.text();
    for expected in ["Approved", "Found in the register", "Mercy"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(
        !page.contains("@vera") && !page.contains("/withdraw"),
        "{page}"
    );
    let why = [("reason", "Struck off")];
    vera.post(&queue, &format!("{queue}/revoke"), &why).await;
    let page = ada.get(&own).await.text();
    assert!(
        page.contains("Struck off") && page.contains("Taken back"),
        "{page}"
    );
}

#[tokio::test]
async fn what_is_refused_stands_beside_its_field_and_the_rest_stays() {
    let app = app().await;
    app.join("ada").await;
    let ada = Browser::of(&app, "ada").await;
    let refused = submit(&ada, "1234567890", PDF).await;
    assert_eq!(refused.status, 422);
    let page = refused.text();
    for expected in [
        "id=\"verification-number-error\"",
        "digit by digit",
        "value=\"1234567890\"",
        "value=\"npi\" selected",
        "value=\"physician\" selected",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let refused = submit(&ada, "1234567893", b"MZ").await;
    assert!(
        refused
            .text()
            .contains("id=\"verification-evidence-error\"")
    );
    assert!(!ada.get(OWN).await.text().contains("Your requests"));
    let sent = submit(&ada, "1234567893", b"").await;
    assert_eq!(sent.status, 303, "a file need not be chosen");
    let own = sent.location().replace("?saved=1", "");
    let gone = ada.post(&own, &format!("{own}/withdraw"), &[]).await;
    assert_eq!(gone.location(), format!("{OWN}?saved=1"));
    assert_eq!(ada.get(&own).await.status, 404);
}

#[tokio::test]
async fn security_42_to_everyone_but_verifiers_the_queue_does_not_exist() {
    let app = app().await;
    let (ada, own, queue) = submitted(&app).await;
    testing::staff(&app.ctx, "first", UserRole::Admin).await;
    testing::staff(&app.ctx, "root", UserRole::Admin).await;
    let root = Browser::of(&app, "root").await;
    for browser in [&root, &ada] {
        for path in [QUEUE, &queue, "/verification/7"] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        let (there, missing) = (
            browser.get(&queue).await,
            browser.get("/verification/7").await,
        );
        assert_eq!(there.body, missing.body);
        for step in ["approve", "ask", "refuse", "expire", "revoke"] {
            let form = [("reason", "No"), ("question", "No")];
            let path = format!("{queue}/{step}");
            let answer = browser.post("/settings/profile", &path, &form).await;
            assert_eq!(answer.status, 404, "{step}");
        }
        let home = browser.get("/settings/profile").await.text();
        assert!(
            !home.contains(&format!("href=\"{QUEUE}\"")),
            "no way leads there"
        );
    }
    assert_eq!(root.get(&own).await.status, 404);
    for path in [QUEUE, &queue, OWN] {
        assert!(
            app.get(path).await.location().starts_with("/login"),
            "{path}"
        );
    }
    let page = ada.get(&own).await.text();
    assert!(page.contains("Waits for a verifier"));
}

#[tokio::test]
async fn a_verifiers_own_request_waits_for_somebody_else() {
    let app = app().await;
    let vera = verifier(&app).await;
    let sent = submit(&vera, "1234567893", PDF).await;
    let queue = sent.location().replace("?saved=1", "").replace(OWN, QUEUE);
    let page = vera.get(&queue).await.text();
    assert!(
        page.contains("somebody else decides") && !page.contains("/approve"),
        "{page}"
    );
    let form = [("reason", "I like myself")];
    let refused = vera.post(&queue, &format!("{queue}/refuse"), &form).await;
    assert_eq!(refused.status, 403);
}
