//! Pseudonyms, for members and for administrators.

use domain::id::{AccountId, DisclosureId};
use web::pages::pseudonyms::{
    DisclosureRow, DisclosuresPage, PseudonymRow, PseudonymsPage, Told, disclosure_form,
    pseudonym_form,
};

use super::{at, html, lang, pager, signed_in, titled};

pub fn pseudonyms() -> Vec<(&'static str, String)> {
    let row = |id, here| PseudonymRow {
        id: AccountId(id),
        path: format!("/@owl{id}"),
        name: format!("owl{id}"),
        here,
    };
    let told = Told {
        name: "owl1".to_owned(),
        reason: "disclosure-danger",
        at: at("2026-11-21T09:05:00Z"),
    };
    let form = pseudonym_form(lang(), "owl <script>", "").refuse(
        "username",
        "Use letters, digits and underscores only.".to_owned(),
    );
    let own = |most, verified, pseudonyms, form, told| PseudonymsPage {
        page: signed_in(titled("Settings")),
        most,
        verified,
        pseudonyms,
        form,
        told,
    };
    let some = vec![row(1, true), row(2, false)];
    let disclosures = DisclosuresPage {
        page: signed_in(titled("Pseudonyms")),
        form: disclosure_form(lang(), "@owl <script>"),
        disclosures: vec![disclosure(1, true), disclosure(2, false)],
        pager: pager(),
    };
    vec![
        (
            "settings-pseudonyms",
            html(&own(3, true, some, Some(form), vec![told])),
        ),
        (
            "settings-pseudonyms-unverified",
            html(&own(2, false, Vec::new(), None, Vec::new())),
        ),
        (
            "settings-pseudonyms-off",
            html(&own(0, false, Vec::new(), None, Vec::new())),
        ),
        ("disclosures", html(&disclosures)),
    ]
}

fn disclosure(id: i64, waits: bool) -> DisclosureRow {
    let agreed = |name: &str| (!waits).then(|| name.to_owned());
    DisclosureRow {
        id: DisclosureId(id),
        name: format!("owl{id}"),
        reason: "disclosure-patient-privacy",
        asked_by: "mona".to_owned(),
        asked_at: at("2026-11-21T09:05:00Z"),
        agreed_by: agreed("nils"),
        ends_at: at("2026-11-24T09:05:00Z"),
        waits,
        member: agreed("ada"),
    }
}
