//! What happened before the visitor came: follows, a group, a question and its answers.

use anyhow::{Context as _, Result};
use domain::credential::Claims;
use domain::credential::CredentialKind::{Employment, HealthProfessional};
use domain::group::{self, NewGroup};
use domain::id::{AccountId, StatusId};
use domain::kinds::Visibility;
use domain::status::NewStatus;
use domain::{boost, favourite, follow, relationship, status};

use super::instance::Instance;
use super::people::Person;
use super::{step, vouch};

/// Tells it, from whatever point it was left at.
pub(super) async fn tell(association: &Instance, hospital: &Instance) -> Result<()> {
    step("Making accounts with professional profiles");
    let [ingrid, office, tomas] = people(association).await?;
    let [priya, jonas, lindenhof] = people(hospital).await?;

    step("Following across the two instances");
    for (here, who, there, whom) in [
        (association, ingrid, hospital, "priya"),
        (association, tomas, hospital, "jonas"),
        (association, office, hospital, "lindenhof"),
        (hospital, priya, association, "ingrid"),
        (hospital, jonas, association, "ingrid"),
        (hospital, lindenhof, association, "office"),
    ] {
        follow_across(here, who, there, whom).await?;
    }
    for (who, whom) in [
        (ingrid, tomas),
        (tomas, ingrid),
        (ingrid, office),
        (tomas, office),
    ] {
        follow::follow(association.ctx(), who, whom, &follow::Options::default()).await?;
    }

    step("Vouching for clinicians");
    vouch::trust(association, hospital).await?;
    vouch::trust(hospital, association).await?;
    let there = association
        .lookup(&format!("priya@{}", hospital.domain()))
        .await?;
    for (who, jurisdiction) in [(ingrid, "SE"), (there, "CH")] {
        let claims = vouch::dermatologist(jurisdiction);
        vouch::vouch(association, who, HealthProfessional, claims).await?;
    }
    for who in [priya, jonas] {
        vouch::vouch(hospital, who, Employment, Claims::default()).await?;
    }

    step("Founding a group");
    let skin = found_group(association, office).await?;
    follow::follow(association.ctx(), ingrid, skin, &follow::Options::default()).await?;
    follow_across(hospital, priya, association, "skin").await?;

    step("Posting");
    let welcome = post(association, office, "Welcome to the instance of the Northern Dermatology Association. Say what you do in your profile, so that colleagues elsewhere find you.", None).await?;
    post(hospital, lindenhof, "Our course on dermoscopy begins in January, with places for colleagues from other hospitals. #dermoscopy", None).await?;
    favourite::favourite(association.ctx(), tomas, welcome).await?;

    let question = post(association, ingrid, "@skin How long do you wait with a repeat biopsy when histology and clinic disagree? Asking in general, not about a patient. #dermatopathology", None).await?;
    let answered = arrived(association, question, hospital).await?;
    favourite::favourite(hospital.ctx(), priya, answered).await?;
    let answer = post(hospital, priya, "@ingrid@localhost:3001 Four weeks if the first was deep enough, sooner if it was a shave. And tell us what you see: half of it is in the request form.", Some(answered)).await?;
    let back = arrived(hospital, answer, association).await?;
    boost::boost(association.ctx(), ingrid, back, Visibility::Public).await?;
    post(
        association,
        ingrid,
        "@priya@localhost:3002 Thank you, and before lunch.",
        Some(back),
    )
    .await?;

    association.told().await?;
    hospital.told().await
}

async fn people(instance: &Instance) -> Result<[AccountId; 3]> {
    let mut ids = Vec::new();
    for person in instance.people() {
        let person: &Person = person;
        ids.push(
            instance
                .person(person)
                .await
                .with_context(|| format!("making {}", person.name))?,
        );
    }
    ids.try_into()
        .map_err(|_| anyhow::anyhow!("every instance of the demo has three people"))
}

/// Follows someone elsewhere and waits until they have agreed.
async fn follow_across(
    here: &Instance,
    who: AccountId,
    there: &Instance,
    whom: &str,
) -> Result<()> {
    let target = here.lookup(&format!("{whom}@{}", there.domain())).await?;
    follow::follow(here.ctx(), who, target, &follow::Options::default()).await?;
    here.eventually(async || {
        Ok(relationship::show(here.ctx(), who, target)
            .await?
            .following
            .then_some(()))
    })
    .await
    .with_context(|| format!("{whom} did not agree to be followed"))
}

async fn found_group(association: &Instance, office: AccountId) -> Result<AccountId> {
    if let Some(known) =
        storage::account::find_by_acct(association.ctx().db.read(), "skin", None).await?
    {
        return Ok(known.id);
    }
    let new = NewGroup {
        name: "skin".to_owned(),
        title: "Skin, in general".to_owned(),
        description:
            "Questions about skin that are not about a patient. Mention @skin in a public post."
                .to_owned(),
    };
    Ok(group::create(association.ctx(), office, new).await?)
}

async fn post(
    instance: &Instance,
    author: AccountId,
    text: &str,
    reply_to: Option<StatusId>,
) -> Result<StatusId> {
    let new = NewStatus {
        text: text.to_owned(),
        spoiler_text: String::new(),
        sensitive: false,
        visibility: Visibility::Public,
        language: Some("en".to_owned()),
        in_reply_to_id: reply_to,
        media_ids: Vec::new(),
        poll: None,
        quoted_id: None,
        quote_policy: None,
        repliers: None,
        application_id: None,
        // A story that is told again after it was cut off does not repeat itself.
        idempotency_key: Some(text.to_owned()),
        scheduled_id: None,
    };
    Ok(status::publish(instance.ctx(), author, new).await?)
}

/// The id that a status of `here` has at `there`, once it has arrived.
async fn arrived(here: &Instance, id: StatusId, there: &Instance) -> Result<StatusId> {
    let posted = storage::status::find_by_id(here.ctx().db.read(), id)
        .await?
        .context("what was posted is there")?;
    there.arrived(&posted.uri).await
}
