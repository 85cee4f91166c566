//! What a Web Push message says, in Mastodon's form, which the apps and their relays read.

use domain::kinds::NotificationKind;
use domain::push::Message;
use domain::text::plain;
use domain::{Context, Result};
use serde_json::json;

use crate::entity::account::Account;
use crate::i18n::Lang;

/// Characters of a post that fit on a lock screen, as in Mastodon.
const BODY: usize = 140;

/// The JSON that is encrypted for the app.
///
/// # Errors
/// When a column holds something else than it should.
pub fn payload(ctx: &Context, message: &Message) -> Result<Vec<u8>> {
    let lang = Lang::of_login(&message.locale, &ctx.config.instance);
    let sender = serde_json::to_value(Account::new(ctx, &message.sender)?)?;
    let payload = json!({
        "access_token": message.access_token,
        "preferred_locale": message.locale,
        // A number where every other id is text: so it is in Mastodon, and apps read it so.
        "notification_id": i64::from(message.told.id),
        "notification_type": message.told.kind,
        "icon": sender["avatar_static"],
        "title": title(lang, message),
        "body": body(message),
    });
    Ok(payload.to_string().into_bytes())
}

fn title(lang: Lang, message: &Message) -> String {
    let account = &message.sender.account;
    let name = if account.display_name.is_empty() {
        &account.username
    } else {
        &account.display_name
    };
    let text = match message.told.kind {
        NotificationKind::Mention => lang.t("push-mention"),
        NotificationKind::Status => lang.t("push-status"),
        NotificationKind::Reblog => lang.t("push-reblog"),
        NotificationKind::Follow => lang.t("push-follow"),
        NotificationKind::FollowRequest => lang.t("push-follow-request"),
        NotificationKind::Favourite => lang.t("push-favourite"),
        NotificationKind::Update => lang.t("push-update"),
        NotificationKind::Quote => lang.t("push-quote"),
        NotificationKind::QuotedUpdate => lang.t("push-quoted-update"),
        NotificationKind::Poll => lang.t("push-poll"),
        NotificationKind::AddedToCollection => lang.t("push-added-to-collection"),
        NotificationKind::AdminSignUp => lang.t("push-sign-up"),
        NotificationKind::AdminReport => lang.t("push-report"),
    };
    text.with("name", name).to_string()
}

/// The post, or its content warning alone; of somebody who did not post, what they say of themselves.
fn body(message: &Message) -> String {
    let Some(view) = &message.status else {
        return plain::excerpt(&message.sender.account.note, BODY);
    };
    let status = &view.status.status;
    if status.spoiler_text.is_empty() {
        plain::excerpt(&status.content, BODY)
    } else {
        status.spoiler_text.chars().take(BODY).collect()
    }
}
