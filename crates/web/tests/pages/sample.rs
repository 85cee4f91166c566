//! A small association's server, to render every page with.

mod content;
mod forms;
mod members;
mod moderation;
mod oidc;
mod pseudonyms;
mod public;
mod two_factor;
mod verification;

pub use content::{profile, statuses};

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use domain::clock::Timestamp;
use domain::config::Registrations;
use web::i18n::Lang;
use web::pages::error::ErrorPage;
use web::pages::form::Choice;
use web::pages::home::About;
use web::pages::layout::{Head, Page, Site, Visitor};
use web::pages::view::{AccountCard, Pager};

/// Name and HTML of every page, several times where it has several faces.
pub fn pages() -> Vec<(&'static str, String)> {
    let mut pages = public::pages();
    pages.extend(public::people());
    pages.extend(forms::auth());
    pages.extend(forms::settings());
    pages.extend(forms::transfer());
    pages.extend(moderation::moderation());
    pages.extend(pseudonyms::pseudonyms());
    pages.extend(verification::verification());
    pages.extend(oidc::oidc());
    pages.extend(forms::preferences());
    pages.extend(two_factor::two_factor());
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
        version: "0.1.0",
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
        moderates: false,
        administers: false,
        acts_otherwise: false,
        verifies: false,
    });
    page
}

pub fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
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

fn choice(value: &str, label: &str, selected: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        selected,
    }
}

fn pager() -> Pager {
    Pager {
        newer: Some("?min_id=1".to_owned()),
        older: Some("?max_id=2".to_owned()),
    }
}

fn about() -> About {
    About {
        contact: Some(office()),
        contact_email: "office@derm.example".to_owned(),
        abuse_email: "abuse@derm.example".to_owned(),
        rules: vec![
            "Never post anything by which a patient could be recognised.".to_owned(),
            "Say who pays you when it matters to what you write.".to_owned(),
            "Argue about the matter, not about the person.".to_owned(),
        ],
        members: 1284,
        statuses: 20_931,
    }
}
