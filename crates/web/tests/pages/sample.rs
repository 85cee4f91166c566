//! A small association's server, to render every page with.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use web::i18n::Lang;
use web::pages::auth::{
    self, AuthorizePage, LogInPage, NoticePage, OAuthCodePage, PasswordPage, SignUpPage,
};
use web::pages::directory::{DirectoryPage, Member};
use web::pages::error::ErrorPage;
use web::pages::form::Choice;
use web::pages::group::{Group, GroupEntry, GroupPage, GroupsPage};
use web::pages::home::{About, AboutPage, HomePage};
use web::pages::layout::{Head, Page, Registrations, Site, Visitor};
use web::pages::policy::PrivacyPage;
use web::pages::profile::{
    Entity, Professional, Profile, ProfileField, ProfilePage, ProfileTab, Specialty,
};
use web::pages::settings::{self, AccountSettingsPage, ProfileSettingsPage, ProfileValues};
use web::pages::status::{MediaView, Preview, StatusPage, StatusView};
use web::pages::view::{AccountCard, Pager, SafeHtml};

/// Name and HTML of every page, several times where it has several faces.
pub fn pages() -> Vec<(&'static str, String)> {
    let mut pages = public_pages();
    pages.extend(people_pages());
    pages.extend(auth_pages());
    pages.extend(settings_pages());
    for (name, status) in [
        ("error-403", 403),
        ("error-404", 404),
        ("error-422", 422),
        ("error-429", 429),
        ("error-500", 500),
    ] {
        let status = StatusCode::from_u16(status).unwrap();
        pages.push((name, html(&ErrorPage::new(page(Head::default()), status))));
    }
    pages
}

fn html(template: &impl Template) -> String {
    template.render().unwrap()
}

fn lang() -> Lang {
    Lang::english()
}

pub fn site() -> Site {
    Site {
        name: "Nordic Dermatology".to_owned(),
        summary: "The professional network of dermatologists and dermatology nurses in the Nordic countries.".to_owned(),
        domain: "derm.example".to_owned(),
        origin: "https://derm.example".to_owned(),
        version: "0.1.0".to_owned(),
        source_url: "https://derm.example/source".to_owned(),
        registrations: Registrations::Approval,
    }
}

fn page(head: Head) -> Page {
    let site = Arc::new(site());
    Page {
        site,
        lang: lang(),
        visitor: None,
        csrf: "token".to_owned(),
        notice: None,
        head,
    }
}

fn titled(title: &str) -> Page {
    page(Head::private(title))
}

fn signed_in(mut page: Page) -> Page {
    page.visitor = Some(Visitor {
        name: "Ada Lindqvist".to_owned(),
        path: "/@ada".to_owned(),
    });
    page
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

pub fn card(name: &str, acct: &str, headline: Option<&str>, kind: Option<&str>) -> AccountCard {
    AccountCard {
        path: format!("/@{acct}"),
        name: name.to_owned(),
        acct: acct.to_owned(),
        avatar: web::assets::path("avatar.png"),
        headline: headline.map(str::to_owned),
        kind: kind.map(str::to_owned),
    }
}

fn ada() -> AccountCard {
    card(
        "Ada <script> Lindqvist",
        "ada",
        Some("Dermatologist, Uppsala University Hospital"),
        Some("Clinician"),
    )
}

fn ben() -> AccountCard {
    card(
        "Ben Okafor",
        "ben@hospital.example",
        Some("Pathologist, St Olav's Hospital"),
        Some("Clinician"),
    )
}

fn board() -> AccountCard {
    let avatar = web::assets::path("group.png");
    AccountCard {
        avatar,
        ..card("Melanoma board", "melanoma", None, None)
    }
}

fn office() -> AccountCard {
    card(
        "Office of the association",
        "office",
        Some("Nordic Dermatology Association"),
        Some("Association"),
    )
}

pub fn status(id: &str, author: AccountCard, text: &str) -> StatusView {
    StatusView {
        id: id.to_owned(),
        url: format!("/@{}/{id}", author.acct),
        uri: format!("https://derm.example/ap/users/1/statuses/{id}"),
        author,
        boosted_by: None,
        reply_to: None,
        group: None,
        published: at("2026-11-20T08:15:00Z"),
        edited: None,
        content_warning: None,
        content: SafeHtml::sanitised(format!("<p>{text}</p>")),
        summary: text.to_owned(),
        language: Some("en".to_owned()),
        sensitive: false,
        media: Vec::new(),
        replies: 0,
        boosts: 0,
        favourites: 0,
        pinned: false,
    }
}

pub fn statuses() -> Vec<StatusView> {
    let picture = MediaView {
        url: web::assets::path("header.png"),
        preview: Some(Preview {
            url: web::assets::path("header.png"),
            width: 1500,
            height: 500,
        }),
        description: "Concentric rings on a dark ground".to_owned(),
    };
    let file = MediaView {
        url: "/media/2".to_owned(),
        preview: None,
        description: String::new(),
    };
    let question = "A lesion on the lower leg, 6 mm, with a blue-white veil in dermoscopy. Would you excise with 2 mm \
                    margins at once, or biopsy first? The guideline leaves it open below 1 mm.";
    vec![
        StatusView {
            pinned: true,
            edited: Some(at("2026-11-21T07:00:00Z")),
            replies: 1,
            boosts: 2,
            favourites: 14,
            group: Some(board()),
            ..status("101", ada(), question)
        },
        StatusView {
            content_warning: Some("Clinical picture".to_owned()),
            media: vec![picture.clone()],
            ..status("102", ada(), "The same lesion after six weeks.")
        },
        StatusView {
            boosted_by: Some(ada()),
            media: vec![
                picture.clone(),
                MediaView {
                    description: String::new(),
                    ..picture.clone()
                },
                file,
            ],
            ..status(
                "103",
                ben(),
                "Slides of last week's talk on sentinel nodes are online, with the questions from the floor.",
            )
        },
        StatusView {
            reply_to: Some(ben()),
            sensitive: true,
            media: vec![picture],
            ..status("104", ada(), "Thank you, very clear.")
        },
    ]
}

fn about() -> About {
    About {
        description: SafeHtml::sanitised(
            "<p>Run by the association for its members since 2026.</p>".to_owned(),
        ),
        contact: Some(office()),
        contact_email: Some("office@derm.example".to_owned()),
        rules: vec![
            "Never post anything by which a patient could be recognised.".to_owned(),
            "Say who pays you when it matters to what you write.".to_owned(),
            "Argue about the matter, not about the person.".to_owned(),
        ],
        members: 1284,
        statuses: 20_931,
    }
}

fn pager() -> Pager {
    Pager {
        newer: Some("?min_id=1".to_owned()),
        older: Some("?max_id=2".to_owned()),
    }
}

fn public_pages() -> Vec<(&'static str, String)> {
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
            }),
        ),
        (
            "privacy",
            html(&PrivacyPage {
                page: titled("Privacy"),
                text: SafeHtml::default(),
                contact_email: Some("office@derm.example".to_owned()),
            }),
        ),
        ("directory", html(&directory())),
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

fn choice(value: &str, label: &str, selected: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        selected,
    }
}

fn directory() -> DirectoryPage {
    let member = |card: AccountCard, specialties: &[&str]| Member {
        card,
        specialties: specialties.iter().map(ToString::to_string).collect(),
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
        professions: vec![
            choice("physician", "Physician", false),
            choice("nurse", "Nurse", false),
        ],
        specialties: vec![
            choice("dermatology", "Dermatology", true),
            choice("oncology", "Oncology", false),
        ],
        total: 3,
        members: vec![
            member(ada(), &["Dermatology", "Dermatopathology"]),
            member(cleo, &["Dermatology"]),
            member(office(), &[]),
        ],
        pager: pager(),
    }
}

pub fn profile() -> Profile {
    let field = |name: &str, value: &str, verified| ProfileField {
        name: name.to_owned(),
        value: SafeHtml::sanitised(value.to_owned()),
        verified,
    };
    let specialty = |label: &str| Specialty {
        label: label.to_owned(),
        path: "/directory?specialty=x".to_owned(),
    };
    Profile {
        card: ada(),
        handle: "@ada@derm.example".to_owned(),
        uri: "https://derm.example/ap/users/1".to_owned(),
        header: None,
        bio: SafeHtml::sanitised(
            "<p>Skin cancer, teledermatology, and long ski tours.</p>".to_owned(),
        ),
        fields: vec![
            field(
                "Web",
                "<a href=\"https://example.org\">example.org</a>",
                Some(at("2026-10-01T00:00:00Z")),
            ),
            field("Pronouns", "she/her", None),
        ],
        professional: Professional {
            profession: Some("Physician".to_owned()),
            specialties: vec![specialty("Dermatology"), specialty("Dermatopathology")],
            workplace: Some("Uppsala University Hospital".to_owned()),
            region: Some("Uppsala, Sweden".to_owned()),
            languages: vec!["Swedish".to_owned(), "English".to_owned()],
        },
        entity: Entity::Person,
        joined: at("2026-03-02T00:00:00Z"),
        locked: true,
        bot: false,
        statuses: 412,
        followers: 1893,
        following: 207,
    }
}

fn people_pages() -> Vec<(&'static str, String)> {
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
        StatusView {
            favourites: 3,
            ..status(
                "105",
                ben(),
                "Excise. A biopsy tells you less about thickness.",
            )
        },
        StatusView {
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
    }
}

fn auth_pages() -> Vec<(&'static str, String)> {
    let sign_up = auth::sign_up_form(lang(), Registrations::Approval, "", "", "");
    let refused = auth::sign_up_form(lang(), Registrations::Approval, "ada l", "ada@", "")
        .refuse(
            "username",
            "Use letters, digits and underscores only.".to_owned(),
        )
        .refuse(
            "email",
            "This does not look like an e-mail address.".to_owned(),
        );
    let log_in = auth::log_in_form(
        lang(),
        "ada@derm.example",
        Some("/oauth/authorize?client_id=1".to_owned()),
    )
    .refuse("", "The address or the password is wrong.".to_owned());
    let forgot = auth::forgot_password_form(lang(), "");
    let reset = auth::reset_password_form(lang(), "mailed".to_owned());
    let sign_up_page = |form| SignUpPage {
        page: titled("Sign up"),
        form,
        rules: about().rules,
    };
    vec![
        ("signup", html(&sign_up_page(Some(sign_up)))),
        ("signup-refused", html(&sign_up_page(Some(refused)))),
        ("signup-closed", html(&sign_up_page(None))),
        (
            "login",
            html(&LogInPage {
                page: titled("Log in"),
                form: log_in,
            }),
        ),
        (
            "forgot",
            html(&PasswordPage::forgot(page(Head::default()), forgot)),
        ),
        (
            "reset",
            html(&PasswordPage::reset(page(Head::default()), reset)),
        ),
        (
            "confirmation-sent",
            html(&NoticePage::confirmation_sent(
                page(Head::default()),
                "ada@derm.example",
            )),
        ),
        (
            "confirmed",
            html(&NoticePage::confirmed(page(Head::default()), false)),
        ),
        (
            "confirmed-waits",
            html(&NoticePage::confirmed(page(Head::default()), true)),
        ),
        (
            "reset-sent",
            html(&NoticePage::reset_sent(
                page(Head::default()),
                "ada@derm.example",
            )),
        ),
        ("deleted", html(&NoticePage::deleted(page(Head::default())))),
        ("authorize", html(&authorize())),
        (
            "oauth-code",
            html(&OAuthCodePage {
                page: signed_in(titled("Code")),
                code: "q7Zx1c".to_owned(),
            }),
        ),
    ]
}

fn authorize() -> AuthorizePage {
    let scopes = [
        "read",
        "write:statuses",
        "follow",
        "push",
        "profile",
        "admin:read",
    ];
    AuthorizePage {
        page: signed_in(titled("Access")),
        app: "Tusky".to_owned(),
        website: Some("https://tusky.example".to_owned()),
        account: ada(),
        scopes: scopes
            .iter()
            .filter_map(|scope| auth::scope_key(scope))
            .collect(),
        request: vec![("client_id", "1".to_owned()), ("state", "<s>".to_owned())],
    }
}

fn settings_pages() -> Vec<(&'static str, String)> {
    let values = ProfileValues {
        name: "Ada Lindqvist".to_owned(),
        note: "Skin cancer, teledermatology, and long ski tours.".to_owned(),
        kinds: vec![
            choice("clinician", "Clinician", true),
            choice("student", "Student", false),
        ],
        professions: vec![
            choice("physician", "Physician", true),
            choice("nurse", "Nurse", false),
        ],
        specialties: [
            "Cardiology",
            "Dermatology",
            "Dermatopathology",
            "Oncology",
            "Pathology",
            "Radiology",
        ]
        .map(|label| choice(&label.to_lowercase(), label, label.starts_with('D')))
        .to_vec(),
        workplace: "Uppsala University Hospital".to_owned(),
        region: "SE-C".to_owned(),
        languages: "sv, en".to_owned(),
        discoverable: true,
        ..ProfileValues::default()
    };
    let mut saved = signed_in(titled("Settings"));
    saved.notice = Some("Saved.".to_owned());
    let form = settings::profile_form(lang(), values)
        .refuse("region", "There is no such region.".to_owned());
    let account = AccountSettingsPage {
        page: signed_in(titled("Settings")),
        email: "ada@derm.example".to_owned(),
        unconfirmed_email: Some("ada@hospital.example".to_owned()),
        email_form: settings::email_form(lang()),
        password_form: settings::password_form(lang()),
        delete_form: settings::delete_form(lang()),
    };
    vec![
        (
            "settings-profile",
            html(&ProfileSettingsPage { page: saved, form }),
        ),
        ("settings-account", html(&account)),
    ]
}
