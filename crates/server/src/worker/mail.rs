//! The jobs that end in a mail: whom it goes to is the domain's, what it says is `web`'s.

use domain::id::{AccountId, DisclosureId, UserId, VerificationStepId};
use domain::kinds::{MailLinkPurpose, ModerationAction};
use domain::mail_link::{self, Letter};
use domain::notification_mail::{self, News};
use domain::pseudonym::disclosure;
use domain::verification;
use web::i18n::Lang;
use web::mail::{self, Mail};

use super::Worker;

impl Worker {
    pub(super) async fn mail_link(
        &self,
        user_id: UserId,
        purpose: MailLinkPurpose,
    ) -> anyhow::Result<()> {
        let letter = mail_link::letter(&self.federation.ctx, user_id, purpose).await?;
        let text = match purpose {
            MailLinkPurpose::Confirm => mail::confirm,
            MailLinkPurpose::Reset => mail::reset_password,
            MailLinkPurpose::Invitation => mail::invitation,
        };
        self.mail(letter, |lang, site, to| {
            text(lang, site, &to.name, &to.link)
        })
        .await
    }

    pub(super) async fn mail_approval(&self, user_id: UserId) -> anyhow::Result<()> {
        let letter = mail_link::approval(&self.federation.ctx, user_id).await?;
        self.mail(letter, |lang, site, to| {
            mail::approved(lang, site, &to.name, &to.link)
        })
        .await
    }

    pub(super) async fn mail_two_factor(&self, user_id: UserId, added: bool) -> anyhow::Result<()> {
        let letter = mail_link::two_factor(&self.federation.ctx, user_id).await?;
        self.mail(letter, |lang, site, to| {
            mail::two_factor(lang, site, &to.name, &to.link, added)
        })
        .await
    }

    pub(super) async fn mail_rejection(
        &self,
        name: String,
        email: String,
        locale: String,
    ) -> anyhow::Result<()> {
        let letter = Letter {
            email,
            locale,
            name,
            link: String::new(),
        };
        self.mail(Some(letter), |lang, site, to| {
            mail::rejected(lang, site, &to.name)
        })
        .await
    }

    pub(super) async fn mail_decision(
        &self,
        user_id: UserId,
        action: ModerationAction,
        words: &str,
    ) -> anyhow::Result<()> {
        let letter = mail_link::decision(&self.federation.ctx, user_id).await?;
        self.mail(letter, |lang, site, to| {
            mail::decision(lang, site, &to.name, &to.link, action, words)
        })
        .await
    }

    pub(super) async fn mail_disclosure(&self, id: DisclosureId) -> anyhow::Result<()> {
        let letter = disclosure::letter(&self.federation.ctx, id).await?;
        self.mail(letter, |lang, site, to| {
            mail::disclosure(lang, site, &to.name, &to.link)
        })
        .await
    }

    pub(super) async fn mail_verification(
        &self,
        step_id: VerificationStepId,
    ) -> anyhow::Result<()> {
        let found = verification::letter(&self.federation.ctx, step_id).await?;
        let Some((letter, step)) = found else {
            return Ok(());
        };
        self.mail(Some(letter), |lang, site, to| {
            mail::verification(lang, site, &to.name, &to.link, step.kind, &step.text)
        })
        .await
    }

    /// Remembered after it was sent, as [`Self::mail_news`].
    pub(super) async fn mail_waiting(&self, user_id: UserId) -> anyhow::Result<()> {
        let ctx = &self.federation.ctx;
        let Some(found) = verification::waiting(ctx, user_id).await? else {
            return Ok(());
        };
        self.mail(Some(found.letter), |lang, site, to| {
            mail::waiting(lang, site, &to.name, &to.link, found.count)
        })
        .await?;
        Ok(verification::told(ctx, user_id).await?)
    }

    pub(super) async fn mail_notifications(&self, account_id: AccountId) -> anyhow::Result<()> {
        self.mail_news(notification_mail::due(&self.federation.ctx, account_id).await?)
            .await
    }

    pub(super) async fn mail_digest(&self, account_id: AccountId) -> anyhow::Result<()> {
        self.mail_news(notification_mail::digest(&self.federation.ctx, account_id).await?)
            .await
    }

    /// Remembered after it was sent: a mail may come twice after a kill, and never not at all.
    async fn mail_news(&self, news: Option<News>) -> anyhow::Result<()> {
        let Some(news) = news else {
            return Ok(());
        };
        let letter = Some(news.letter.clone());
        self.mail(letter, |lang, site, _| mail::news(lang, site, &news))
            .await?;
        Ok(notification_mail::sent(&self.federation.ctx, &news).await?)
    }

    /// Sends what `text` writes, in the language of its reader and in the name of the instance; nothing when the login is
    /// gone.
    async fn mail(
        &self,
        letter: Option<Letter>,
        text: impl FnOnce(Lang, &str, &Letter) -> Mail,
    ) -> anyhow::Result<()> {
        let Some(letter) = letter else {
            return Ok(());
        };
        let instance = &self.federation.ctx.config.instance;
        let lang = Lang::of_login(&letter.locale, instance);
        let text = text(lang, &instance.title, &letter);
        self.mailer.send(&letter, text).await
    }
}
