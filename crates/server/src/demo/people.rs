//! Who lives in the demo. The people are invented.

/// The password of everyone in the demo.
pub const PASSWORD: &str = "rounds-demo";

/// An instance of the demo.
pub(super) struct House {
    pub folder: &'static str,
    pub port: u16,
    pub title: &'static str,
    pub description: &'static str,
    pub people: &'static [Person],
}

/// Someone, and what their profile says.
pub(super) struct Person {
    pub name: &'static str,
    pub display_name: &'static str,
    /// Runs the instance and decides on requests for verification.
    pub administers: bool,
    pub note: &'static str,
    pub account_kind: &'static str,
    pub profession: &'static str,
    pub specialties: &'static [&'static str],
    pub workplace: &'static str,
    pub region: &'static str,
    pub languages: &'static [&'static str],
}

impl Person {
    /// The address that the login is known by.
    pub fn email(&self) -> String {
        format!("{}@demo.example", self.name)
    }

    /// `name@domain`.
    pub fn handle(&self, domain: &str) -> String {
        format!("{}@{domain}", self.name)
    }
}

/// An association of dermatologists; its secretary runs it beside the journal.
pub(super) const ASSOCIATION: House = House {
    folder: "association",
    port: 3001,
    title: "Northern Dermatology Association",
    description: "Members of the Northern Dermatology Association, their groups and their meetings.",
    people: &[
        Person {
            name: "ingrid",
            display_name: "Ingrid Holm",
            administers: false,
            note: "Dermatologist, alone in a practice two hours from the next one. Always glad of a second pair of eyes.",
            account_kind: "clinician",
            profession: "physician",
            specialties: &["dermatology"],
            workplace: "Holm Dermatology, Kiruna",
            region: "SE-BD",
            languages: &["sv", "en"],
        },
        Person {
            name: "office",
            display_name: "Association office",
            administers: true,
            note: "News, meetings and membership questions. Please do not send anything about patients.",
            account_kind: "association",
            profession: "",
            specialties: &["dermatology"],
            workplace: "Northern Dermatology Association",
            region: "SE-AB",
            languages: &["sv", "en", "de"],
        },
        Person {
            name: "tomas",
            display_name: "Tomas Berg",
            administers: false,
            note: "Rural general practice. Interested in everything that can be decided before lunch.",
            account_kind: "clinician",
            profession: "physician",
            specialties: &["family-medicine"],
            workplace: "Åre Health Centre",
            region: "SE-Z",
            languages: &["sv", "en"],
        },
    ],
};

/// A teaching hospital.
pub(super) const HOSPITAL: House = House {
    folder: "hospital",
    port: 3002,
    title: "Lindenhof Teaching Hospital",
    description: "Clinicians and teams of Lindenhof Teaching Hospital.",
    people: &[
        Person {
            name: "priya",
            display_name: "Priya Raman",
            administers: false,
            note: "Dermatopathology. I answer questions about slides faster than e-mail.",
            account_kind: "clinician",
            profession: "physician",
            specialties: &["dermatology", "pathology"],
            workplace: "Lindenhof Teaching Hospital, Institute of Pathology",
            region: "CH-BE",
            languages: &["de", "en", "hi"],
        },
        Person {
            name: "jonas",
            display_name: "Jonas Keller",
            administers: false,
            note: "Wound care nurse. Leg ulcers, dressings, teaching.",
            account_kind: "clinician",
            profession: "nurse",
            specialties: &["dermatology"],
            workplace: "Lindenhof Teaching Hospital, outpatient clinic",
            region: "CH-BE",
            languages: &["de", "fr"],
        },
        Person {
            name: "lindenhof",
            display_name: "Lindenhof Teaching Hospital",
            administers: true,
            note: "The hospital's own account: courses, open days, positions.",
            account_kind: "hospital",
            profession: "",
            specialties: &[],
            workplace: "Lindenhof Teaching Hospital",
            region: "CH-BE",
            languages: &["de", "en"],
        },
    ],
};
