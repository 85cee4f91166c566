//! Who may do what with a status of another server, as its author says.

use domain::account::Account;
use domain::interaction::Policy;
use domain::kinds::Circle;
use domain::quote::Approval;
use url::Url;

use crate::vocab::{InteractionRule, Object, PUBLIC, Tag};

/// What `author` lets others do with `object`, quotes aside. Comments that are closed (Lemmy, `PeerTube`, Pixelfed) are a
/// rule that lets nobody reply.
pub(crate) fn policy(object: &Object, author: &Account) -> Policy {
    let said = &object.interaction_policy;
    let rule = |rule: &Option<InteractionRule>| {
        let rule = rule.as_ref().map(|rule| approval(rule, object, author));
        rule.filter(|rule| !rule.automatic.contains(&Circle::Public))
    };
    let closed = object.comments_enabled == Some(false);
    Policy {
        favourite: rule(&said.can_like),
        reply: if closed {
            Some(Approval::default())
        } else {
            rule(&said.can_reply)
        },
        boost: rule(&said.can_announce),
    }
}

/// `GoToSocial` lists everyone whom a post names, who may anyway.
fn approval(rule: &InteractionRule, object: &Object, author: &Account) -> Approval {
    let is_named = |uri: &Url| object.tag.iter().any(|tag| Tag::mention(tag) == Some(uri));
    let circles = |uris: &[Url]| {
        let uris = uris.iter().filter(|uri| !is_named(uri));
        circles(uris, author)
    };
    Approval {
        automatic: circles(&rule.automatic_approval),
        manual: circles(&rule.manual_approval),
    }
}

/// The people around `author` whom `uris` stand for, each once. The author may anyway, and stands for nobody else.
pub(crate) fn circles<'a>(uris: impl Iterator<Item = &'a Url>, author: &Account) -> Vec<Circle> {
    let mut circles: Vec<Circle> = uris.filter_map(|uri| circle(uri, author)).collect();
    circles.sort_unstable();
    circles.dedup();
    circles
}

fn circle(uri: &Url, author: &Account) -> Option<Circle> {
    let uri = uri.as_str();
    let is = |collection: Option<&str>| collection == Some(uri);
    if uri == author.uri {
        None
    } else if uri == PUBLIC {
        Some(Circle::Public)
    } else if is(author.followers_url.as_deref()) {
        Some(Circle::Followers)
    } else if is(author.following_url.as_deref()) {
        Some(Circle::Following)
    } else {
        Some(Circle::Unsupported)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    async fn read(more: Value) -> Policy {
        let test = domain::testing::context().await;
        let author = domain::testing::remote_account(&test.ctx, "lena", "a.example").await;
        let mut document = json!({
            "id": "https://a.example/1", "type": "Note", "attributedTo": author.uri,
            "tag": {"type": "Mention", "href": "https://b.example/users/bo", "name": "@bo"},
        });
        for (name, value) in more.as_object().expect("properties") {
            document[name] = value.clone();
        }
        policy(
            &serde_json::from_value(document).expect("an object"),
            &author,
        )
    }

    fn only(automatic: &[Circle], manual: &[Circle]) -> Approval {
        Approval {
            automatic: automatic.to_vec(),
            manual: manual.to_vec(),
        }
    }

    #[tokio::test]
    async fn what_everybody_may_is_no_rule() {
        let open = json!({"canLike": {"automaticApproval": PUBLIC}, "canReply": null, "canAnnounce": {"always": ["as:Public"]}});
        assert_eq!(
            read(json!({"interactionPolicy": open})).await,
            Policy::default()
        );
        assert_eq!(read(json!({})).await, Policy::default());
    }

    #[tokio::test]
    async fn both_names_of_each_list_are_read() {
        let lena = "https://a.example/users/lena";
        let (fans, bo) = (format!("{lena}/followers"), "https://b.example/users/bo");
        let rules = json!({
            "canLike": {"always": [lena, fans], "approvalRequired": [PUBLIC]},
            "canReply": {"automaticApproval": [lena, bo, fans], "always": [lena, bo, fans], "manualApproval": []},
            "canAnnounce": {"always": [lena, "https://c.example/users/cy"], "approvalRequired": []},
        });
        let found = read(json!({"interactionPolicy": rules})).await;
        assert_eq!(
            found.favourite,
            Some(only(&[Circle::Followers], &[Circle::Public]))
        );
        assert_eq!(found.reply, Some(only(&[Circle::Followers], &[])));
        assert_eq!(found.boost, Some(only(&[Circle::Unsupported], &[])));
    }

    #[tokio::test]
    async fn closed_comments_let_nobody_reply() {
        let found = read(json!({"commentsEnabled": false})).await;
        assert_eq!(found.reply, Some(only(&[], &[])));
        assert_eq!(
            read(json!({"commentsEnabled": true})).await,
            Policy::default()
        );
    }
}
