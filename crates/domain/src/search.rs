//! Finding accounts, hashtags and statuses that are known here; `protocol::resolve` asks other servers.

mod query;
mod rebuild;
mod statuses;

use storage::account::Account;
use storage::search::{self, AccountQuery};

use crate::account;
use crate::context::Context;
use crate::directory;
use crate::error::Result;
use crate::names::Acct;
use crate::status;
use crate::tag::{self, Hashtag};
use crate::text::{clean, hashtag};
use crate::timeline::Entry;
use crate::viewer::Viewer;

pub use rebuild::rebuild;
pub(crate) use statuses::index;
pub use statuses::{Narrow, statuses};

/// Characters of a query that count.
const QUERY: usize = 200;

/// How many results can be passed over.
const DEEPEST: u64 = 10_000;

/// Which part of the results is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// How many.
    pub limit: u64,
    /// How many to pass over.
    pub offset: u64,
}

impl Slice {
    /// The part that was asked for: `default` results when nothing was said, never more than `max`, never far down.
    #[must_use]
    pub fn of(limit: Option<i64>, offset: Option<i64>, default: u64, max: u64) -> Self {
        let number = |value: Option<i64>| value.and_then(|value| u64::try_from(value).ok());
        Self {
            limit: number(limit).unwrap_or(default).clamp(1, max),
            offset: number(offset).unwrap_or(0).min(DEEPEST),
        }
    }
}

/// Accounts by their whole handle or their address; those who agreed to be found by the beginning of the handle too, and by
/// any word of theirs, as in the [`directory`]; those whom the viewer follows by the beginning of the handle or a part of
/// their display name. With `following` only those whom the viewer follows.
pub async fn accounts(
    ctx: &Context,
    viewer: Viewer,
    text: &str,
    following: bool,
    slice: Slice,
) -> Result<Vec<Account>> {
    let text = clean::cut(text.trim(), QUERY);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    if is_address(text) {
        let found = account::find_by_address(ctx, text).await?;
        return Ok(found.into_iter().collect());
    }
    let acct = text.parse::<Acct>().ok();
    let (name, domain) = match &acct {
        Some(acct) => (acct.username.as_str(), acct.domain.as_deref()),
        None => (text, None),
    };
    let ours = ctx.uris.domain();
    // A handle names somebody; what else is typed may be any word of theirs, if they agree.
    let words = match domain {
        Some(_) => Vec::new(),
        None => directory::typed(text),
    };
    let query = AccountQuery {
        text: name,
        words,
        domain: domain.map(|domain| if domain == ours { "" } else { domain }),
        viewer: viewer.account(),
        following,
        limit: slice.limit,
        offset: slice.offset,
    };
    Ok(search::list_accounts(ctx.db.read(), &query).await?)
}

/// A status by its id on the wire or, when it is ours, by its page.
pub async fn status(ctx: &Context, viewer: Viewer, text: &str) -> Result<Option<Entry>> {
    let address = text.trim();
    if !is_address(address) {
        return Ok(None);
    }
    let page = address.strip_prefix(&ctx.uris.profile_page(""));
    let id = match page.and_then(|rest| rest.split_once('/')) {
        Some((_, id)) => id.parse().ok(),
        None => storage::status::find_by_uri(ctx.db.read(), address)
            .await?
            .map(|row| row.id),
    };
    let found = match id {
        Some(id) => status::list(ctx, viewer, &[id]).await?,
        None => Vec::new(),
    };
    Ok(found.into_iter().next())
}

/// Hashtags by how they begin, with or without `#`; with `reviewed` only those that a moderator looked at.
pub async fn hashtags(
    ctx: &Context,
    viewer: Viewer,
    text: &str,
    reviewed: bool,
    slice: Slice,
) -> Result<Vec<Hashtag>> {
    let name = hashtag::normalize(clean::cut(text.trim(), QUERY));
    if name.is_empty() || is_address(text) || name.contains(['@', ' ']) {
        return Ok(Vec::new());
    }
    let tags =
        search::list_tags(ctx.db.read(), &name, reviewed, (slice.limit, slice.offset)).await?;
    tag::describe(ctx, viewer, tags).await
}

/// Whether `text` is the address of something rather than words.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, local_account, remote_account};
    use crate::{block, follow};

    const ALL: Slice = Slice {
        limit: 40,
        offset: 0,
    };

    async fn found(ctx: &Context, viewer: Viewer, text: &str, following: bool) -> Vec<String> {
        let list = accounts(ctx, viewer, text, following, ALL).await;
        list.expect("searches").iter().map(account::acct).collect()
    }

    #[tokio::test]
    async fn accounts_are_found_by_handle_name_and_address() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let bob = remote_account(ctx, "Bob_1", "b.example").await;
        agree(ctx, bob.id).await;
        let bobby = remote_account(ctx, "bobby", "c.example").await;
        agree(ctx, bobby.id).await;
        let nobody = Viewer::Anonymous;
        assert_eq!(
            found(ctx, nobody, "bob_1", false).await,
            ["Bob_1@b.example"]
        );
        assert_eq!(found(ctx, nobody, "BOB", false).await.len(), 2);
        assert_eq!(
            found(ctx, nobody, "@bob@c.ex", false).await,
            ["bobby@c.example"]
        );
        assert_eq!(
            found(ctx, nobody, &bob.uri, false).await,
            ["Bob_1@b.example"]
        );
        assert_eq!(
            found(ctx, nobody, "b%b", false).await.len(),
            0,
            "% is a letter"
        );
        assert_eq!(found(ctx, nobody, " ", false).await.len(), 0);
    }

    /// Somebody says that they want to be found.
    async fn agree(ctx: &Context, id: storage::id::AccountId) {
        let tx = ctx.db.begin().await.expect("begins");
        let sql = "UPDATE accounts SET discoverable = TRUE WHERE id = ";
        let set = storage::Sql::new(&*tx, sql).bind(id);
        set.execute(&*tx).await.expect("sets");
        tx.commit().await.expect("commits");
    }

    #[tokio::test]
    async fn who_did_not_agree_is_found_by_the_whole_handle_alone() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = testing::person(ctx, "anna").await.account_id;
        let bob = remote_account(ctx, "bobby", "b.example").await.id;
        testing::remote_group(ctx, "bobsled", "b.example").await;
        for viewer in [Viewer::Anonymous, Viewer::Account(anna)] {
            for typed in ["bobb", "bobby", "@bob@b.example", "@bobby@b.exam"] {
                let people = found(ctx, viewer, typed, false).await;
                assert!(!people.contains(&"bobby@b.example".to_owned()), "{typed}");
            }
            let whole = found(ctx, viewer, "@Bobby@b.example", false).await;
            assert_eq!(whole, ["bobby@b.example"]);
            let groups = found(ctx, viewer, "bob", false).await;
            assert_eq!(groups, ["bobsled@b.example"], "only people are asked");
        }
        assert!(found(ctx, Viewer::Anonymous, "ann", false).await.is_empty());
        assert_eq!(found(ctx, Viewer::Anonymous, "ANNA", false).await, ["anna"]);
        testing::follow(ctx, anna, bob).await;
        let known = found(ctx, Viewer::Account(anna), "bobb", false).await;
        assert_eq!(known, ["bobby@b.example"]);
    }

    #[tokio::test]
    async fn who_agreed_is_found_by_any_word_and_who_did_not_by_the_handle_alone() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let person = testing::person(ctx, "anna").await;
        let said = account::Update {
            display_name: Some("Dr Keller".into()),
            profile: crate::profile::Change {
                specialties: Some(vec!["cardiology".into()]),
                ..Default::default()
            },
            ..Default::default()
        };
        let (who, user) = (person.account_id, person.user_id);
        let changed = account::update(ctx, who, user, said).await;
        changed.expect("is said");
        let nobody = Viewer::Anonymous;
        for typed in ["keller", "Kardiologie"] {
            assert!(found(ctx, nobody, typed, false).await.is_empty(), "{typed}");
        }
        let fan = testing::person(ctx, "fan").await.account_id;
        testing::follow(ctx, fan, who).await;
        let known = found(ctx, Viewer::Account(fan), "ELLER", false).await;
        assert_eq!(known, ["anna"], "whom one follows is no secret");
        let agreed = account::Update {
            discoverable: Some(true),
            ..Default::default()
        };
        let changed = account::update(ctx, who, user, agreed).await;
        changed.expect("agrees");
        for typed in ["keller", "Kardiologie", "dr kell", "ann"] {
            assert_eq!(found(ctx, nobody, typed, false).await, ["anna"], "{typed}");
        }
    }

    #[tokio::test]
    async fn a_hashtag_tells_how_it_was_used_lately() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = testing::person(ctx, "anna").await.account_id;
        for text in ["#rounds", "more #Rounds", "#ward"] {
            testing::post(ctx, anna, testing::new_status(text)).await;
        }
        ctx.clock.advance(std::time::Duration::from_hours(24));
        let found = hashtags(ctx, Viewer::Anonymous, "#ROUN", false, ALL)
            .await
            .expect("searches");
        assert_eq!(found.len(), 1);
        let days = &found[0].history;
        assert_eq!(days.len(), 7);
        assert_eq!((days[0].uses, days[1].uses, days[1].accounts), (0, 2, 1));
        assert_eq!(days[1].began, testing::START);
    }

    #[tokio::test]
    async fn a_pending_sign_up_is_not_found() {
        let test = testing::context().await;
        testing::newcomer(&test.ctx, "anna").await;
        assert_eq!(
            found(&test.ctx, Viewer::Anonymous, "anna", false)
                .await
                .len(),
            0
        );
    }

    #[tokio::test]
    async fn those_who_block_the_viewer_are_not_found_and_following_narrows() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await.id;
        let viewer = Viewer::Account(anna);
        let bob = remote_account(ctx, "bob", "b.example").await.id;
        let eve = remote_account(ctx, "bobess", "e.example").await.id;
        agree(ctx, bob).await;
        agree(ctx, eve).await;
        assert_eq!(found(ctx, viewer, "bob", true).await.len(), 0);
        follow::follow(ctx, anna, bob, &follow::Options::default())
            .await
            .expect("asks");
        follow::receive_accept(ctx, bob, follow::Asked::Party(anna))
            .await
            .expect("accepts");
        assert_eq!(found(ctx, viewer, "bob", true).await, ["bob@b.example"]);
        block::receive(ctx, eve, anna, "https://e.example/blocks/1")
            .await
            .expect("blocks");
        assert_eq!(found(ctx, viewer, "bob", false).await, ["bob@b.example"]);
        assert_eq!(found(ctx, Viewer::Anonymous, "bob", false).await.len(), 2);
    }
}
