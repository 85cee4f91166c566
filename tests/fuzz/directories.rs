//! Directories as FHIR has them: whatever is read of them fits into a profile.

use domain::fhir::{self, Reading};
use proptest::prelude::*;

use crate::bound::bounded;
use crate::mutate::Input;
use crate::{mutate, seeds};

fn fits(input: &Input) -> Result<(), TestCaseError> {
    let Ok(found) = bounded(&input.0, fhir::read) else {
        return Ok(());
    };
    for one in &found {
        let Reading::Entry { key, described } = &one.reading else {
            continue;
        };
        prop_assert!(!key.is_empty() && key.len() <= input.0.len());
        prop_assert!(!described.name.trim().is_empty());
        let lists = [&described.specialties, &described.languages];
        prop_assert!(lists.iter().all(|list| list.len() <= 10));
        let region = described.region.as_deref();
        prop_assert!(region.is_none_or(|code| domain::region::find(code).is_some()));
    }
    Ok(())
}

proptest! {
    #[test]
    fn directory(input in mutate::json(seeds::directories(true))) {
        fits(&input)?;
    }

    #[test]
    fn directory_lines(input in mutate::bytes(seeds::directories(false), &[
        "\n", "{\"resourceType\":", "\"Practitioner\"", "\"reference\":", "[", "{", "null", "_history", "urn:uuid:", "é",
    ])) {
        fits(&input)?;
    }
}
