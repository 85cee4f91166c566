//! Texts that the operator publishes about the instance, in Markdown.

use storage::setting;
use url::Url;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::text::markdown;

/// Bytes that a text may have: several times a long privacy policy.
const LONGEST: usize = 200_000;

/// What a text is for. Of each there is one or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What the instance is, at length.
    ExtendedDescription,
    /// What becomes of what people tell it.
    PrivacyPolicy,
    /// Who answers for it by law (in Germany section 5 DDG).
    Imprint,
}

/// A published text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceText {
    /// As it was written.
    pub markdown: String,
    /// Since when it reads so.
    pub updated_at: Timestamp,
}

impl Kind {
    fn setting(self) -> &'static str {
        match self {
            Self::ExtendedDescription => "text.extended_description",
            Self::PrivacyPolicy => "text.privacy_policy",
            Self::Imprint => "text.imprint",
        }
    }
}

impl InstanceText {
    /// Harmless HTML.
    pub fn html(&self, ctx: &Context) -> String {
        html(ctx, &self.markdown)
    }
}

/// A text of the operator as harmless HTML.
pub(crate) fn html(ctx: &Context, text: &str) -> String {
    let base = Url::parse(ctx.uris.base()).expect("the server's own address was checked at start");
    markdown::render(text, &base)
}

/// The text that is published.
///
/// # Errors
/// When the database refuses.
pub async fn find(ctx: &Context, kind: Kind) -> Result<Option<InstanceText>> {
    let found = setting::find(ctx.db.read(), kind.setting()).await?;
    Ok(found.map(|row| InstanceText {
        markdown: row.value,
        updated_at: row.updated_at,
    }))
}

/// Publishes a text in the place of the one before.
///
/// # Errors
/// `Invalid` when it is empty or too long.
pub async fn publish(ctx: &Context, kind: Kind, markdown: &str) -> Result<()> {
    check(markdown)?;
    let tx = ctx.db.begin().await?;
    setting::upsert(&*tx, kind.setting(), markdown, ctx.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Publishes it no more.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn withdraw(ctx: &Context, kind: Kind) -> Result<()> {
    let tx = ctx.db.begin().await?;
    if !setting::delete(&*tx, kind.setting()).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Whether a text of the operator can be published.
pub(crate) fn check(markdown: &str) -> Result<()> {
    if markdown.trim().is_empty() {
        return Err(Error::invalid("text", "can't be blank"));
    }
    if markdown.len() > LONGEST {
        let reason = Reason::new("is longer than {max} bytes").with("max", LONGEST);
        return Err(Error::invalid("text", reason));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_text_is_published_replaced_and_withdrawn() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let kind = Kind::Imprint;
        assert_eq!(find(ctx, kind).await.expect("reads"), None);
        for text in ["**Office**", "# Office\n\nUppsala"] {
            publish(ctx, kind, text).await.expect("publishes");
        }
        let found = find(ctx, kind).await.expect("reads").expect("is there");
        assert_eq!(found.html(ctx), "<h2>Office</h2>\n<p>Uppsala</p>\n");
        assert_eq!(found.updated_at, ctx.clock.now());
        let other = find(ctx, Kind::PrivacyPolicy).await.expect("reads");
        assert_eq!(other, None);
        withdraw(ctx, kind).await.expect("withdraws");
        let again = withdraw(ctx, kind).await;
        assert!(matches!(again, Err(Error::NotFound)));
    }

    #[tokio::test]
    async fn what_says_nothing_or_too_much_is_refused() {
        let test = testing::context().await;
        for text in ["", " \n", &"a".repeat(LONGEST + 1)] {
            let refused = publish(&test.ctx, Kind::PrivacyPolicy, text).await;
            assert!(matches!(refused, Err(Error::Invalid { .. })));
        }
    }
}
