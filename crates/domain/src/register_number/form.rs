//! How numbers are written.

use storage::kinds::Register;

/// What people put before an ORCID iD when they copy it.
const ORCID_ADDRESS: &str = "HTTPS://ORCID.ORG/";

/// Whether `number` is of `form`, in which `d` stands for a digit, `a` for a letter, `x` for a digit or an X, and anything
/// else for itself.
pub(super) fn fits(form: &str, number: &str) -> bool {
    form.len() == number.len()
        && form
            .bytes()
            .zip(number.bytes())
            .all(|(wanted, found)| match wanted {
                b'd' => found.is_ascii_digit(),
                b'a' => found.is_ascii_uppercase(),
                b'x' => found.is_ascii_digit() || found == b'X',
                itself => found == itself,
            })
}

/// What was written, in capitals and without what only makes it easier to read.
pub(super) fn strip(register: Register, text: &str) -> String {
    let capitals = text.trim().to_uppercase();
    let bare = match register {
        Register::Orcid => capitals.strip_prefix(ORCID_ADDRESS).unwrap_or(&capitals),
        _ => &capitals,
    };
    let number: String = bare.chars().filter(|it| !is_decoration(*it)).collect();
    match (register, number.strip_prefix('8')) {
        // The national identifier (idNatPS) is an 8 and the number of the register.
        (Register::Rpps, Some(rest)) if rest.len() == 11 => rest.to_owned(),
        _ => number,
    }
}

/// The number as its register writes it.
pub(super) fn canonical(register: Register, number: String) -> String {
    match register {
        Register::Orcid => {
            let quarters = [0..4, 4..8, 8..12, 12..16];
            quarters.map(|quarter| &number[quarter]).join("-")
        }
        _ => number,
    }
}

/// White space, and hyphens as keyboards and word processors write them.
fn is_decoration(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
