//! An organisation becomes an entry.

use storage::kinds::StubKind;

use super::resource::{Address, Organization, key};
use super::{Described, Reading, Remark, concept};
use crate::text::clean;

/// Characters of a name, as of a workplace.
const NAME: usize = crate::profile::WORKPLACE;

pub(super) fn read(organization: &Organization) -> (Reading, Vec<Remark>) {
    let key = key(
        "Organization",
        organization.id.as_deref(),
        &organization.identifier,
    );
    let reading = match key {
        None => Reading::Refused(Remark::new("id", NO_KEY)),
        Some(key) if organization.active == Some(false) => Reading::Inactive { key },
        Some(key) => match name(organization) {
            None => Reading::Refused(Remark::new("name", "can't be blank")),
            Some(name) => Reading::Entry {
                key,
                described: Box::new(Described {
                    kind: StubKind::Organization,
                    name,
                    profession: None,
                    specialties: Vec::new(),
                    region: region(organization),
                    languages: Vec::new(),
                    workplace: None,
                    numbers: Vec::new(),
                }),
            },
        },
    };
    (reading, Vec::new())
}

/// Without either of them the next file would enter the same once more.
pub(super) const NO_KEY: &str =
    "is missing or malformed, and there is no identifier: it could not be found again";

/// What it is called; `None` when nothing can be seen of that.
pub(super) fn name(organization: &Organization) -> Option<String> {
    line(organization.name.as_deref()?, NAME)
}

/// Where it is.
pub(super) fn region(organization: &Organization) -> Option<String> {
    let contacts = organization.contact.iter();
    let asked = contacts.filter_map(|contact| contact.address.as_ref());
    let addresses: Vec<&Address> = organization.address.iter().chain(asked).collect();
    concept::region(addresses.into_iter())
}

/// One line of at most `most` characters.
pub(super) fn line(text: &str, most: usize) -> Option<String> {
    let line = clean::line(clean::cut(text.trim(), most), most).ok()?;
    clean::required(line).ok()
}
