//! Somebody who practises becomes an entry, with what their roles say.

use storage::kinds::StubKind;

use super::concept::{self, add};
use super::index::Index;
use super::organization::{self, NO_KEY, line};
use super::resource::{HumanName, Identifier, Practitioner, PractitionerRole, key};
use super::{Described, Reading, Remark};
use crate::register_number::{self, RegisterNumber};
use crate::text::clean::DISPLAY_NAME;

pub(super) fn read(
    practitioner: &Practitioner,
    roles: &[&PractitionerRole],
    index: &Index<'_>,
) -> (Reading, Vec<Remark>) {
    let identifiers = &practitioner.identifier;
    let Some(key) = key("Practitioner", practitioner.id.as_deref(), identifiers) else {
        return (Reading::Refused(Remark::new("id", NO_KEY)), Vec::new());
    };
    if practitioner.active == Some(false) {
        return (Reading::Inactive { key }, Vec::new());
    }
    let mut remarks = Vec::new();
    let reading = match describe(practitioner, &mut remarks) {
        Ok(mut described) => {
            for role in roles {
                join(&mut described, role, index);
            }
            let described = Box::new(described);
            Reading::Entry { key, described }
        }
        Err(remark) => Reading::Refused(remark),
    };
    (reading, remarks)
}

/// What they say themselves.
fn describe(it: &Practitioner, remarks: &mut Vec<Remark>) -> Result<Described, Remark> {
    let blank = || Remark::new("name", "can't be blank");
    let name = name(&it.name).ok_or_else(blank)?;
    let numbers = numbers(&it.identifier, remarks)?;
    let concepts = it.qualification.iter().filter_map(|it| it.code.as_ref());
    let concepts: Vec<_> = concepts.collect();
    let mut specialties = Vec::new();
    for id in concepts.iter().filter_map(|it| concept::specialty(it)) {
        add(&mut specialties, id);
    }
    let mut languages = Vec::new();
    concept::languages(&it.communication, (&mut languages, remarks));
    let profession = concepts.iter().find_map(|it| concept::profession(it));
    Ok(Described {
        kind: StubKind::Person,
        name,
        profession: profession.map(str::to_owned),
        specialties,
        region: None,
        languages,
        workplace: None,
        numbers,
    })
}

/// What one of their roles says; of one thing alone, the first role counts.
fn join(described: &mut Described, role: &PractitionerRole, index: &Index<'_>) {
    for id in role.specialty.iter().filter_map(concept::specialty) {
        add(&mut described.specialties, id);
    }
    let profession = role.code.iter().find_map(concept::profession);
    let profession = profession.map(str::to_owned);
    described.profession = described.profession.take().or(profession);
    concept::languages(
        &role.communication,
        (&mut described.languages, &mut Vec::new()),
    );
    let organization = index.organization(role);
    let organization = organization.filter(|it| it.active != Some(false));
    let shown = || {
        let shown = role.organization.as_ref()?.display.as_deref()?;
        line(shown, crate::profile::WORKPLACE)
    };
    if described.workplace.is_none() {
        described.workplace = organization.and_then(organization::name).or_else(shown);
    }
    if described.region.is_none() {
        let own = role.contact.iter().filter_map(|it| it.address.as_ref());
        let own = concept::region(own);
        described.region = own.or_else(|| organization.and_then(organization::region));
    }
}

/// What becomes of a role by itself.
pub(super) fn read_role(role: &PractitionerRole, index: &Index<'_>) -> (Reading, Vec<Remark>) {
    let mut remarks = Vec::new();
    if role.active == Some(false) {
        return (Reading::LeftOut, remarks);
    }
    if index.practitioner(role).is_none() {
        let reason = "names nobody of this file: put both into one";
        remarks.push(Remark::new("practitioner", reason));
        return (Reading::LeftOut, remarks);
    }
    for (list, concepts, knows) in [
        ("code", &role.code, concept::profession as fn(&_) -> _),
        ("specialty", &role.specialty, concept::specialty),
    ] {
        for (at, unknown) in concepts.iter().enumerate() {
            if knows(unknown).is_none() {
                let reason = "is not in our list, and was left out";
                remarks.push(Remark::new(format!("{list}[{at}]"), reason));
            }
        }
    }
    concept::languages(&role.communication, (&mut Vec::new(), &mut remarks));
    let is_told = role.organization.is_some();
    let has_name = role.organization.iter().any(|it| it.display.is_some());
    if is_told && !has_name && index.organization(role).is_none() {
        let reason = "names none of this file, so that there is no workplace";
        remarks.push(Remark::new("organization", reason));
    }
    (Reading::Joined, remarks)
}

/// The name they go by in their profession.
fn name(names: &[HumanName]) -> Option<String> {
    let rank = |name: &&HumanName| match name.r#use.as_deref() {
        Some("official") => 0,
        Some("usual") => 1,
        None => 2,
        Some("old" | "maiden") => 4,
        Some(_) => 3,
    };
    let mut names: Vec<&HumanName> = names.iter().collect();
    names.sort_by_key(rank);
    names.into_iter().find_map(|name| {
        let text = name.text.as_deref().and_then(|it| line(it, DISPLAY_NAME));
        text.or_else(|| line(&words(name), DISPLAY_NAME))
    })
}

fn words(name: &HumanName) -> String {
    let before = name.prefix.iter().chain(&name.given).flatten();
    let all = before
        .chain(&name.family)
        .chain(name.suffix.iter().flatten());
    let all: Vec<&str> = all.map(|word| word.trim()).collect();
    all.join(" ")
}

/// The numbers of registers that are known here.
fn numbers(
    identifiers: &[Identifier],
    remarks: &mut Vec<Remark>,
) -> Result<Vec<RegisterNumber>, Remark> {
    let mut numbers = Vec::new();
    for (index, identifier) in identifiers.iter().enumerate() {
        let system = identifier.system.as_deref().unwrap_or_default();
        let Some(register) = register_number::of_system(system) else {
            continue;
        };
        if identifier.r#use.as_deref() == Some("old") {
            continue;
        }
        let path = format!("identifier[{index}].value");
        let value = identifier.value.as_deref().unwrap_or_default();
        match register_number::read(register, value) {
            Ok(number) if numbers.contains(&number) || numbers.len() == concept::MOST => {}
            Ok(number) => {
                if number.is_doubtful {
                    let reason = "has a digit that does not fit the others: who decides on a request with it must look closely";
                    remarks.push(Remark::new(path, reason));
                }
                numbers.push(number);
            }
            Err(error) => return Err(Remark::new(path, error)),
        }
    }
    Ok(numbers)
}
