//! What administrators write to each other about other servers. It stands on the server's page and nowhere else.

use storage::domain_note::{self as rows, DomainNote};

use crate::audit::{self, Deed};
use crate::context::Context;
use crate::domain_block::canonical;
use crate::error::{Error, Result};
use crate::moderation::Authority;
use crate::text::clean;

/// Characters of a note.
pub const LENGTH: usize = 2000;

/// Writes a note about `domain` in the place of an older one; an empty one removes it.
///
/// # Errors
/// `Invalid` when it is no domain, or the note is too long.
pub async fn write(ctx: &Context, by: Authority, domain: &str, text: &str) -> Result<()> {
    let domain = canonical(domain)?;
    let text =
        clean::paragraphs(text, LENGTH).map_err(|error| Error::invalid("private_note", error))?;
    let tx = ctx.db.begin().await?;
    if text.is_empty() {
        rows::delete(&*tx, &domain).await?;
    } else {
        let note = DomainNote {
            domain: domain.clone(),
            text,
            updated_at: ctx.clock.now(),
        };
        rows::upsert(&*tx, note).await?;
    }
    let deed = Deed::new("domain_note.write", "domain", &domain);
    audit::record(&tx, &by.into(), deed, ctx.clock.now()).await?;
    tx.commit().await?;
    tracing::info!(%by, domain, "a note about a domain was written");
    Ok(())
}

/// The note about `domain`, if there is one.
///
/// # Errors
/// `Invalid` when it is no domain.
pub async fn show(ctx: &Context, domain: &str) -> Result<Option<String>> {
    let found = rows::list(ctx.db.read(), &[canonical(domain)?]).await?;
    Ok(found.into_iter().next().map(|note| note.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_note_is_written_anew_and_removed() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let by = Authority::Operator;
        for (text, expected) in [
            ("Their admin answers.", Some("Their admin answers.")),
            ("Silent since May.", Some("Silent since May.")),
            (" ", None),
        ] {
            write(ctx, by, "B.example:3000", text)
                .await
                .expect("writes");
            let found = show(ctx, "b.example").await.expect("reads");
            assert_eq!(found.as_deref(), expected);
        }
        let long = "a".repeat(LENGTH + 1);
        for (domain, text) in [("b.example", long.as_str()), ("no domain", "x")] {
            let refused = write(ctx, by, domain, text).await;
            assert!(matches!(refused, Err(Error::Invalid { .. })), "{domain}");
        }
    }
}
