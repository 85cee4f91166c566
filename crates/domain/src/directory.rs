//! Finding colleagues: the people of this instance who agreed to be listed.

use storage::Page;
use storage::account::Account;
use storage::directory::{self, Everyone};
pub use storage::directory::{Filter, Order};
use storage::id::AccountId;

use crate::account_view::{self, AccountView};
use crate::context::Context;
use crate::error::Result;
use crate::profile::{self, Profile};
use crate::search::Slice;
use crate::viewer::Viewer;
use crate::{profession, specialty};

/// Somebody in the directory.
#[derive(Clone, Debug)]
pub struct Member {
    /// Their account.
    pub view: AccountView,
    /// What they say of themselves as professionals.
    pub profile: Profile,
}

/// A page of the directory.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// The newest first; ids of accounts bound pages.
    pub members: Vec<Member>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Those whom `filter` finds. It does not matter who looks: whoever is listed agreed to be shown to everyone. What is of
/// no vocabulary filters nothing.
///
/// # Errors
/// When the database refuses.
pub async fn members(ctx: &Context, filter: Filter, page: Page) -> Result<Directory> {
    let filter = known(filter);
    let db = ctx.db.read();
    let rows = directory::list(db, &filter, page).await?;
    let total = directory::count(db, &filter).await?;
    let ids: Vec<AccountId> = rows.iter().map(|account| account.id).collect();
    let mut views = account_view::views(ctx, rows).await?;
    let mut profiles = profile::profiles_of(ctx, &ids).await?;
    let members = ids.iter().filter_map(|id| {
        Some(Member {
            view: views.remove(id)?,
            profile: profiles.remove(id).unwrap_or_default(),
        })
    });
    Ok(Directory {
        members: members.collect(),
        total: u64::try_from(total).unwrap_or_default(),
    })
}

/// Everyone known here, of other instances too, who wants to be found and is not hidden from `viewer`.
///
/// # Errors
/// When the database refuses.
pub async fn everyone(
    ctx: &Context,
    viewer: Viewer,
    local: bool,
    order: Order,
    slice: Slice,
) -> Result<Vec<Account>> {
    let asked = Everyone {
        local,
        order,
        viewer: viewer.account(),
        limit: slice.limit,
        offset: slice.offset,
    };
    Ok(directory::list_everyone(ctx.db.read(), &asked).await?)
}

fn known(filter: Filter) -> Filter {
    Filter {
        specialty: filter
            .specialty
            .filter(|id| specialty::vocabulary().find(id).is_some()),
        profession: filter
            .profession
            .filter(|id| profession::vocabulary().find(id).is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{self, Update};
    use crate::profile::Change;
    use crate::testing;

    async fn listed(ctx: &Context, name: &str, profession: &str, specialties: &[&str]) {
        let person = testing::person(ctx, name).await;
        let id = person.account_id;
        let agreed = Update {
            discoverable: Some(true),
            ..Update::default()
        };
        account::update(ctx, id, person.user_id, agreed)
            .await
            .expect("is changed");
        let said = Change {
            profession: Some(profession.into()),
            specialties: Some(specialties.iter().map(ToString::to_string).collect()),
            ..Change::default()
        };
        profile::update(ctx, id, said).await.expect("is said");
        ctx.clock.advance(std::time::Duration::from_secs(1));
    }

    async fn names(ctx: &Context, filter: Filter, page: Page) -> (Vec<String>, u64) {
        let found = members(ctx, filter, page).await.expect("reads");
        let names = found.members.into_iter().map(|it| it.view.account.username);
        (names.collect(), found.total)
    }

    #[tokio::test]
    async fn who_agreed_is_found_by_what_they_are() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        testing::local_account(ctx, "shy").await;
        testing::remote_account(ctx, "far", "b.example").await;
        listed(ctx, "ada", "physician", &["dermatology", "cardiology"]).await;
        listed(ctx, "ben", "nurse", &["cardiology"]).await;
        let all = Filter::default();
        let first = Page::first(20);
        assert_eq!(
            names(ctx, all.clone(), first).await,
            (vec!["ben".into(), "ada".into()], 2)
        );
        assert_eq!(
            names(ctx, all.clone(), Page::first(1)).await,
            (vec!["ben".into()], 2)
        );
        let by = |specialty: &str, profession: Option<&str>| Filter {
            specialty: Some(specialty.into()),
            profession: profession.map(Into::into),
        };
        assert_eq!(
            names(ctx, by("dermatology", None), first).await,
            (vec!["ada".into()], 1)
        );
        assert_eq!(
            names(ctx, by("cardiology", Some("nurse")), first).await,
            (vec!["ben".into()], 1)
        );
        assert_eq!(
            names(ctx, by("dermatology", Some("nurse")), first).await.1,
            0
        );
        assert_eq!(names(ctx, by("%", None), first).await.1, 2);
    }

    #[tokio::test]
    async fn everyone_is_ordered_by_what_they_do_and_hidden_by_a_block() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        listed(ctx, "ada", "physician", &[]).await;
        listed(ctx, "ben", "nurse", &[]).await;
        testing::remote_account(ctx, "shy", "b.example").await;
        let ada = account::lookup(ctx, "ada").await.expect("is there").id;
        let ben = account::lookup(ctx, "ben").await.expect("is there").id;
        testing::post(ctx, ada, testing::new_status("x")).await;
        let ids = async |viewer, order, limit, offset| {
            let slice = Slice { limit, offset };
            let found = everyone(ctx, viewer, false, order, slice).await;
            let found = found.expect("reads");
            found.iter().map(|account| account.id).collect::<Vec<_>>()
        };
        let anybody = Viewer::Anonymous;
        assert_eq!(ids(anybody, Order::New, 40, 0).await, [ben, ada]);
        assert_eq!(ids(anybody, Order::Active, 40, 0).await, [ada, ben]);
        assert_eq!(ids(anybody, Order::Active, 1, 1).await, [ben]);
        crate::block::block(ctx, ada, ben).await.expect("blocks");
        assert_eq!(ids(Viewer::Account(ben), Order::New, 40, 0).await, [ben]);
    }
}
