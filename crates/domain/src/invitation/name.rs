//! The name of a new account that nobody said: from what the person is called where they were entered.

use storage::{Transaction, account};

use crate::error::Result;
use crate::names::{check_local_username, is_reserved_username};

/// Letters of a name, so that a number has room behind it.
const LETTERS: usize = 24;
/// How many numbers are tried before one is drawn by chance.
const NUMBERS: u32 = 20;

/// A free name that looks like `like`.
pub(super) async fn free(tx: &Transaction, like: &str) -> Result<String> {
    let base = base(like);
    let numbered = (2..NUMBERS).map(|number| format!("{base}{number}"));
    let names: Vec<String> = std::iter::once(base.clone()).chain(numbered).collect();
    for name in names {
        let taken = account::find_by_acct(&**tx, &name, None).await?.is_some();
        if !taken && !is_reserved_username(&name) {
            return Ok(name);
        }
    }
    Ok(format!("{base}{}", rand::random::<u16>()))
}

/// What stands before the `@`, of the letters that names have.
fn base(like: &str) -> String {
    let local = like.split('@').next().unwrap_or_default();
    let mut base: String = local
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .take(LETTERS)
        .collect();
    base.make_ascii_lowercase();
    let trimmed = base.trim_matches('_');
    match check_local_username(trimmed) {
        Ok(()) => trimmed.to_owned(),
        Err(_) => "member".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_letters_that_names_have() {
        for (given, expected) in [
            ("Ada.Lovelace@hospital.example", "ada_lovelace"),
            ("ada", "ada"),
            ("…@hospital.example", "member"),
            ("", "member"),
            (
                "a0123456789a0123456789a0123456789",
                "a0123456789a0123456789a0",
            ),
        ] {
            assert_eq!(base(given), expected, "{given}");
        }
    }
}
