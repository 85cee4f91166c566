mod decide;
mod evidence;
mod waiting;

use std::time::Duration;

use bytes::Bytes;
use storage::Page;
use storage::id::{AccountId, VerificationRequestId};
use storage::kinds::{Assurance, CredentialKind, Register, UserRole, VerificationState};

use super::*;
use crate::context::Context;
use crate::credential;
use crate::error::{Error, Result};
use crate::pseudonym;
use crate::sign_up::SignedUp;
use crate::testing::{self, TestContext, context};

/// A PDF, as far as anybody looks.
pub(super) const PDF: &[u8] = b"%PDF-1.7 a diploma of Ada Lovelace";

/// What a physician in the USA says.
pub(super) fn physician() -> NewRequest {
    NewRequest {
        subject: None,
        kind: CredentialKind::HealthProfessional,
        profession: "physician".into(),
        specialty: "dermatology".into(),
        jurisdiction: "us-ny".into(),
        register: Some(Register::Npi),
        number: "123-456 7893".into(),
        evidence: None,
        directory_stub: None,
    }
}

pub(super) struct World {
    pub test: TestContext,
    pub ada: SignedUp,
    pub vera: Verifier,
}

impl World {
    pub async fn new() -> Self {
        let test = context().await;
        let ada = testing::person(&test.ctx, "ada").await;
        let vera = testing::verifier(&test.ctx, "vera").await;
        let vera = Verifier::of(vera.account_id, true).expect("verifies");
        Self { test, ada, vera }
    }

    pub fn ctx(&self) -> &Context {
        &self.test.ctx
    }

    pub async fn submit(&self, new: NewRequest) -> Result<VerificationRequestId> {
        submit(self.ctx(), self.ada.account_id, &new).await
    }

    pub async fn show(&self, id: VerificationRequestId) -> Request {
        let found = show(self.ctx(), self.ada.account_id, id).await;
        found.expect("is there").requests.remove(0)
    }

    pub async fn state(&self, id: VerificationRequestId) -> VerificationState {
        self.show(id).await.row.state
    }

    /// What the audit log says was done, but for what is about roles and credentials.
    pub async fn deeds(&self) -> Vec<String> {
        let found = storage::Sql::new(
            self.ctx().db.read(),
            "SELECT action FROM audit_entries WHERE action LIKE 'verification.%' ORDER BY seq",
        );
        let deeds = found.column(self.ctx().db.read()).await;
        deeds.expect("reads")
    }

    /// How many mails wait.
    pub async fn mails(&self) -> usize {
        let kind = "SELECT kind FROM jobs WHERE kind = 'mail_verification'";
        let found = storage::Sql::new(self.ctx().db.read(), kind);
        let found: Vec<String> = found.column(self.ctx().db.read()).await.expect("reads");
        found.len()
    }
}

fn matched() -> Approval {
    Approval {
        kind: None,
        assurance: Assurance::RegisterMatched,
        valid_until: None,
    }
}

fn field(result: &Result<VerificationRequestId>) -> &'static str {
    match result {
        Err(Error::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_request_is_asked_about_answered_and_approved_and_every_step_is_recorded() {
    let world = World::new().await;
    let ctx = world.ctx();
    let id = world.submit(physician()).await.expect("is taken");
    let request = world.show(id).await;
    assert_eq!(request.number.as_deref(), Some("1234567893"));
    assert_eq!(request.row.assurance, Some(Assurance::FormatOk));
    assert_eq!(request.row.jurisdiction.as_deref(), Some("US-NY"));
    let sealed = request.row.number.expect("is kept");
    assert!(!sealed.windows(4).any(|part| part == b"1234"));

    let page = Page::first(10);
    let waits = index(ctx, &world.vera, VerificationState::Pending, page).await;
    assert_eq!(waits.expect("reads").requests.len(), 1);
    ask(ctx, &world.vera, id, "Which hospital?")
        .await
        .expect("asks");
    assert_eq!(world.state(id).await, VerificationState::Asked);
    let blank = answer(ctx, world.ada.account_id, id, " ", None).await;
    assert!(matches!(
        blank,
        Err(Error::Invalid {
            field: "answer",
            ..
        })
    ));
    answer(ctx, world.ada.account_id, id, "Mercy", None)
        .await
        .expect("answers");
    let again = answer(ctx, world.ada.account_id, id, "Mercy", None).await;
    assert!(matches!(again, Err(Error::Conflict(_))));
    approve(ctx, &world.vera, id, matched())
        .await
        .expect("approves");

    let request = world.show(id).await;
    assert_eq!(request.row.state, VerificationState::Approved);
    assert_eq!(request.row.assurance, Some(Assurance::RegisterMatched));
    let kinds: Vec<&str> = request.steps.iter().map(|it| it.kind.as_str()).collect();
    assert_eq!(kinds, ["submitted", "asked", "answered", "approved"]);
    let issued = request.row.credential_id.expect("is issued");
    let issued = storage::credential::find_by_id(ctx.db.read(), issued).await;
    let issued = issued.expect("reads").expect("is there");
    assert_eq!(issued.account_id, world.ada.account_id);
    let claims = credential::claims(&issued).expect("reads");
    assert_eq!(claims.specialty.as_deref(), Some("dermatology"));
    assert_eq!(claims.assurance, Some(Assurance::RegisterMatched));
    assert!(!issued.claims.contains("1234567893"));
    let deeds = ["submit", "ask", "answer", "approve"].map(|verb| format!("verification.{verb}"));
    assert_eq!(world.deeds().await, deeds);
    assert_eq!(world.mails().await, 2, "about what others did");
}

#[tokio::test]
async fn what_cannot_be_looked_at_is_refused_by_field() {
    let world = World::new().await;
    let wrong = |change: fn(&mut NewRequest)| {
        let mut new = physician();
        change(&mut new);
        new
    };
    for (expected, new) in [
        ("number", wrong(|it| it.number = "1234567890".into())),
        ("number", wrong(|it| it.number = String::new())),
        (
            "number",
            wrong(|it| {
                it.register = None;
                it.number = String::new();
            }),
        ),
        ("register", wrong(|it| it.register = None)),
        ("profession", wrong(|it| it.profession = "wizard".into())),
        ("profession", wrong(|it| it.profession = String::new())),
        ("specialty", wrong(|it| it.specialty = "alchemy".into())),
        ("jurisdiction", wrong(|it| it.jurisdiction = "Wien".into())),
        ("jurisdiction", wrong(|it| it.jurisdiction = "DE".into())),
        ("jurisdiction", wrong(|it| it.jurisdiction = String::new())),
        (
            "evidence",
            wrong(|it| it.evidence = Some(Bytes::from_static(b"GIF89a"))),
        ),
        ("evidence", wrong(|it| it.evidence = Some(Bytes::new()))),
        (
            "evidence",
            wrong(|it| {
                let mut much = PDF.to_vec();
                much.resize(MAX_BYTES + 1, b' ');
                it.evidence = Some(much.into());
            }),
        ),
    ] {
        assert_eq!(field(&world.submit(new).await), expected);
    }
    let proven = wrong(|it| {
        it.register = None;
        it.number = String::new();
        it.evidence = Some(Bytes::from_static(PDF));
    });
    for _ in 0..5 {
        world.submit(proven.clone()).await.expect("is taken");
    }
    assert_eq!(field(&world.submit(proven).await), "kind");
    let doubtful = wrong(|it| {
        it.register = Some(Register::Rpps);
        it.number = "10002673899".into();
        it.jurisdiction = "FR".into();
    });
    let vera = world.vera.account_id;
    let id = submit(world.ctx(), vera, &doubtful)
        .await
        .expect("is taken");
    let found = show(world.ctx(), vera, id).await.expect("is there");
    let found = &found.requests[0].row;
    assert_eq!(
        (found.doubtful, found.assurance),
        (true, Some(Assurance::FormatOk))
    );
}

#[tokio::test]
async fn a_credential_may_be_about_an_account_elsewhere_that_says_whose_it_is() {
    let world = World::new().await;
    let ctx = world.ctx();
    let there = testing::remote_account(ctx, "ada", "hospital.example").await;
    let about = |id: AccountId| NewRequest {
        subject: Some(id),
        ..physician()
    };
    assert_eq!(field(&world.submit(about(there.id)).await), "account");
    let ada = crate::account::show(ctx, world.ada.account_id).await;
    let aliases = serde_json::to_string(&[ada.expect("is here").uri]).expect("is JSON");
    let tx = ctx.db.begin().await.expect("begins");
    let named = storage::account::set_aliases(&*tx, there.id, aliases).await;
    named.expect("writes");
    tx.commit().await.expect("commits");
    let id = world.submit(about(there.id)).await.expect("is taken");
    approve(ctx, &world.vera, id, matched())
        .await
        .expect("approves");
    let found = storage::credential::credentials_of(ctx.db.read(), &[there.id]).await;
    assert_eq!(found.expect("reads")[&there.id].len(), 1);
}

#[tokio::test]
async fn a_request_that_nobody_answers_ends_in_time() {
    let world = World::new().await;
    let ctx = world.ctx();
    let waits = world.submit(physician()).await.expect("is taken");
    let asked = world.submit(physician()).await.expect("is taken");
    let days = |days: u64| Duration::from_hours(24 * days);
    ctx.clock.advance(days(30));
    ask(ctx, &world.vera, asked, "Which hospital?")
        .await
        .expect("asks");
    ctx.clock.advance(days(30));
    expire_unanswered(ctx).await.expect("looks");
    assert_eq!(world.state(waits).await, VerificationState::Expired);
    assert_eq!(world.state(asked).await, VerificationState::Asked);
    ctx.clock.advance(days(30));
    for _ in 0..2 {
        expire_unanswered(ctx).await.expect("looks");
    }
    assert_eq!(world.state(asked).await, VerificationState::Expired);
    assert_eq!(world.mails().await, 3);
    let by_hand = world.submit(physician()).await.expect("is taken");
    expire(ctx, &world.vera, by_hand).await.expect("closes");
    assert_eq!(world.state(by_hand).await, VerificationState::Expired);
}

#[tokio::test]
async fn a_request_is_its_members_alone_and_goes_when_they_say() {
    let world = World::new().await;
    let ctx = world.ctx();
    let bo = testing::staff(ctx, "bo", UserRole::Admin).await.account_id;
    let id = world.submit(physician()).await.expect("is taken");
    let foreign = [
        show(ctx, bo, id).await.map(|_| ()),
        answer(ctx, bo, id, "I am Ada", None).await,
        withdraw(ctx, bo, id).await,
    ];
    assert!(foreign.iter().all(|it| matches!(it, Err(Error::NotFound))));
    assert!(list(ctx, bo).await.expect("reads").requests.is_empty());
    withdraw(ctx, world.ada.account_id, id).await.expect("goes");
    let listed = list(ctx, world.ada.account_id).await.expect("reads");
    assert!(listed.requests.is_empty());
    assert_eq!(
        world.deeds().await.last().map(String::as_str),
        Some("verification.withdraw")
    );
}

#[tokio::test]
async fn a_mail_says_in_the_members_language_what_was_done() {
    let world = World::new().await;
    let ctx = world.ctx();
    let id = world.submit(physician()).await.expect("is taken");
    refuse(ctx, &world.vera, id, "Not in the register")
        .await
        .expect("refuses");
    let step = world.show(id).await.steps.pop().expect("is there");
    let (to, told) = letter(ctx, step.id).await.expect("reads").expect("a mail");
    assert_eq!(
        (to.email.as_str(), told.text.as_str()),
        ("ada@ok.example", "Not in the register")
    );
    let page = format!("https://rounds.example/settings/verification/{id}");
    assert_eq!(to.link, page);
    withdraw(ctx, world.ada.account_id, id).await.expect("goes");
    assert!(letter(ctx, step.id).await.expect("reads").is_none());
}

#[tokio::test]
async fn a_pseudonym_hands_in_nothing_that_would_tell_whose_it_is() {
    let world = World::new().await;
    let ctx = world.ctx();
    let id = world.submit(physician()).await.expect("is taken");
    approve(ctx, &world.vera, id, matched())
        .await
        .expect("approves");
    let new = pseudonym::NewPseudonym {
        username: "quiet".into(),
        ..Default::default()
    };
    let quiet = pseudonym::create(ctx, world.ada.user_id, new).await;
    let quiet = quiet.expect("is made");
    let refused = submit(ctx, quiet, &physician()).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    let about = NewRequest {
        subject: Some(quiet),
        ..physician()
    };
    assert!(world.submit(about).await.is_err());
}
