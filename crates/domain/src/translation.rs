//! What of a status is translated, and for whom.

use storage::id::{MediaId, PollId, StatusId};
use storage::kinds::Visibility;

use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::status;
use crate::status_view::{self, StatusView};
use crate::text::{escape, plain, sanitize};
use crate::viewer::Viewer;

/// What a status says, in its own language or in another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// HTML.
    pub content: String,
    /// The content warning; may be empty, as descriptions may.
    pub spoiler_text: String,
    /// What can be chosen.
    pub poll: Option<(PollId, Vec<String>)>,
    /// The alt texts of its files.
    pub descriptions: Vec<(MediaId, String)>,
}

/// A status that may be translated.
#[derive(Clone, Debug)]
pub struct Source {
    /// Which, and when it came to say that: another version is another source.
    pub version: (StatusId, Option<Timestamp>),
    /// BCP 47, if that is known.
    pub language: Option<String>,
    /// What it says.
    pub texts: Texts,
}

/// What a translator is to be given of a status. What only some may read is not handed to a third party.
///
/// # Errors
/// `NotFound`; `Forbidden` for what is not for everyone.
pub async fn source(ctx: &Context, viewer: Viewer, id: StatusId) -> Result<Source> {
    let entry = status::show(ctx, viewer, id).await?;
    let original = entry.original();
    let view = status_view::load(ctx, &[original])
        .await?
        .remove(&original.id)
        .ok_or(Error::NotFound)?;
    let for_everyone = [Visibility::Public, Visibility::Unlisted];
    if !for_everyone.contains(&view.status.visibility) {
        return Err(forbidden());
    }
    Ok(Source {
        version: (original.id, view.status.edited_at),
        language: view.status.language.clone(),
        texts: texts(view),
    })
}

/// This status is not translated, or not into that language.
pub fn forbidden() -> Error {
    Error::Forbidden("This action is not allowed")
}

fn texts(view: StatusView) -> Texts {
    let titles = |poll: &crate::poll::PollView| {
        let options = poll.options.iter();
        options.map(|option| option.title.clone()).collect()
    };
    let described = |media: storage::media::Media| (media.id, media.description);
    Texts {
        content: view.content(),
        poll: view.poll.as_ref().map(|poll| (poll.id, titles(poll))),
        spoiler_text: view.status.spoiler_text,
        descriptions: view.media.into_iter().map(described).collect(),
    }
}

impl Texts {
    /// All of them as HTML, one after the other.
    #[must_use]
    pub fn parts(&self) -> Vec<String> {
        let options = self.poll.iter().flat_map(|(_, titles)| titles);
        let descriptions = self.descriptions.iter().map(|(_, text)| text);
        let plain = [&self.spoiler_text].into_iter().chain(options);
        let plain = plain.chain(descriptions).map(|text| escape(text));
        [self.content.clone()].into_iter().chain(plain).collect()
    }

    /// The same texts with what a translator made of [`Texts::parts`]; `None` when it gave back another number of them.
    #[must_use]
    pub fn with_parts(&self, parts: Vec<String>) -> Option<Self> {
        if parts.len() != self.parts().len() {
            return None;
        }
        let mut parts = parts.into_iter();
        let content = sanitize::sanitize(&parts.next()?);
        let mut plain = parts.map(|part| plain::to_plain(&part));
        Some(Self {
            content,
            spoiler_text: plain.next()?,
            poll: self.poll.as_ref().map(|(id, titles)| {
                let titles = plain.by_ref().take(titles.len());
                (*id, titles.collect())
            }),
            descriptions: self
                .descriptions
                .iter()
                .map(|(id, _)| *id)
                .zip(plain)
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::NewStatus;
    use crate::testing::{self, local_account, new_status, post};

    #[test]
    fn texts_go_out_and_come_back_in_their_order() {
        let texts = Texts {
            content: "<p>a &amp; b</p>".into(),
            spoiler_text: "c < d".into(),
            poll: Some((PollId(1), vec!["e".into(), "f".into()])),
            descriptions: vec![(MediaId(2), String::new()), (MediaId(3), "g".into())],
        };
        let parts = texts.parts();
        assert_eq!(parts, ["<p>a &amp; b</p>", "c &lt; d", "e", "f", "", "g"]);
        assert_eq!(texts.with_parts(parts), Some(texts.clone()));
        assert_eq!(texts.with_parts(vec!["a".into()]), None);
        let mut evil = texts.parts();
        evil[0] = "<script>alert(1)</script><p>x</p>".into();
        assert_eq!(texts.with_parts(evil).expect("as many").content, "<p>x</p>");
    }

    #[tokio::test]
    async fn only_what_everyone_may_read_is_handed_on() {
        let test = testing::context().await;
        let ctx = &test.ctx;
        let anna = local_account(ctx, "anna").await;
        for (visibility, allowed) in [
            (Visibility::Public, true),
            (Visibility::Unlisted, true),
            (Visibility::Private, false),
            (Visibility::Direct, false),
        ] {
            let new = NewStatus {
                visibility,
                ..new_status("Hallo")
            };
            let id = post(ctx, anna.id, new).await;
            let found = source(ctx, Viewer::Account(anna.id), id).await;
            match found {
                Ok(source) => assert!(allowed && source.texts.content == "<p>Hallo</p>"),
                Err(error) => assert!(!allowed && matches!(error, Error::Forbidden(_))),
            }
            let unseen = source(ctx, Viewer::Anonymous, id).await;
            assert_eq!(unseen.is_ok(), allowed);
        }
    }
}
