//! What someone of ours who runs a group decided, in the group's Announce (FEP-1b12, in the shapes of Lemmy).

use domain::account::Account;
use domain::group_decision::Decision;
use domain::group_post::REASON;
use domain::id::AccountId;
use domain::outgoing::parties::{self, Pair};
use domain::{Context, remote};
use serde_json::{Value, json};

use super::activity::Document;
use super::group::{forward, to_group};
use super::note::time;
use super::{Letter, actor};
use crate::error::Error;
use crate::proof;
use crate::vocab::{ActivityDocument, context};

/// The activity of the moderator, wrapped. `number` makes its id, so that a second try builds the same.
pub(super) async fn build(
    ctx: &Context,
    group: AccountId,
    moderator: AccountId,
    number: i64,
    decision: Decision,
) -> Result<Option<Letter>, Error> {
    let Some(Pair { from, to }) = parties::pair(ctx, moderator, group).await? else {
        return Ok(None);
    };
    let deed = Deed {
        id: format!("{}#decisions/{number}", from.uri),
        moderator: from,
        group: to,
    };
    let Some(activity) = deed.activity(ctx, decision).await? else {
        return Ok(None);
    };
    let document = Document::of(activity, context::moderation());
    let document = proof::sign(ctx, &deed.moderator, document).await?;
    forward(ctx, group, document.body).await
}

/// Who decides where, and under which id it is told.
struct Deed {
    id: String,
    moderator: Account,
    group: Account,
}

type Activity = ActivityDocument<Value>;

impl Deed {
    async fn activity(&self, ctx: &Context, decision: Decision) -> Result<Option<Activity>, Error> {
        Ok(Some(match decision {
            Decision::Remove { uri, reason } => self.about("Delete", uri, reason),
            Decision::Restore { uri } => self.undo(self.about("Delete", uri, REASON.to_owned())),
            Decision::Lock { uri, reason } => self.about("Lock", uri, reason),
            Decision::Unlock { uri } => self.undo(self.about("Lock", uri, String::new())),
            Decision::Pin { uri } => self.collected("Add", uri, self.group.featured_url.clone()),
            Decision::Unpin { uri } => {
                self.collected("Remove", uri, self.group.featured_url.clone())
            }
            Decision::Appoint { account_id } => {
                return self.moderators(ctx, "Add", account_id).await;
            }
            Decision::Dismiss { account_id } => {
                return self.moderators(ctx, "Remove", account_id).await;
            }
            Decision::Ban {
                account_id,
                until,
                reason,
                with_posts,
            } => {
                let block = self.block(ctx, account_id).await?;
                return Ok(block.map(|block| ActivityDocument {
                    end_time: until.and_then(time),
                    remove_data: Some(with_posts),
                    summary: said(reason),
                    ..block
                }));
            }
            Decision::Unban { account_id } => {
                let block = self.block(ctx, account_id).await?;
                return Ok(block.map(|block| self.undo(block)));
            }
            Decision::Update => {
                let group = actor::describe(ctx, self.group.clone()).await?;
                self.made("Update", json!(group))
            }
        }))
    }

    fn made(&self, kind: &'static str, object: Value) -> Activity {
        let by = self.moderator.uri.clone();
        let activity = ActivityDocument::new(self.id.clone(), kind, by, object);
        to_group(activity, &self.group)
    }

    fn about(&self, kind: &'static str, uri: String, reason: String) -> Activity {
        ActivityDocument {
            summary: said(reason),
            ..self.made(kind, Value::from(uri))
        }
    }

    fn collected(&self, kind: &'static str, uri: String, target: Option<String>) -> Activity {
        ActivityDocument {
            target,
            ..self.made(kind, Value::from(uri))
        }
    }

    async fn moderators(
        &self,
        ctx: &Context,
        kind: &'static str,
        who: AccountId,
    ) -> Result<Option<Activity>, Error> {
        let who = remote::find_by_id(ctx, who).await?;
        let target = self.group.moderators_url.clone();
        Ok(who.map(|who| self.collected(kind, who.uri, target)))
    }

    async fn block(&self, ctx: &Context, who: AccountId) -> Result<Option<Activity>, Error> {
        let who = remote::find_by_id(ctx, who).await?;
        let target = Some(self.group.uri.clone());
        Ok(who.map(|who| self.collected("Block", who.uri, target)))
    }

    /// Takes back what is told again for that, with an id of its own.
    fn undo(&self, activity: Activity) -> Activity {
        let undone = ActivityDocument {
            id: format!("{}/undone", self.id),
            ..activity
        };
        self.made("Undo", json!(undone))
    }
}

fn said(reason: String) -> Option<String> {
    Some(reason).filter(|reason| !reason.is_empty())
}
