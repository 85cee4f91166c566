//! The queue of moderators.

use domain::id::{AccountId, ReportId};
use domain::kinds::UserRole;
use web::pages::audit::{AuditPage, AuditRow, Wanted};
use web::pages::directories::{self, DirectoriesPage, ReportCard, ResourceRow, SourceRow};
use web::pages::directory_stub::StubPage;
use web::pages::group_desk::{DeskPage, DeskPost, Verb};
use web::pages::instances::{self, Fact, InstancePage, InstanceRow, InstancesPage};
use web::pages::issuers::{self, IssuerRow, IssuersPage};
use web::pages::moderation::{
    Applicant, Note, ReportPage, ReportRow, ReportsPage, SignUpsPage, act_form, note_form,
};
use web::pages::people::{PeoplePage, PersonRow, rank_key, role_form};

use web::pages::scim::{DirectoryRow, ScimPage, TokenPage, connect_form, people_form};

use super::public::stub;
use super::{at, ben, choice, html, lang, members, pager, signed_in, statuses, titled};
use web::pages::layout::Visitor;
use web::pages::status::StatusCard;
use web::pages::view::Pager;

pub fn moderation() -> Vec<(&'static str, String)> {
    let since = at("2026-11-21T09:05:00Z");
    let applicant = Applicant {
        id: AccountId(7),
        username: "cleo".to_owned(),
        email: "cleo@hospital.example".to_owned(),
        confirmed: true,
        reason: "I am a <script> nurse.".to_owned(),
        since,
    };
    let sign_ups = |applicants, pager| SignUpsPage {
        page: by_moderator("Sign-ups"),
        applicants,
        pager,
    };
    let row = ReportRow {
        path: "/moderation/reports/7".to_owned(),
        target: "ben@hospital.example".to_owned(),
        category: "report-spam",
        comment: "He sells <script> pills.".to_owned(),
        assigned: Some("ada".to_owned()),
        since,
    };
    let reports = |reports, resolved| ReportsPage {
        page: by_moderator("Reports"),
        resolved,
        reports,
        pager: pager(),
    };
    let instance = InstanceRow {
        name: "noisy.example".to_owned(),
        path: "/moderation/instances/noisy.example".to_owned(),
        limit: Some("limit-silence"),
        breaker: "It is left alone".to_owned(),
        trouble: Some("could not be <script> reached".to_owned()),
        backlog: "3 waiting".to_owned(),
    };
    let list_of = |instances, failing| InstancesPage {
        page: by_moderator("Servers"),
        failing,
        instances,
        pager: pager(),
    };
    let path = "/moderation/instances/noisy.example";
    let one = InstancePage {
        page: by_moderator("Servers"),
        name: "noisy.example".to_owned(),
        facts: vec![Fact {
            what: "instance-software",
            value: "odd <script> 1".to_owned(),
        }],
        note: instances::note_form(lang(), path, "Quiet <script> since May."),
    };
    let issuers = |issuers| IssuersPage {
        page: by_moderator("Issuers"),
        issuers,
        form: issuers::new_form(lang(), "https://<script>", &[]),
    };
    let issuer = IssuerRow {
        uri: "https://assoc.example/<script>".to_owned(),
        kind: "credential-kind-membership",
        path: "/moderation/issuers/7/remove".to_owned(),
    };
    vec![
        ("directories", html(&directories(true))),
        ("directories-none", html(&directories(false))),
        (
            "stub",
            html(&StubPage {
                page: by_moderator("Not members yet"),
                stub: stub(true),
            }),
        ),
        ("members", html(&members::page())),
        ("member-import", html(&members::import(false, false))),
        ("member-import-running", html(&members::import(true, false))),
        ("member-import-done", html(&members::import(true, true))),
        ("issuers", html(&issuers(vec![issuer]))),
        ("issuers-none", html(&issuers(vec![]))),
        ("instances", html(&list_of(vec![instance], false))),
        ("instances-none", html(&list_of(vec![], true))),
        ("instance", html(&one)),
        ("people", html(&people())),
        ("scim", html(&scim(vec![directory(true), directory(false)]))),
        ("scim-none", html(&scim(Vec::new()))),
        ("scim-token", html(&token())),
        ("audit", html(&log(vec![deed()]))),
        ("audit-none", html(&log(vec![]))),
        ("sign-ups", html(&sign_ups(vec![applicant], pager()))),
        ("sign-ups-none", html(&sign_ups(vec![], Pager::default()))),
        ("reports", html(&reports(vec![row], false))),
        ("reports-none", html(&reports(vec![], true))),
        ("report", html(&report(false))),
        ("report-settled", html(&report(true))),
        ("group-desk", html(&desk(statuses()))),
        ("group-desk-none", html(&desk(Vec::new()))),
    ]
}

fn deed() -> AuditRow {
    AuditRow {
        number: 7,
        at: at("2026-11-21T09:05:00Z"),
        actor: "@ada".to_owned(),
        what: "An account was limited".to_owned(),
        subject: "@ben <script>".to_owned(),
        detail: Some("{\"report\":\"7\"}".to_owned()),
    }
}

fn log(rows: Vec<AuditRow>) -> AuditPage {
    AuditPage {
        page: by_moderator("Log"),
        wanted: Wanted::new(
            lang(),
            "role.grant",
            "ada".into(),
            "2026-11-01".into(),
            String::new(),
        ),
        rows,
        pager: pager(),
    }
}

fn people() -> PeoplePage {
    PeoplePage {
        page: by_moderator("People with duties"),
        people: vec![PersonRow {
            path: "/@ada".to_owned(),
            username: "ada".to_owned(),
            role: rank_key(UserRole::Admin),
            is_verifier: true,
            has_second_factor: false,
        }],
        form: role_form(lang(), "ben").refuse("role", "Nobody decides.".to_owned()),
    }
}

fn desk(statuses: Vec<StatusCard>) -> DeskPage {
    let with = |verbs: Vec<Verb>| {
        let posts = statuses.iter().cloned();
        posts.map(move |status| DeskPost {
            status,
            verbs: verbs.clone(),
        })
    };
    DeskPage {
        page: by_moderator("Moderation"),
        name: "melanoma".to_owned(),
        title: "The melanoma board".to_owned(),
        waiting: with(DeskPost::WAITING.to_vec()).take(1).collect(),
        announced: with(DeskPost::announced(true, false)).skip(1).collect(),
        pager: pager(),
    }
}

fn directories(some: bool) -> DirectoriesPage {
    let source = SourceRow {
        name: "staff-list-2".to_owned(),
        total: 7,
        claimed: 2,
    };
    let row = ResourceRow {
        place: "entry[3].resource".to_owned(),
        about: "Practitioner/<script>".to_owned(),
        outcome: "directories-refused",
        remarks: vec!["name: can't be <script>".to_owned()],
    };
    let report = ReportCard {
        applied: some,
        counts: vec![("directories-refused", 1), ("directories-created", 3)],
        rows: vec![row],
        more: 2,
    };
    DirectoriesPage {
        page: by_moderator("Imported lists"),
        report: Some(report),
        sources: some.then_some(source).into_iter().collect(),
        form: directories::new_form(lang(), "<script>", some),
    }
}

fn by_moderator(title: &str) -> web::pages::layout::Page {
    let mut page = signed_in(titled(title));
    page.visitor = page.visitor.map(|visitor| Visitor {
        moderates: true,
        administers: true,
        ..visitor
    });
    page
}

fn report(settled: bool) -> ReportPage {
    let actions = vec![choice("none", "Warn", true)];
    let note = Note {
        by: "ada".to_owned(),
        text: "Warned <script> him in May.".to_owned(),
        at: at("2026-11-21T09:05:00Z"),
    };
    ReportPage {
        page: by_moderator("Report"),
        path: "/moderation/reports/7".to_owned(),
        target: (!settled).then(ben),
        target_facts: vec!["account-silenced"],
        by: "ada".to_owned(),
        category: "report-violation",
        comment: "He sells <script> pills.".to_owned(),
        rules: vec!["No adverts.".to_owned()],
        forwarded: settled,
        since: at("2026-11-21T09:05:00Z"),
        assigned: settled.then(|| "ada".to_owned()),
        assigned_here: settled,
        resolved: settled.then(|| "ada".to_owned()),
        statuses: if settled { Vec::new() } else { statuses() },
        notes: vec![note],
        note: note_form(lang(), ReportId(7)),
        act: act_form(lang(), ReportId(7), actions)
            .refuse("action", "Please choose one of the list.".to_owned()),
    }
}

fn scim(directories: Vec<DirectoryRow>) -> ScimPage {
    ScimPage {
        page: by_moderator("Directories of people"),
        directories,
        connect: connect_form(lang()).refuse("name", "The directory has a token.".to_owned()),
        people: people_form(lang()),
    }
}

fn directory(is_open: bool) -> DirectoryRow {
    DirectoryRow {
        name: "General <script> Hospital".to_owned(),
        is_open,
        since: at("2026-11-21T09:05:00Z"),
        used: is_open.then(|| at("2026-11-22T09:05:00Z")),
    }
}

fn token() -> TokenPage {
    TokenPage {
        page: by_moderator("Directories of people"),
        name: "General <script> Hospital".to_owned(),
        address: "https://derm.example/scim/v2".to_owned(),
        token: "a-token-of-43-characters".to_owned(),
    }
}
