mod roles;
mod vouched;

use storage::id::AccountId;
use storage::kinds::MailLinkPurpose;

use super::user::{Person, ScimUser};
use super::*;
use crate::account;
use crate::context::Context;
use crate::error::Result;
use crate::mail_link;
use crate::profile::{self, Change};
use crate::testing;

const NEW_PASSWORD: &str = "a password nobody else has";

async fn directory(ctx: &Context, name: &str) -> Directory {
    directory::create_token(ctx, name, &crate::audit::Actor::Operator)
        .await
        .expect("a token");
    directory::find(ctx, name).await.expect("is there")
}

fn person(name: &str) -> Person {
    Person {
        user_name: name.to_owned(),
        external_id: Some(format!("id of {name}")),
        active: true,
        email: format!("{name}@hospital.example"),
        display_name: format!("Dr {name}"),
        attributes: "{}".to_owned(),
        profile: Change {
            profession: Some("nurse".to_owned()),
            specialties: Some(Vec::new()),
            workplace: Some("Ward 7".to_owned()),
            ..Change::default()
        },
        ..Person::default()
    }
}

async fn own(ctx: &Context, row: &ScimUser) -> AccountId {
    let own = storage::access::find_own_account(ctx.db.read(), row.user_id).await;
    own.expect("reads").expect("is there")
}

/// Opens the mailed link, as the person does.
async fn accept(ctx: &Context, row: &ScimUser) {
    let letter = mail_link::letter(ctx, row.user_id, MailLinkPurpose::Invitation).await;
    let letter = letter.expect("reads").expect("a mail was sent");
    let token = letter.link.split("token=").nth(1).expect("a token");
    let reset = crate::user::reset(ctx, token, NEW_PASSWORD).await;
    reset.expect("chooses a password");
}

async fn enter(ctx: &Context, directory: &Directory, name: &str) -> ScimUser {
    let row = user::create(ctx, directory, person(name)).await;
    row.expect("is entered")
}

async fn change(
    ctx: &Context,
    directory: &Directory,
    row: &ScimUser,
    (before, after): (&Person, &Person),
) -> Result<Option<ScimUser>> {
    let change = (before.clone(), after.clone());
    user::replace(ctx, directory, row.clone(), change).await
}

async fn login(ctx: &Context, row: &ScimUser) -> crate::user::User {
    let user = crate::user::show(ctx, row.user_id).await;
    user.expect("a login")
}

#[tokio::test]
async fn a_login_waits_for_its_person() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let hospital = directory(ctx, "hospital").await;
    let row = enter(ctx, &hospital, "ada").await;
    let own = own(ctx, &row).await;
    let hidden = account::show(ctx, own).await;
    assert!(hidden.is_err(), "nobody sees who has not come yet");
    accept(ctx, &row).await;
    let shown = account::show(ctx, own).await.expect("is seen");
    assert_eq!(
        (shown.username.as_str(), shown.display_name.as_str()),
        ("ada", "Dr ada")
    );
    let profile = profile::show(ctx, own).await.expect("reads");
    assert_eq!(profile.profession.as_deref(), Some("nurse"));
    assert_eq!(profile.workplace.as_deref(), Some("Ward 7"));
    let login = login(ctx, &row).await;
    assert_eq!(login.email, "ada@hospital.example");
    assert!(login.confirmed_at.is_some() && login.disabled_at.is_none());
    let verified = ctx
        .passwords
        .verify(NEW_PASSWORD, Some(&login.password_hash))
        .await;
    assert!(verified.expect("hashes"));
}

#[tokio::test]
async fn names_and_addresses_belong_to_one() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (hospital, clinic) = (
        directory(ctx, "hospital").await,
        directory(ctx, "clinic").await,
    );
    testing::person(ctx, "ada").await;
    let taken = |refused| matches!(refused, Err(Error::Conflict(_)));
    let stranger = Person {
        email: "Ada@OK.example".into(),
        ..person("stranger")
    };
    let refused = user::create(ctx, &hospital, stranger.clone()).await;
    assert!(
        taken(refused),
        "nobody takes a login over by naming its address"
    );
    let row = enter(ctx, &hospital, "ada").await;
    let second = account::show(ctx, own(ctx, &row).await).await;
    assert!(second.is_err());
    accept(ctx, &row).await;
    let named = account::show(ctx, own(ctx, &row).await).await;
    assert_eq!(named.expect("is seen").username, "ada2");
    let twin = Person {
        email: "other@hospital.example".into(),
        user_name: "ADA".into(),
        ..person("ada")
    };
    assert!(taken(user::create(ctx, &hospital, twin.clone()).await));
    assert!(taken(user::create(ctx, &clinic, person("ada")).await));
    let elsewhere = user::create(ctx, &clinic, twin).await;
    elsewhere.expect("another directory has names of its own");
    let refused = change(
        ctx,
        &hospital,
        &row,
        (
            &person("ada"),
            &Person {
                user_name: "ada".into(),
                ..stranger
            },
        ),
    )
    .await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    assert_eq!(login(ctx, &row).await.email, "ada@hospital.example");
    let refused = user::show(ctx, &clinic, row.id).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let refused = user::delete(ctx, &clinic, row.id).await;
    assert!(matches!(refused, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_is_repeated_leaves_alone_what_the_person_changed() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let hospital = directory(ctx, "hospital").await;
    let row = enter(ctx, &hospital, "ada").await;
    accept(ctx, &row).await;
    let own = own(ctx, &row).await;
    let mine = account::Update {
        display_name: Some("Ada".into()),
        ..account::Update::default()
    };
    let done = account::update(ctx, own, row.user_id, mine).await;
    done.expect("is changed");
    let (before, mut after) = (person("ada"), person("ada"));
    after.profile.profession = Some("physician".into());
    let done = change(ctx, &hospital, &row, (&before, &after)).await;
    let row = done.expect("is changed").expect("nobody was faster");
    assert_eq!(row.version, 2);
    let shown = account::show(ctx, own).await.expect("is seen");
    assert_eq!(shown.display_name, "Ada");
    let profile = profile::show(ctx, own).await.expect("reads");
    assert_eq!(profile.profession.as_deref(), Some("physician"));
    let again = Person {
        email: "ada.l@hospital.example".into(),
        display_name: "Dr Lovelace".into(),
        ..after.clone()
    };
    let done = change(ctx, &hospital, &row, (&after, &again)).await;
    done.expect("is changed");
    let shown = account::show(ctx, own).await.expect("is seen");
    assert_eq!(shown.display_name, "Dr Lovelace");
    assert_eq!(login(ctx, &row).await.email, "ada.l@hospital.example");
    let late = change(ctx, &hospital, &row, (&after, &again)).await;
    assert!(late.expect("is no error").is_none(), "somebody was faster");
    let mut wrong = again.clone();
    wrong.profile.profession = Some("wizard".into());
    let row = user::show(ctx, &hospital, row.id).await.expect("is there");
    let refused = change(ctx, &hospital, &row, (&again, &wrong)).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })));
}

#[tokio::test]
async fn who_is_taken_out_may_be_entered_again_by_the_same_directory() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (hospital, clinic) = (
        directory(ctx, "hospital").await,
        directory(ctx, "clinic").await,
    );
    let first = enter(ctx, &hospital, "ada").await;
    accept(ctx, &first).await;
    user::delete(ctx, &hospital, first.id).await.expect("goes");
    let gone = user::show(ctx, &hospital, first.id).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    assert!(login(ctx, &first).await.disabled_at.is_some());
    let refused = user::create(ctx, &clinic, person("ada")).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    let again = enter(ctx, &hospital, "ada").await;
    assert_ne!(again.id, first.id);
    assert_eq!(again.user_id, first.user_id);
    assert!(login(ctx, &again).await.disabled_at.is_none());
}

#[tokio::test]
async fn who_is_not_active_yet_is_invited_when_they_are() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let hospital = directory(ctx, "hospital").await;
    let later = Person {
        active: false,
        ..person("ada")
    };
    let row = user::create(ctx, &hospital, later.clone())
        .await
        .expect("is entered");
    let letter = mail_link::letter(ctx, row.user_id, MailLinkPurpose::Invitation).await;
    assert!(letter.expect("reads").is_none());
    assert!(login(ctx, &row).await.disabled_at.is_some());
    let done = change(ctx, &hospital, &row, (&later, &person("ada"))).await;
    let row = done.expect("is changed").expect("nobody was faster");
    accept(ctx, &row).await;
    assert!(login(ctx, &row).await.disabled_at.is_none());
}

#[tokio::test]
async fn a_directory_has_one_token_that_can_be_replaced() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let first = directory::create_token(ctx, "hospital", &crate::audit::Actor::Operator)
        .await
        .expect("a token");
    let opens = async |secret: &str| {
        let found = directory::authenticate(ctx, secret).await.expect("reads");
        found.map(|directory| directory.name)
    };
    assert_eq!(opens(&first).await.as_deref(), Some("hospital"));
    assert_eq!(opens("guessed").await, None);
    let refused = directory::create_token(ctx, "hospital", &crate::audit::Actor::Operator).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    let row = enter(
        ctx,
        &directory::find(ctx, "hospital").await.expect("is there"),
        "ada",
    )
    .await;
    directory::revoke_token(ctx, "hospital", &crate::audit::Actor::Operator)
        .await
        .expect("is revoked");
    assert_eq!(opens(&first).await, None);
    let refused = directory::revoke_token(ctx, "hospital", &crate::audit::Actor::Operator).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let second = directory::create_token(ctx, "hospital", &crate::audit::Actor::Operator)
        .await
        .expect("a token");
    let known = directory::authenticate(ctx, &second).await.expect("reads");
    let known = known.expect("opens");
    user::show(ctx, &known, row.id)
        .await
        .expect("whom it entered stays");
    assert!(!known.token_hash.unwrap_or_default().contains(&second));
    for name in ["", " ", &"x".repeat(61)] {
        let refused = directory::create_token(ctx, name, &crate::audit::Actor::Operator).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{name}");
    }
}
