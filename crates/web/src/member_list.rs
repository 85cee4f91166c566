//! The list of members as a CSV file: `docs/members-list.md` says what its columns hold.

mod cell;
#[cfg(test)]
mod properties;
mod read;
mod report;

use domain::member_list::{Cells, Column};

pub use read::{BYTES, read};
pub use report::{outcome_words, words_of, write_report};

use crate::transfer::write::table;

/// The list as a file that [`read`] reads.
#[must_use]
pub fn write(lines: &[Cells]) -> Vec<u8> {
    let heading = Column::ALL.map(Column::as_str);
    let row = |cells: &Cells| {
        let cell = |column| {
            cells
                .get(&column)
                .map_or_else(String::new, |it| cell::guard(it))
        };
        Column::ALL.map(cell).to_vec()
    };
    table(Some(&heading), lines.iter().map(row))
}
