use std::collections::BTreeSet;

use storage::id::ScimUserId;
use storage::kinds::UserRole;

use super::*;
use crate::scim::group::NewGroup;

fn group_of(name: &str, members: &[ScimUserId]) -> NewGroup {
    NewGroup {
        display_name: name.to_owned(),
        external_id: None,
        members: members.iter().copied().collect::<BTreeSet<_>>(),
    }
}

async fn rights(ctx: &Context, row: &ScimUser) -> (UserRole, bool) {
    let login = login(ctx, row).await;
    (login.role, login.is_verifier)
}

const MEMBER: (UserRole, bool) = (UserRole::Member, false);

#[tokio::test]
async fn groups_give_roles_and_take_them() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    testing::staff(ctx, "root", UserRole::Admin).await;
    let hospital = directory(ctx, "hospital").await;
    let (ada, bo) = (
        enter(ctx, &hospital, "ada").await,
        enter(ctx, &hospital, "bo").await,
    );
    let staff = group::create(ctx, &hospital, group_of("Staff", &[ada.id, bo.id])).await;
    let mut staff = staff.expect("is added");
    let grant = async |group: &str, role| {
        let done = directory::grant(ctx, "hospital", group, role).await;
        done.expect("is granted");
    };
    grant("STAFF", ScimRole::Verifier).await;
    assert_eq!(rights(ctx, &ada).await, (UserRole::Member, true));
    grant("Chiefs", ScimRole::Moderator).await;
    grant("Chiefs", ScimRole::Admin).await;
    let chiefs = group::create(ctx, &hospital, group_of("Chiefs", &[bo.id])).await;
    let chiefs = chiefs.expect("is added");
    assert_eq!(rights(ctx, &bo).await, (UserRole::Admin, true));
    let without = group::replace(ctx, &hospital, staff.clone(), group_of("Staff", &[bo.id])).await;
    staff = without.expect("is changed").expect("nobody was faster");
    assert_eq!(rights(ctx, &ada).await, MEMBER);
    let renamed = group::replace(ctx, &hospital, staff, group_of("Ward", &[bo.id])).await;
    renamed.expect("is changed");
    assert_eq!(rights(ctx, &bo).await, (UserRole::Admin, false));
    directory::revoke(ctx, "hospital", "chiefs")
        .await
        .expect("is revoked");
    assert_eq!(rights(ctx, &bo).await, MEMBER);
    grant("chiefs", ScimRole::Moderator).await;
    assert_eq!(rights(ctx, &bo).await, (UserRole::Moderator, false));
    group::delete(ctx, &hospital, chiefs.id)
        .await
        .expect("goes");
    assert_eq!(rights(ctx, &bo).await, MEMBER);
}

#[tokio::test]
async fn without_a_grant_roles_are_none_of_a_directory_s_business() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let hospital = directory(ctx, "hospital").await;
    let ada = enter(ctx, &hospital, "ada").await;
    let given = crate::user::set_role(
        ctx,
        ada.user_id,
        UserRole::Moderator,
        &crate::audit::Actor::Operator,
    )
    .await;
    given.expect("is given");
    let staff = group::create(ctx, &hospital, group_of("Staff", &[ada.id])).await;
    let staff = staff.expect("is added");
    group::delete(ctx, &hospital, staff.id).await.expect("goes");
    assert_eq!(rights(ctx, &ada).await, (UserRole::Moderator, false));
}

#[tokio::test]
async fn the_last_administrator_stays_one_whatever_groups_say() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let hospital = directory(ctx, "hospital").await;
    let ada = enter(ctx, &hospital, "ada").await;
    let operator = &crate::audit::Actor::Operator;
    let given = crate::user::set_role(ctx, ada.user_id, UserRole::Admin, operator).await;
    given.expect("is given");
    let done = directory::grant(ctx, "hospital", "Staff", ScimRole::Verifier).await;
    done.expect("is granted");
    let staff = group::create(ctx, &hospital, group_of("Staff", &[ada.id])).await;
    let staff = staff.expect("is added");
    assert_eq!(rights(ctx, &ada).await, (UserRole::Admin, true));
    testing::staff(ctx, "root", UserRole::Admin).await;
    group::delete(ctx, &hospital, staff.id).await.expect("goes");
    assert_eq!(rights(ctx, &ada).await, MEMBER);
}

#[tokio::test]
async fn who_is_taken_out_loses_what_groups_gave() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    testing::staff(ctx, "root", UserRole::Admin).await;
    let hospital = directory(ctx, "hospital").await;
    let ada = enter(ctx, &hospital, "ada").await;
    let done = directory::grant(ctx, "hospital", "Chiefs", ScimRole::Admin).await;
    done.expect("is granted");
    let chiefs = group::create(ctx, &hospital, group_of("Chiefs", &[ada.id])).await;
    let chiefs = chiefs.expect("is added");
    assert_eq!(rights(ctx, &ada).await, (UserRole::Admin, false));
    user::delete(ctx, &hospital, ada.id).await.expect("goes");
    assert_eq!(rights(ctx, &ada).await, MEMBER);
    let members = group::members_of(ctx, &[chiefs.id]).await.expect("reads");
    assert!(members.is_empty());
}

#[tokio::test]
async fn a_group_has_people_of_its_own_directory_and_a_name_of_its_own() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (hospital, clinic) = (
        directory(ctx, "hospital").await,
        directory(ctx, "clinic").await,
    );
    let ada = enter(ctx, &hospital, "ada").await;
    let refused = group::create(ctx, &clinic, group_of("Staff", &[ada.id])).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })));
    assert_eq!(group::count(ctx, &clinic).await.expect("counts"), 0);
    let staff = group::create(ctx, &hospital, group_of("Staff", &[ada.id])).await;
    let staff = staff.expect("is added");
    let refused = group::create(ctx, &hospital, group_of(" staff", &[])).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    group::create(ctx, &clinic, group_of("Staff", &[]))
        .await
        .expect("is added");
    for refused in [
        group::show(ctx, &clinic, staff.id).await.map(drop),
        group::delete(ctx, &clinic, staff.id).await,
    ] {
        assert!(matches!(refused, Err(Error::NotFound)));
    }
    let belongs = group::groups_of(ctx, &[ada.id]).await.expect("reads");
    assert_eq!(belongs.len(), 1);
    let late = group::replace(ctx, &hospital, storage_row(&staff), group_of("Staff", &[])).await;
    assert!(late.expect("is no error").is_none());
}

/// The group as somebody read it before it was changed.
fn storage_row(staff: &group::ScimGroup) -> group::ScimGroup {
    group::ScimGroup {
        version: 0,
        ..staff.clone()
    }
}
