//! The list of members.

use domain::id::MemberImportId;
use domain::member_list::{
    Column, Confirmed, Counts, Deed, Import, MemberOutcome, Plan, PlannedLine, Remark, Report,
};
use web::pages::members::{ImportLink, MemberImportPage, MembersPage, new_form};

use super::{at, lang, signed_in, titled};

pub fn page() -> MembersPage {
    MembersPage {
        page: signed_in(titled("Members")),
        form: new_form(lang(), true).refuse("file", "Is no list <script>.".to_owned()),
        imports: vec![ImportLink {
            path: "/moderation/members/7".to_owned(),
            created_at: at("2026-11-21T09:05:00Z"),
        }],
    }
}

pub fn import(confirmed: bool, finished: bool) -> MemberImportPage {
    let then = at("2026-11-21T09:05:00Z");
    let import = Import {
        id: MemberImportId(7),
        created_at: then,
        started_at: confirmed.then_some(then),
        finished_at: finished.then_some(then),
        unknown: vec!["Phone <script>".to_owned()],
        counts: Counts {
            refused: 1,
            updated: 1,
            ..Counts::default()
        },
        waiting: u64::from(confirmed && !finished),
    };
    let plan = Plan {
        lines: vec![line(), refused()],
        unknown: Vec::new(),
        counts: import.counts,
        ending: 1,
        standing: 1,
    };
    let page = signed_in(titled("Members"));
    MemberImportPage::new(page, &import, &plan, Confirmed::default())
}

fn line() -> PlannedLine {
    let until = Some(at("2027-12-31T23:59:59Z"));
    let column = Column::Workplace;
    PlannedLine::new(
        None,
        "ada@clinic.example".to_owned(),
        Report {
            outcome: MemberOutcome::Updated,
            deeds: vec![
                Deed::Invite,
                Deed::Write { column },
                Deed::Give { until },
                Deed::Renew { until: None },
                Deed::Adopt { until },
                Deed::End,
            ],
            remarks: Vec::new(),
        },
    )
}

fn refused() -> PlannedLine {
    let reason = "is no region: give an ISO 3166-2 code such as AT-9, or a country's two letters";
    PlannedLine::new(
        Some(3),
        "nobody <script>".to_owned(),
        Report {
            outcome: MemberOutcome::Refused,
            deeds: Vec::new(),
            remarks: vec![Remark {
                column: Some(Column::Region),
                reason: reason.into(),
            }],
        },
    )
}
