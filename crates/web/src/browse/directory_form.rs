//! The form of the directory: what can be asked for, and what is.

use domain::account_kind::AccountKind;
use domain::credential::Issuer;
use domain::directory::Filter;
use domain::vocabulary::Vocabulary;
use domain::{language, profession, region, specialty};

use super::cards;
use crate::i18n::Lang;
use crate::pages::directory::{Chosen, Facet};
use crate::pages::form::Choice;

/// Members.
pub const MEMBERS: &str = "/directory";
/// Those who are none yet.
pub const STUBS: &str = "/directory/stubs";

/// A directory, filtered in this way: an address to share.
pub fn path(base: &str, filter: &Filter) -> String {
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    let filters = [
        ("q", text(&filter.text)),
        ("specialty", filter.specialty.clone()),
        ("profession", filter.profession.clone()),
        ("region", filter.region.clone()),
        ("language", filter.language.clone()),
        ("workplace", text(&filter.workplace)),
        ("issuer", filter.issuer.clone()),
        (
            "account_kind",
            filter.account_kind.map(|kind| kind.as_str().to_owned()),
        ),
        ("local", filter.local.then(|| "1".to_owned())),
    ];
    let set: Vec<_> = filters
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    match serde_urlencoded::to_string(set) {
        Ok(query) if !query.is_empty() => format!("{base}?{query}"),
        _ => base.to_owned(),
    }
}

/// What is asked for most.
pub fn facets(lang: Lang, filter: &Filter) -> Vec<Facet> {
    let chosen = |id: &Option<String>| id.clone().unwrap_or_default();
    vec![
        Facet {
            name: "specialty",
            label: lang.t("professional-specialty").to_string(),
            choices: choices(lang, specialty::vocabulary(), &chosen(&filter.specialty)),
        },
        Facet {
            name: "profession",
            label: lang.t("professional-profession").to_string(),
            choices: choices(lang, profession::vocabulary(), &chosen(&filter.profession)),
        },
        Facet {
            name: "region",
            label: lang.t("professional-region").to_string(),
            choices: regions(filter.region.as_deref()),
        },
    ]
}

/// All others.
pub fn more_facets(lang: Lang, filter: &Filter, issuers: &[Issuer]) -> Vec<Facet> {
    let issuer = |issuer: &Issuer| Choice {
        value: issuer.uri.clone(),
        label: issuer.name.clone(),
        selected: filter.issuer.as_ref() == Some(&issuer.uri),
    };
    vec![
        language_facet(lang, filter),
        Facet {
            name: "account_kind",
            label: lang.t("field-kind").to_string(),
            choices: kinds(lang, filter.account_kind),
        },
        Facet {
            name: "issuer",
            label: lang.t("directory-issuer").to_string(),
            choices: issuers.iter().map(issuer).collect(),
        },
    ]
}

/// In which language they work.
pub fn language_facet(lang: Lang, filter: &Filter) -> Facet {
    Facet {
        name: "language",
        label: lang.t("directory-language").to_string(),
        choices: languages(filter.language.as_deref()),
    }
}

/// The terms of a list as choices, in the order of the alphabet.
pub(crate) fn choices(lang: Lang, vocabulary: &Vocabulary, chosen: &str) -> Vec<Choice> {
    let language = lang.to_string();
    let terms = vocabulary.terms().iter();
    sorted(terms.map(|term| Choice {
        value: term.id.clone(),
        label: term.label(&language).to_owned(),
        selected: term.id == chosen,
    }))
}

fn sorted(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = choices.collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// All countries, and the part of one that a shared address asks for.
fn regions(chosen: Option<&str>) -> Vec<Choice> {
    let part = chosen
        .filter(|code| code.contains('-'))
        .and_then(region::find);
    let all = part.into_iter().chain(region::countries());
    all.map(|region| Choice {
        value: region.code.to_owned(),
        label: region.label(),
        selected: chosen == Some(region.code),
    })
    .collect()
}

/// Each language as its speakers call it, and the variety that a shared address asks for.
fn languages(chosen: Option<&str>) -> Vec<Choice> {
    let known = language::all().map(|(code, english)| Choice {
        value: code.to_owned(),
        label: language::own_name(code).unwrap_or(english).to_owned(),
        selected: chosen == Some(code),
    });
    let mut choices = sorted(known);
    let tag = chosen.filter(|tag| choices.iter().all(|choice| choice.value != **tag));
    choices.extend(tag.map(|tag| Choice {
        value: tag.to_owned(),
        label: tag.to_owned(),
        selected: true,
    }));
    choices
}

fn kinds(lang: Lang, chosen: Option<AccountKind>) -> Vec<Choice> {
    let language = lang.to_string();
    let listed = AccountKind::ALL.into_iter().filter(|kind| kind.is_listed());
    let choice = |kind: AccountKind| Choice {
        value: kind.as_str().to_owned(),
        label: kind.label(&language).to_owned(),
        selected: chosen == Some(kind),
    };
    listed.map(choice).collect()
}

/// What is set, each with the way to take it back.
pub fn chosen(lang: Lang, base: &str, filter: &Filter, issuers: &[Issuer]) -> Vec<Chosen> {
    let language = lang.to_string();
    let none = || filter.clone();
    let issuer = filter.issuer.as_ref().map(|uri| {
        let known = issuers.iter().find(|issuer| issuer.uri == *uri);
        known.map_or_else(|| uri.clone(), |issuer| issuer.name.clone())
    });
    let specialty = filter.specialty.as_deref();
    let profession = filter.profession.as_deref();
    let region = filter.region.as_deref().and_then(region::find);
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    let set = [
        (
            text(&filter.text),
            Filter {
                text: String::new(),
                ..none()
            },
        ),
        (
            specialty.and_then(|id| cards::specialty_label(id, &language)),
            Filter {
                specialty: None,
                ..none()
            },
        ),
        (
            profession.and_then(|id| cards::profession_label(id, &language)),
            Filter {
                profession: None,
                ..none()
            },
        ),
        (
            region.map(|region| region.label()),
            Filter {
                region: None,
                ..none()
            },
        ),
        (
            filter.language.as_deref().map(language_label),
            Filter {
                language: None,
                ..none()
            },
        ),
        (
            text(&filter.workplace),
            Filter {
                workplace: String::new(),
                ..none()
            },
        ),
        (
            issuer,
            Filter {
                issuer: None,
                ..none()
            },
        ),
        (
            filter
                .account_kind
                .map(|kind| kind.label(&language).to_owned()),
            Filter {
                account_kind: None,
                ..none()
            },
        ),
        (
            filter.local.then(|| lang.t("directory-local").to_string()),
            Filter {
                local: false,
                ..none()
            },
        ),
    ];
    set.into_iter()
        .filter_map(|(label, rest)| {
            Some(Chosen {
                label: label?,
                without: path(base, &rest),
            })
        })
        .collect()
}

fn language_label(tag: &str) -> String {
    let name = language::own_name(tag).or_else(|| language::english_name(tag));
    name.unwrap_or(tag).to_owned()
}
