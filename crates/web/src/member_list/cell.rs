//! Cells that a spreadsheet would take for a formula. Such a cell is written with an apostrophe before it, which makes it
//! text there; a reader takes one off again.

/// With what a formula begins, or a cell that is cut into several.
fn begins_formula(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r')
}

/// Whether `cell` begins with something before which an apostrophe was written.
fn is_marked(cell: &str) -> bool {
    let behind = cell.strip_prefix('\'').and_then(|rest| rest.chars().next());
    behind.is_some_and(|letter| letter == '\'' || begins_formula(letter))
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn guard(cell: &str) -> String {
    let is_formula = cell.chars().next().is_some_and(begins_formula);
    if is_formula || is_marked(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The cell that [`guard`] was given.
pub(super) fn unguard(cell: &str) -> &str {
    if is_marked(cell) { &cell[1..] } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_text_and_a_name_stays_as_it_is() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+43 1 234", "'+43 1 234"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("''", "'''"),
            ("'t Hooft", "'t Hooft"),
            ("'", "'"),
            ("", ""),
            ("Ada", "Ada"),
        ] {
            assert_eq!(guard(cell), written);
            assert_eq!(unguard(written), cell);
        }
    }
}
