//! What comes of a list, in words and as a file.

use domain::Timestamp;
use domain::member_list::{Deed, MemberOutcome, Plan, PlannedLine, Remark};

use super::cell::guard;
use crate::i18n::Lang;
use crate::transfer::write::table;

/// What comes of a line, in the language of whoever reads it.
#[must_use]
pub fn words_of(lang: Lang, line: &PlannedLine) -> String {
    let report = &line.report;
    let deeds = report.deeds.iter().map(|deed| deed_words(lang, deed));
    let remarks = report
        .remarks
        .iter()
        .map(|remark| remark_words(lang, remark));
    let said: Vec<String> = deeds.chain(remarks).collect();
    said.join("; ")
}

/// The word of an outcome.
#[must_use]
pub fn outcome_words(lang: Lang, outcome: MemberOutcome) -> String {
    let key = match outcome {
        MemberOutcome::Created => "members-created",
        MemberOutcome::Updated => "members-updated",
        MemberOutcome::Unchanged => "members-unchanged",
        MemberOutcome::Skipped => "members-skipped",
        MemberOutcome::Refused => "members-refused",
    };
    lang.t(key).to_string()
}

fn deed_words(lang: Lang, deed: &Deed) -> String {
    let until = |until: &Option<Timestamp>, open: &'static str, ends: &'static str| match until {
        None => lang.t(open).to_string(),
        Some(until) => lang.t(ends).with("day", &lang.day(until)).to_string(),
    };
    match deed {
        Deed::Invite => lang.t("members-invite").to_string(),
        Deed::Write { column } => lang
            .t("members-write")
            .with("column", column.as_str())
            .to_string(),
        Deed::Give { until: day } => until(day, "members-give", "members-give-until"),
        Deed::Renew { until: day } => until(day, "members-renew", "members-renew-until"),
        Deed::Adopt { .. } => lang.t("members-adopt").to_string(),
        Deed::End => lang.t("members-end").to_string(),
    }
}

fn remark_words(lang: Lang, remark: &Remark) -> String {
    let reason = lang.say(&remark.reason);
    match remark.column {
        Some(column) => format!("{} {reason}", column.as_str()),
        None => reason,
    }
}

/// The report as a file.
#[must_use]
pub fn write_report(lang: Lang, plan: &Plan) -> Vec<u8> {
    let heading = ["line", "email", "outcome", "column", "words"];
    let row = |line: &PlannedLine| {
        let first = line.report.remarks.first();
        let column = first.and_then(|remark| remark.column);
        vec![
            line.line.map_or_else(String::new, |line| line.to_string()),
            guard(&line.who),
            line.report.outcome.as_str().to_owned(),
            column.map_or("", |column| column.as_str()).to_owned(),
            guard(&words_of(lang, line)),
        ]
    };
    table(Some(&heading), plan.lines.iter().map(row))
}
