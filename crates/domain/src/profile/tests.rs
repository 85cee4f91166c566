use super::*;
use crate::error::Error;
use crate::outgoing::Outgoing;
use crate::testing;

fn cardiologist() -> Change {
    Change {
        profession: Some("physician".into()),
        specialties: Some(vec![
            "cardiology".into(),
            " geriatrics ".into(),
            "cardiology".into(),
        ]),
        workplace: Some(" Ward 7,\nSt. Anna ".into()),
        region: Some("at-9".into()),
        languages: Some(vec!["DE".into(), "en-gb".into()]),
        account_kind: Some("clinician".into()),
        interests: None,
    }
}

#[tokio::test]
async fn what_is_said_is_kept_in_its_canonical_form_and_told() {
    let test = testing::context().await;
    let anna = testing::local_account(&test.ctx, "anna").await;
    let profile = update(&test.ctx, anna.id, cardiologist())
        .await
        .expect("is acceptable");
    assert_eq!(profile, show(&test.ctx, anna.id).await.expect("is there"));
    assert_eq!(profile.specialties, ["cardiology", "geriatrics"]);
    assert_eq!(profile.workplace.as_deref(), Some("Ward 7, St. Anna"));
    assert_eq!(profile.region.as_deref(), Some("AT-9"));
    assert_eq!(profile.languages, ["de", "en-GB"]);
    assert_eq!(profile.account_kind, Some(AccountKind::Clinician));
    let row = accounts::show(&test.ctx, anna.id).await.expect("is there");
    assert!(
        row.revision > anna.revision,
        "caches must forget the account"
    );
    let told = testing::outgoing(&test.ctx).await;
    assert_eq!(
        told,
        [Outgoing::UpdateActor {
            account_id: anna.id
        }]
    );
}

#[tokio::test]
async fn what_is_not_mentioned_stays_and_what_is_empty_goes() {
    let test = testing::context().await;
    let anna = testing::local_account(&test.ctx, "anna").await;
    update(&test.ctx, anna.id, cardiologist())
        .await
        .expect("is acceptable");
    let change = Change {
        workplace: Some("  ".into()),
        languages: Some(vec![String::new()]),
        ..Change::default()
    };
    let profile = update(&test.ctx, anna.id, change)
        .await
        .expect("is acceptable");
    assert_eq!((profile.workplace, profile.languages), (None, Vec::new()));
    assert_eq!(profile.profession.as_deref(), Some("physician"));
}

#[tokio::test]
async fn the_unacceptable_is_refused_by_name() {
    let test = testing::context().await;
    let anna = testing::local_account(&test.ctx, "anna").await;
    let word = || Some("nonsense".to_owned());
    let changes = [
        (
            "profession",
            Change {
                profession: word(),
                ..Change::default()
            },
        ),
        (
            "specialties",
            Change {
                specialties: Some(vec!["nonsense".into()]),
                ..Change::default()
            },
        ),
        (
            "workplace",
            Change {
                workplace: Some("x".repeat(201)),
                ..Change::default()
            },
        ),
        (
            "region",
            Change {
                region: word(),
                ..Change::default()
            },
        ),
        (
            "languages",
            Change {
                languages: Some(vec!["nonsense".into()]),
                ..Change::default()
            },
        ),
        (
            "account_kind",
            Change {
                account_kind: word(),
                ..Change::default()
            },
        ),
    ];
    for (name, change) in changes {
        match update(&test.ctx, anna.id, change).await {
            Err(Error::Invalid { field, .. }) => assert_eq!(field, name),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert!(show(&test.ctx, anna.id).await.expect("is there").is_empty());
    assert_eq!(testing::outgoing(&test.ctx).await, []);
}

#[test]
fn of_a_claim_only_the_known_is_kept() {
    let claim = Claim {
        profession: Some("wizard".into()),
        specialties: vec![
            "https://w3id.org/rounds/specialty/dermatology".into(),
            "https://other.example/specialty/cardiology".into(),
            "https://w3id.org/rounds/specialty/dermatology".into(),
        ],
        workplace: Some("\u{202e}Clinic\nSouth ".into()),
        region: Some("FR-75".into()),
        languages: vec!["fr".into(), "und".into()],
        account_kind: Some("hospital".into()),
    };
    let profile = recognise(&claim);
    assert_eq!(profile.profession, None);
    assert_eq!(profile.specialties, ["dermatology"]);
    assert_eq!(profile.workplace.as_deref(), Some("Clinic South"));
    assert_eq!(profile.languages, ["fr"]);
    assert_eq!(profile.account_kind, Some(AccountKind::Hospital));
    assert!(recognise(&Claim::default()).is_empty());
}

#[test]
fn fields_are_words_for_people() {
    let profile = Profile {
        specialties: vec!["cardiology".into()],
        region: Some("AT-9".into()),
        languages: vec!["de".into()],
        account_kind: Some(AccountKind::Student),
        ..Profile::default()
    };
    let shown = |language: &str| {
        let fields = fields(&profile, language).into_iter();
        fields
            .map(|field| (field.name, field.value))
            .collect::<Vec<_>>()
    };
    let pairs =
        |pairs: [(&'static str, &str); 4]| pairs.map(|(name, value)| (name, value.to_owned()));
    assert_eq!(
        shown("en"),
        pairs([
            ("Account", "Student"),
            ("Specialty", "Cardiology"),
            ("Region", "Wien, Austria"),
            ("Languages", "Deutsch"),
        ])
    );
    assert_eq!(shown("de-AT")[1], ("Fachgebiet", "Kardiologie".to_owned()));
    assert_eq!(fields(&Profile::default(), "en"), []);
}

#[tokio::test]
async fn an_account_of_industry_states_its_interests() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let acme = testing::local_account(ctx, "acme").await;
    let said = |interests: Option<&str>| Change {
        account_kind: Some("industry".into()),
        interests: interests.map(str::to_owned),
        ..Change::default()
    };
    for missing in [None, Some(" ")] {
        let refused = update(ctx, acme.id, said(missing)).await;
        assert!(matches!(
            refused,
            Err(Error::Invalid {
                field: "interests",
                ..
            })
        ));
    }
    let kept = update(ctx, acme.id, said(Some("Sells dressings"))).await;
    let kept = kept.expect("is acceptable");
    assert!(
        fields(&kept, "en")
            .iter()
            .any(|field| field.value == "Sells dressings")
    );
    let silent = Change {
        interests: Some(String::new()),
        ..Change::default()
    };
    assert!(
        update(ctx, acme.id, silent).await.is_err(),
        "it stays of industry"
    );
}
