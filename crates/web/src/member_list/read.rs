//! Reading a list: with commas, semicolons or tabs, as its first line has it.

use csv::StringRecord;
use domain::member_list::{Cells, Column, File, LINES, Line};
use domain::reason::Reason;
use domain::{Error, Result};

use super::cell::unguard;
use crate::transfer::read::number;

/// Bytes of a file at most.
pub const BYTES: usize = 8 * 1024 * 1024;
/// Characters of a cell at most: one that is longer is a quotation mark without its second.
const CELL: usize = 1_000;
/// What stands between cells.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The lines of a list; one that cannot be read says why.
///
/// # Errors
/// `Invalid` when the file as a whole cannot be read, with the remedy.
pub fn read(bytes: &[u8]) -> Result<File> {
    if bytes.len() > BYTES {
        let reason = Reason::new("is larger than {most} MB: bring it in parts");
        let most = BYTES / 1024 / 1024;
        return Err(Error::invalid("file", reason.with("most", most)));
    }
    let text = decode(bytes)?;
    let (separator, columns) = heading(text)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(true)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| unreadable())?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if lines.len() == LINES {
            let reason = Reason::new("has more than {most} lines: bring it in parts");
            return Err(Error::invalid("file", reason.with("most", LINES)));
        }
        lines.push(Line {
            number: number(text, &record),
            cells: cells(&columns, &record),
        });
    }
    if lines.is_empty() {
        let remedy = "has no line below its first one, which names the columns";
        return Err(Error::invalid("file", remedy));
    }
    let unknown = columns.into_iter().filter_map(std::result::Result::err);
    Ok(File {
        lines,
        unknown: unknown.collect(),
    })
}

fn unreadable() -> Error {
    let remedy =
        "is not encoded as UTF-8: save it in the spreadsheet as “CSV UTF-8”, and bring that file";
    Error::invalid("file", remedy)
}

/// The text without the mark that some programs write before it (BOM).
fn decode(bytes: &[u8]) -> Result<&str> {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if wide || bytes.contains(&0) {
        let remedy = "is encoded as UTF-16 (“Unicode text”): save it in the spreadsheet as “CSV UTF-8”, and bring that file";
        return Err(Error::invalid("file", remedy));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable())?;
    Ok(text.trim_start_matches('\u{feff}'))
}

/// A column that is known, or the name of one that is not.
type Named = std::result::Result<Column, String>;

/// What stands between cells, and which columns there are: by the separator with which most of them are known.
fn heading(text: &str) -> Result<(u8, Vec<Named>)> {
    let best = SEPARATORS
        .into_iter()
        .filter_map(|separator| Some((separator, named(text, separator)?)))
        .max_by_key(|(_, columns)| columns.iter().filter(|named| named.is_ok()).count());
    let (separator, columns) = best.unwrap_or_default();
    if !columns.contains(&Ok(Column::Email)) {
        let remedy = "has no column called email: the first line names the columns, such as email,name,member_until";
        return Err(Error::invalid("file", remedy));
    }
    let twice = Column::ALL.into_iter().find(|column| {
        let same = columns.iter().filter(|named| **named == Ok(*column));
        same.count() > 1
    });
    match twice {
        Some(column) => {
            let reason = Reason::new("has two columns called {column}: leave one of them out");
            let reason = reason.with("column", column.as_str());
            Err(Error::invalid("file", reason))
        }
        None => Ok((separator, columns)),
    }
}

/// The columns that the first line names, if it is cut at `separator`.
fn named(text: &str, separator: u8) -> Option<Vec<Named>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let first = reader.records().next()?.ok()?;
    let name = |name: &str| {
        let shown = || name.trim().chars().take(CELL).collect();
        Column::parse(unguard(name.trim())).ok_or_else(shown)
    };
    Some(first.iter().map(name).collect())
}

fn cells(columns: &[Named], record: &StringRecord) -> std::result::Result<Cells, Reason> {
    let beyond = record.iter().skip(columns.len());
    if beyond.into_iter().any(|cell| !cell.trim().is_empty()) {
        let remedy = "has more cells than the first line has columns: put a cell with a separator in it between quotation marks";
        return Err(remedy.into());
    }
    let mut cells = Cells::new();
    for (at, named) in columns.iter().enumerate() {
        let cell = record.get(at).unwrap_or_default().trim();
        if cell.len() > CELL {
            let remedy =
                "has a very long cell: look for a quotation mark that opens and does not close";
            return Err(remedy.into());
        }
        if let Ok(column) = named {
            cells.insert(*column, unguard(cell).to_owned());
        }
    }
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(file: &File, line: usize, column: Column) -> &str {
        let cells = file.lines[line].cells.as_ref().expect("is read");
        cells.get(&column).map_or("", String::as_str)
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        for (separator, end) in [(',', "\n"), (';', "\r\n"), ('\t', "\r\n")] {
            for mark in ["", "\u{feff}"] {
                let lines = [
                    ["Name", "EMAIL", "Phone", " Specialties "],
                    [
                        "\"Müller; Ada,\nMD\"",
                        "ada@clinic.example",
                        "'+43",
                        "\"cardiology|nephrology\"",
                    ],
                    ["", "", "", ""],
                    ["Bo", "bo@clinic.example", "", ""],
                ];
                let lines = lines.map(|cells| cells.join(&separator.to_string()));
                let text = format!("{mark}{}{end}", lines.join(end));
                let file = read(text.as_bytes()).expect("is read");
                assert_eq!(file.unknown, ["Phone"], "{text}");
                let numbers: Vec<i64> = file.lines.iter().map(|line| line.number).collect();
                assert_eq!(numbers, [2, 5], "{text}");
                assert_eq!(cell(&file, 0, Column::Name), "Müller; Ada,\nMD");
                assert_eq!(cell(&file, 0, Column::Specialties), "cardiology|nephrology");
                assert_eq!(cell(&file, 1, Column::Email), "bo@clinic.example");
            }
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_says_what_helps() {
        let wide: Vec<u8> = "email\nada@a.example"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = [b"\xff\xfe".as_slice(), &wide].concat();
        let long = format!("email\n{}", "a@b.example\n".repeat(LINES + 1));
        let large = vec![b'a'; BYTES + 1];
        for (bytes, words) in [
            (&b"email,name\nada@a.example,M\xfcller"[..], "CSV UTF-8"),
            (&wide, "UTF-16"),
            (&marked, "UTF-16"),
            (b"", "no column called email"),
            (b"name,phone\nAda,1", "no column called email"),
            (b"email,name", "no line below"),
            (
                b"email,name,Email\na@b.example,x,",
                "two columns called email",
            ),
            (long.as_bytes(), "20000 lines"),
            (&large, "8 MB"),
        ] {
            let refused = read(bytes).expect_err("cannot be read");
            assert!(refused.to_string().contains(words), "{refused}");
        }
    }

    #[test]
    fn a_line_that_does_not_fit_the_columns_is_refused_alone() {
        let text = format!(
            "email,name\na@b.example,Ada,Lovelace\nb@b.example\nc@b.example,\"{}\"",
            "x".repeat(CELL + 1)
        );
        let file = read(text.as_bytes()).expect("is read");
        let read: Vec<bool> = file.lines.iter().map(|line| line.cells.is_ok()).collect();
        assert_eq!(read, [false, true, false]);
        assert_eq!(cell(&file, 1, Column::Name), "");
    }
}
