//! What is said in a closed group stays there. Row 55 of docs/security.md.

use anyhow::{Context as _, Result};
use domain::group::{self, NewGroup};
use domain::group_member;
use domain::kinds::{MembershipRole, Visibility};
use domain::status::Status;
use protocol::fetch::Budget;
use protocol::resolve;
use serde_json::json;
use storage::{Set, status};

use crate::scene::{PUBLIC, Scene};

/// Anna owns a group in which she said something for its members alone.
async fn said(scene: &Scene) -> Result<(domain::id::AccountId, Status)> {
    let ctx = scene.victim().ctx();
    let anna = scene.anna().await;
    let new = NewGroup {
        name: "board".into(),
        title: "The Board".into(),
        description: String::new(),
    };
    let id = group::create(ctx, anna.id, new).await?;
    let post = scene.post(&anna, Visibility::Public).await?;
    let change = status::Change {
        visibility: Set(Visibility::Group),
        group_id: Set(Some(id)),
        ..status::Change::default()
    };
    let tx = ctx.db.begin().await?;
    status::update(&*tx, post.id, change).await?;
    tx.commit().await?;
    let closed = scene.stored(&post.uri).await?.context("it is there")?;
    Ok((id, closed))
}

#[tokio::test]
async fn security_55_only_members_are_shown_what_is_said_in_a_closed_group() -> Result<()> {
    let scene = Scene::at(9).await?;
    let (id, post) = said(&scene).await?;
    let (mia, mallory) = (scene.forger.actor("mia"), scene.forger.actor("mallory"));
    let ctx = scene.victim().ctx();
    let federation = scene.victim().federation();
    let (uri, mut budget) = (mia.parse()?, Budget::default());
    let member = resolve::actor(federation, &uri, &mut budget).await?;
    let (member, owner) = (member.id, post.account_id);
    let role = MembershipRole::Member;
    group_member::set_role(ctx, id, owner.into(), member, role).await?;
    let path = post.uri.replace(scene.victim().base(), "");
    let anonymous = scene.victim().anonymous().get_activity(&path).await?;
    assert_eq!(anonymous.status.as_u16(), 404);
    let missing = scene
        .victim()
        .ctx()
        .uris
        .status(post.account_id, domain::id::StatusId(1));
    let missing = missing.replace(scene.victim().base(), "");
    let nothing = scene.victim().anonymous().get_activity(&missing).await?;
    assert_eq!(nothing.body, anonymous.body, "as if there were nothing");
    for (path, suffix) in [(&path, ""), (&path, "/activity")] {
        let path = format!("{path}{suffix}");
        for (who, expected) in [(&mallory, 404), (&mia, 200)] {
            let answer = scene.forger.ask(scene.victim(), who, &path).await?;
            assert_eq!(answer.status.as_u16(), expected, "{who}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn security_55_what_is_said_in_a_closed_group_is_not_answered_before_everyone() -> Result<()>
{
    let scene = Scene::at(9).await?;
    let (_, post) = said(&scene).await?;
    let mallory = scene.forger.actor("mallory");
    for (number, (to, cc)) in [(PUBLIC, mallory.as_str()), (&mallory, PUBLIC)]
        .into_iter()
        .enumerate()
    {
        let mut create = scene.create(&mallory, u32::try_from(number)?, PUBLIC);
        create["object"]["inReplyTo"] = json!(post.uri);
        for part in ["to", "cc"] {
            create["object"][part] = json!([if part == "to" { to } else { cc }]);
        }
        assert_eq!(scene.forger.deliver(scene.victim(), &create).await?, 202);
        let answer = create["object"]["id"].as_str().unwrap_or_default();
        assert!(!scene.is_stored(answer).await?, "to {to}, cc {cc}");
    }
    let announce = json!({
        "id": format!("{mallory}/announce"), "type": "Announce", "actor": mallory,
        "to": [PUBLIC], "object": post.uri,
    });
    scene.forger.deliver(scene.victim(), &announce).await?;
    let kept = scene.stored(&post.uri).await?.context("it is there")?;
    assert_eq!((kept.replies_count, kept.reblogs_count), (0, 0));
    Ok(())
}

#[tokio::test]
async fn security_55_nor_by_its_members() -> Result<()> {
    let scene = Scene::at(9).await?;
    let (_, post) = said(&scene).await?;
    let ctx = scene.victim().ctx();
    for visibility in [
        Visibility::Public,
        Visibility::Unlisted,
        Visibility::Private,
    ] {
        let new = domain::status::NewStatus {
            visibility,
            in_reply_to_id: Some(post.id),
            ..domain::testing::new_status("for everyone")
        };
        let refused = domain::status::publish(ctx, post.account_id, new).await;
        assert!(
            matches!(
                refused,
                Err(domain::Error::Invalid {
                    field: "visibility",
                    ..
                })
            ),
            "{refused:?}"
        );
    }
    Ok(())
}
