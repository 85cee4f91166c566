//! schema.org descriptions (JSON-LD), by which search engines know a person from a hospital.

use std::fmt;

use askama::FastWritable;
use askama::filters::HtmlSafe;
use serde_json::{Value, json};

use crate::pages::group::Group;
use crate::pages::layout::Site;
use crate::pages::profile::{Entity, Profile};
use crate::pages::status::StatusCard;
use crate::pages::view::AccountCard;

/// JSON-LD, written so that it cannot leave its `script` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuredData(String);

impl StructuredData {
    fn new(value: &Value) -> Self {
        Self(
            value
                .to_string()
                .replace('<', "\\u003c")
                .replace('>', "\\u003e")
                .replace('&', "\\u0026"),
        )
    }

    /// A profile: its owner, with what they do.
    #[must_use]
    pub fn profile(site: &Site, profile: &Profile) -> Self {
        let professional = &profile.professional;
        let specialties: Vec<&str> = professional
            .specialties
            .iter()
            .map(|it| it.label.as_str())
            .collect();
        let mut subject = account(site, &profile.card, profile.entity);
        let (specialty, place) = match profile.entity {
            Entity::Person => ("knowsAbout", "worksFor"),
            _ => ("medicalSpecialty", "parentOrganization"),
        };
        if !specialties.is_empty() {
            subject[specialty] = json!(specialties);
        }
        if let Some(workplace) = &professional.workplace {
            subject[place] = json!({ "@type": "Organization", "name": workplace });
        }
        if let (Entity::Person, Some(profession)) = (profile.entity, &professional.profession) {
            subject["jobTitle"] = json!(profession);
        }
        if !professional.languages.is_empty() {
            subject["knowsLanguage"] = json!(professional.languages);
        }
        Self::new(&json!({
            "@context": "https://schema.org",
            "@type": "ProfilePage",
            "dateCreated": profile.joined.to_rfc3339_seconds(),
            "mainEntity": subject,
        }))
    }

    /// A group.
    #[must_use]
    pub fn group(site: &Site, group: &Group) -> Self {
        let mut subject = account(site, &group.card, Entity::Organization);
        subject["@context"] = json!("https://schema.org");
        Self::new(&subject)
    }

    /// A thread: the post and its answers.
    #[must_use]
    pub fn thread(site: &Site, status: &StatusCard, replies: &[StatusCard]) -> Self {
        let mut subject = posting(site, status, "DiscussionForumPosting");
        subject["@context"] = json!("https://schema.org");
        subject["comment"] = replies
            .iter()
            .map(|reply| posting(site, reply, "Comment"))
            .collect();
        Self::new(&subject)
    }
}

impl fmt::Display for StructuredData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for StructuredData {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl HtmlSafe for StructuredData {}

fn account(site: &Site, card: &AccountCard, entity: Entity) -> Value {
    let kind = match entity {
        Entity::Person => "Person",
        Entity::MedicalOrganization => "MedicalOrganization",
        Entity::Hospital => "Hospital",
        Entity::Organization => "Organization",
    };
    json!({
        "@type": kind,
        "name": card.name,
        "alternateName": format!("@{}", card.acct),
        "url": site.absolute(&card.path),
        "image": site.absolute(&card.avatar),
    })
}

fn posting(site: &Site, status: &StatusCard, kind: &str) -> Value {
    let mut posting = json!({
        "@type": kind,
        "url": site.absolute(&status.url),
        "author": account(site, &status.author, Entity::Person),
        "datePublished": status.published.to_rfc3339_seconds(),
        "text": status.preview(),
        "interactionStatistic": [
            { "@type": "InteractionCounter", "interactionType": "https://schema.org/LikeAction",
              "userInteractionCount": status.favourites },
            { "@type": "InteractionCounter", "interactionType": "https://schema.org/ReplyAction",
              "userInteractionCount": status.replies },
        ],
    });
    if let Some(edited) = &status.edited {
        posting["dateModified"] = json!(edited.to_rfc3339_seconds());
    }
    posting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_cannot_close_its_element() {
        let data = StructuredData::new(&json!({ "name": "</script><b>&amp;" })).to_string();
        assert!(!data.contains(['<', '>', '&']), "{data}");
        assert_eq!(
            serde_json::from_str::<Value>(&data).unwrap()["name"],
            "</script><b>&amp;"
        );
    }
}
