//! The pages that everybody may read.

use domain::id::DirectoryStubId;
use web::pages::credential::CredentialPage;
use web::pages::directory::{Chosen, DirectoryPage, Facet, Member};
use web::pages::directory_stub::{StubCard, StubsPage};
use web::pages::form::Choice;
use web::pages::group::{Group, GroupEntry, GroupPage, GroupsPage};
use web::pages::home::{AboutPage, HomePage};
use web::pages::policy::{BuiltInPrivacy, TextPage};
use web::pages::profile::{Professional, Profile, ProfilePage, ProfileTab};
use web::pages::status::{StatusCard, StatusPage};
use web::pages::tag::TagPage;
use web::pages::view::{AccountCard, Pager, SafeHtml};

use super::content::{profile, status, statuses};
use super::{
    about, ada, ben, board, card, choice, html, lang, office, page, pager, signed_in, site, titled,
};

pub fn pages() -> Vec<(&'static str, String)> {
    let home = |page| HomePage {
        page,
        about: about(),
        groups: vec![board()],
        statuses: statuses(),
    };
    vec![
        ("home", html(&home(page(HomePage::head(&site()))))),
        (
            "home-signed-in",
            html(&home(signed_in(page(HomePage::head(&site()))))),
        ),
        (
            "about",
            html(&AboutPage {
                page: titled("About"),
                about: about(),
                description: SafeHtml::sanitised(
                    "<h2>Who we are</h2><p>Dermatologists.</p>".into(),
                ),
            }),
        ),
        (
            "privacy",
            html(&TextPage {
                html: Some(BuiltInPrivacy { lang: lang() }.html()),
                since: Some("Last changed on 21 November 2026".to_owned()),
                ..text_page("Privacy")
            }),
        ),
        (
            "terms",
            html(&TextPage {
                html: Some(SafeHtml::sanitised("<p>Be kind.</p>".into())),
                since: Some("In force from 1 January 2027".to_owned()),
                newer: Some((
                    "/terms-of-service/2027-02-01".into(),
                    "A newer version".into(),
                )),
                ..text_page("Terms of service")
            }),
        ),
        ("imprint-none", html(&text_page("Imprint"))),
        (
            "credential",
            html(&credential("Valid until 31 December 2027.", true)),
        ),
        (
            "credential-revoked",
            html(&credential(
                "No longer valid: the association has revoked it.",
                false,
            )),
        ),
        ("directory", html(&directory())),
        ("directory-empty", html(&nobody_listed())),
        ("stubs", html(&stubs(vec![stub(true), stub(false)]))),
        ("stubs-empty", html(&stubs(vec![]))),
        (
            "tag",
            html(&TagPage {
                page: titled("#melanoma"),
                statuses: statuses(),
                pager: pager(),
            }),
        ),
        (
            "groups",
            html(&GroupsPage {
                page: titled("Groups"),
                groups: vec![GroupEntry {
                    card: board(),
                    summary: "Cases and questions.".to_owned(),
                    followers: 1,
                }],
                pager: Pager::default(),
            }),
        ),
        (
            "groups-empty",
            html(&GroupsPage {
                page: titled("Groups"),
                groups: Vec::new(),
                pager: Pager::default(),
            }),
        ),
    ]
}

fn text_page(title: &str) -> TextPage {
    TextPage {
        page: titled(title),
        html: None,
        since: None,
        newer: None,
        missing: "There is none.".to_owned(),
        contact_email: "office@derm.example".to_owned(),
        abuse_email: "abuse@derm.example".to_owned(),
    }
}

fn credential(standing: &str, is_valid: bool) -> CredentialPage {
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    CredentialPage {
        page: titled("Verified by the association"),
        sentence: "Ada has been verified by the association since 21 November 2026.".to_owned(),
        standing: standing.to_owned(),
        is_valid,
        facts: vec![
            fact("Profession", "Physician"),
            fact("Specialty", "Dermatology"),
        ],
        profile: (
            "@ada@hospital.example".to_owned(),
            "https://hospital.example/@ada".to_owned(),
        ),
        document: "https://rounds.example/credentials/7".to_owned(),
    }
}

fn directory() -> DirectoryPage {
    let member = |card: AccountCard, specialties: &[&str]| Member {
        card,
        specialties: specialties
            .iter()
            .map(|label| ("/directory?specialty=x".to_owned(), (*label).to_owned()))
            .collect(),
        region: Some("Uppsala, Sweden".to_owned()),
        languages: vec!["Swedish".to_owned(), "English".to_owned()],
    };
    let cleo = card(
        "Cleo Nyström",
        "cleo",
        Some("Nurse, Karolinska"),
        Some("Clinician"),
    );
    DirectoryPage {
        page: titled("Members"),
        stubs: Some("/directory/stubs?q=skin".to_owned()),
        text: "skin".to_owned(),
        facets: vec![
            facet(
                "profession",
                vec![
                    choice("physician", "Physician", false),
                    choice("nurse", "Nurse", false),
                ],
            ),
            facet(
                "specialty",
                vec![
                    choice("dermatology", "Dermatology", true),
                    choice("oncology", "Oncology", false),
                ],
            ),
        ],
        more_facets: vec![facet("language", vec![choice("sv", "Svenska", false)])],
        workplace: "Uppsala".to_owned(),
        local: true,
        chosen: vec![Chosen {
            label: "Dermatology".to_owned(),
            without: "/directory?q=skin".to_owned(),
        }],
        total: 1000,
        is_more: true,
        members: vec![
            member(ada(), &["Dermatology", "Dermatopathology"]),
            member(cleo, &["Dermatology"]),
            member(office(), &[]),
        ],
        pager: pager(),
    }
}

fn nobody_listed() -> DirectoryPage {
    DirectoryPage {
        stubs: None,
        text: String::new(),
        facets: Vec::new(),
        more_facets: Vec::new(),
        workplace: String::new(),
        local: false,
        chosen: Vec::new(),
        total: 0,
        is_more: false,
        members: Vec::new(),
        pager: Pager::default(),
        ..directory()
    }
}

fn stubs(stubs: Vec<StubCard>) -> StubsPage {
    let listed = directory();
    StubsPage {
        page: titled("Not members yet"),
        members: "/directory?q=skin".to_owned(),
        text: "skin".to_owned(),
        facets: listed.facets,
        workplace: "Uppsala".to_owned(),
        chosen: if stubs.is_empty() {
            Vec::new()
        } else {
            listed.chosen
        },
        total: 2,
        is_more: stubs.is_empty(),
        stubs,
        pager: pager(),
    }
}

/// Somebody, or an organisation, of whom a list says little.
pub fn stub(is_person: bool) -> StubCard {
    let some = |text: &str| is_person.then(|| text.to_owned());
    StubCard {
        id: DirectoryStubId(7),
        name: "Amara <script> Okafor".to_owned(),
        kind: if is_person {
            "stub-person"
        } else {
            "stub-organization"
        },
        source: "staff-list".to_owned(),
        labels: some("Cardiology").into_iter().collect(),
        workplace: some("Klinikum <script>"),
        region: some("Wien, Austria"),
        languages: some("Deutsch").into_iter().collect(),
    }
}

fn facet(name: &'static str, choices: Vec<Choice>) -> Facet {
    Facet {
        name,
        label: name.to_uppercase(),
        choices,
    }
}

pub fn people() -> Vec<(&'static str, String)> {
    let shown = profile();
    let head = shown.head(&site(), "Dermatologist in Uppsala".to_owned(), true);
    let own = ProfilePage {
        page: page(head),
        profile: shown,
        tab: ProfileTab::Posts,
        statuses: statuses(),
        pager: pager(),
    };
    let bare = Profile {
        fields: Vec::new(),
        bio: SafeHtml::default(),
        moved_to: Some(ben()),
        badges: Vec::new(),
        professional: Professional::default(),
        locked: false,
        header: Some(web::assets::path("header.png")),
        ..profile()
    };
    let head = bare.head(&site(), String::new(), false);
    let empty = ProfilePage {
        page: page(head),
        profile: bare,
        tab: ProfileTab::Media,
        statuses: Vec::new(),
        pager: Pager::default(),
    };
    vec![
        ("profile", html(&own)),
        ("profile-bare", html(&empty)),
        ("thread", html(&thread())),
        ("group", html(&group())),
    ]
}

fn thread() -> StatusPage {
    let mut all = statuses();
    let question = all.remove(0);
    let answers = vec![
        StatusCard {
            favourites: 3,
            ..status(
                "105",
                ben(),
                "Excise. A biopsy tells you less about thickness.",
            )
        },
        StatusCard {
            reply_to: Some(ben()),
            ..status(
                "106",
                office(),
                "The new guideline says so too, from January on.",
            )
        },
    ];
    let head = StatusPage::head(
        &site(),
        lang(),
        &question,
        &answers,
        "@ada@derm.example".to_owned(),
        true,
    );
    let ancestors = vec![status(
        "100",
        office(),
        "The board is open for questions until Friday.",
    )];
    StatusPage {
        page: page(head),
        ancestors,
        status: question,
        descendants: answers,
    }
}

fn group() -> GroupPage {
    let group = Group {
        card: board(),
        handle: "@melanoma@derm.example".to_owned(),
        uri: "https://derm.example/ap/users/9".to_owned(),
        header: None,
        description: SafeHtml::sanitised(
            "<p>Cases and questions about melanoma, for everyone who treats it.</p>".to_owned(),
        ),
        moderators: vec![ada(), office()],
        followers: 96,
        statuses: 310,
        moderated: true,
    };
    let head = group.head(
        &site(),
        "Cases and questions about melanoma".to_owned(),
        true,
    );
    GroupPage {
        page: page(head),
        group,
        statuses: statuses(),
        pager: pager(),
        desk: Some("/groups/melanoma/moderation".to_owned()),
    }
}
