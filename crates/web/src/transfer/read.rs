//! Files as Mastodon and its relatives write them: with a heading or without, with fewer columns than Mastodon's.

use std::collections::HashMap;

use csv::StringRecord;
use domain::import::{Entry, LINES, NewLine};
use domain::kinds::{ImportKind, ImportProblem};

/// What is shown of a line, in characters.
const SHOWN: usize = 200;

/// Why a file cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not UTF-8.
    Encoding,
    /// Nothing stands in it.
    Empty,
    /// Its heading has no column of what it is about.
    Columns,
    /// Its heading is that of another kind.
    Kind(ImportKind),
    /// It has more lines than are taken.
    TooLong,
}

const ADDRESS: &str = "Account address";
const BOOSTS: &str = "Show boosts";
const NOTIFY: &str = "Notify on new posts";
const LANGUAGES: &str = "Languages";
const HIDE: &str = "Hide notifications";
const LIST: &str = "List name";
const DOMAIN: &str = "#domain";
const URI: &str = "#uri";

/// The columns of a file without a heading, and those that one with a heading must have.
fn columns(kind: ImportKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        ImportKind::Following => (&[ADDRESS, BOOSTS, NOTIFY, LANGUAGES], &[ADDRESS]),
        ImportKind::Lists => (&[LIST, ADDRESS], &[LIST, ADDRESS]),
        ImportKind::Blocks => (&[ADDRESS], &[ADDRESS]),
        ImportKind::Mutes => (&[ADDRESS, HIDE], &[ADDRESS]),
        ImportKind::DomainBlocks => (&[DOMAIN], &[DOMAIN]),
        ImportKind::Bookmarks => (&[URI], &[URI]),
    }
}

/// The kind that alone has this column.
fn kind_of(column: &str) -> Option<ImportKind> {
    match column {
        BOOSTS | NOTIFY => Some(ImportKind::Following),
        HIDE => Some(ImportKind::Mutes),
        LIST => Some(ImportKind::Lists),
        DOMAIN => Some(ImportKind::DomainBlocks),
        URI => Some(ImportKind::Bookmarks),
        _ => None,
    }
}

/// Reads every line; those that cannot be read say why.
pub fn read(kind: ImportKind, bytes: &[u8]) -> Result<Vec<NewLine>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Encoding)?;
    let text = text.trim_start_matches('\u{feff}').replace('\0', "");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        records.push(record.map_err(|_| Unreadable::Encoding)?);
        if records.len() > LINES + 1 {
            return Err(Unreadable::TooLong);
        }
    }
    let heading = heading(kind, records.first().ok_or(Unreadable::Empty)?)?;
    let skipped = usize::from(heading.is_some());
    let columns = heading.unwrap_or_else(|| numbered(columns(kind).0.iter().copied()));
    let lines = records.iter().skip(skipped);
    let lines: Vec<NewLine> = lines
        .map(|record| NewLine {
            number: number(&text, record),
            text: shown(record),
            entry: entry(
                kind,
                &Fields {
                    columns: &columns,
                    record,
                },
            ),
        })
        .collect();
    if lines.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(lines)
}

pub(crate) type Columns = HashMap<String, usize>;

pub(crate) fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> Columns {
    let numbered = names.enumerate();
    numbered.map(|(at, name)| (name.to_owned(), at)).collect()
}

/// The columns that the first line names, if it is a heading.
fn heading(kind: ImportKind, first: &StringRecord) -> Result<Option<Columns>, Unreadable> {
    let known = |name: &str| name == ADDRESS || name == LANGUAGES || kind_of(name).is_some();
    if !first.iter().any(known) {
        return Ok(None);
    }
    let other = first.iter().find_map(kind_of).filter(|it| *it != kind);
    if let Some(other) = other {
        return Err(Unreadable::Kind(other));
    }
    let columns_there = numbered(first.iter());
    let needed = columns(kind).1;
    if needed.iter().all(|name| columns_there.contains_key(*name)) {
        Ok(Some(columns_there))
    } else {
        Err(Unreadable::Columns)
    }
}

/// The number of the line as an editor counts; the reader's position lies before the empty lines that it skips.
pub(crate) fn number(text: &str, record: &StringRecord) -> i64 {
    let (line, byte) = record
        .position()
        .map_or((0, 0), |at| (at.line(), at.byte()));
    let rest = usize::try_from(byte).ok().and_then(|at| text.get(at..));
    let ends = rest.unwrap_or_default().chars();
    let ends = ends.take_while(|it| matches!(it, '\r' | '\n'));
    let skipped = ends.filter(|it| *it == '\n').count();
    i64::try_from(line).unwrap_or_default() + i64::try_from(skipped).unwrap_or_default()
}

fn shown(record: &StringRecord) -> String {
    let fields: Vec<&str> = record.iter().collect();
    fields.join(",").chars().take(SHOWN).collect()
}

/// The fields of a line by the names of their columns; one that is missing is empty.
struct Fields<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
}

impl Fields<'_> {
    fn get(&self, name: &str) -> &str {
        let at = self.columns.get(name);
        at.and_then(|at| self.record.get(*at)).unwrap_or_default()
    }

    fn yes_no(&self, name: &str) -> Result<Option<bool>, ImportProblem> {
        match self.get(name).to_ascii_lowercase().as_str() {
            "" => Ok(None),
            "true" | "1" | "yes" => Ok(Some(true)),
            "false" | "0" | "no" => Ok(Some(false)),
            _ => Err(ImportProblem::YesNo),
        }
    }
}

fn entry(kind: ImportKind, fields: &Fields<'_>) -> Result<Entry, ImportProblem> {
    let acct = || Entry::acct(fields.get(ADDRESS));
    Ok(match kind {
        ImportKind::Following => Entry::Follow {
            acct: acct()?,
            reblogs: fields.yes_no(BOOSTS)?,
            notify: fields.yes_no(NOTIFY)?,
            languages: match fields.get(LANGUAGES) {
                "" => None,
                written => Some(Entry::languages(written)?),
            },
        },
        ImportKind::Lists => Entry::ListMember {
            list: Entry::list(fields.get(LIST))?,
            acct: acct()?,
        },
        ImportKind::Blocks => Entry::Block { acct: acct()? },
        ImportKind::Mutes => Entry::Mute {
            acct: acct()?,
            notifications: fields.yes_no(HIDE)?.unwrap_or(true),
        },
        ImportKind::DomainBlocks => Entry::DomainBlock {
            domain: Entry::domain(fields.get(DOMAIN))?,
        },
        ImportKind::Bookmarks => Entry::Bookmark {
            uri: Entry::uri(fields.get(URI))?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(acct: &str, reblogs: Option<bool>, languages: Option<&[&str]>) -> Entry {
        Entry::Follow {
            acct: acct.to_owned(),
            reblogs,
            notify: reblogs.map(|_| true),
            languages: languages.map(|list| list.iter().map(|&tag| tag.to_owned()).collect()),
        }
    }

    #[test]
    fn a_file_of_mastodon_is_read_with_its_columns_in_any_order() {
        let text = "Languages,Account address,Show boosts,Notify on new posts\r\n\
                    \"en, de\",Ada@B.example,false,true\r\n\r\n,@bo@b.example,,\r\n";
        let lines = read(ImportKind::Following, text.as_bytes()).expect("reads");
        let entries: Vec<_> = lines.iter().map(|it| (it.number, &it.entry)).collect();
        let (ada, bo) = (
            Ok(follow("Ada@b.example", Some(false), Some(&["en", "de"]))),
            Ok(follow("bo@b.example", None, None)),
        );
        assert_eq!(entries, [(2, &ada), (4, &bo)]);
    }

    #[test]
    fn a_file_without_a_heading_is_read_by_its_order() {
        let text = "\u{feff}\"Ward, night\",ada\nnobody\n";
        let lines = read(ImportKind::Lists, text.as_bytes()).expect("reads");
        let ada = Entry::ListMember {
            list: "Ward, night".into(),
            acct: "ada".into(),
        };
        assert_eq!(lines[0].entry, Ok(ada));
        assert_eq!(lines[1].entry, Err(ImportProblem::Address));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        for (kind, text, problem) in [
            (ImportKind::Blocks, "a b", ImportProblem::Address),
            (ImportKind::Mutes, "ada,perhaps", ImportProblem::YesNo),
            (
                ImportKind::DomainBlocks,
                "not a host",
                ImportProblem::Domain,
            ),
            (ImportKind::Bookmarks, "javascript:x", ImportProblem::Link),
            (ImportKind::Lists, ",ada", ImportProblem::ListTitle),
            (
                ImportKind::Following,
                "ada,true,true,klingon",
                ImportProblem::Languages,
            ),
        ] {
            let lines = read(kind, text.as_bytes()).expect("reads");
            assert_eq!(lines[0].entry, Err(problem), "{text}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_meant_is_refused() {
        let long = "a@b.example\n".repeat(LINES + 2);
        for (kind, bytes, why) in [
            (ImportKind::Blocks, &b"\xff\xfe"[..], Unreadable::Encoding),
            (ImportKind::Blocks, b"\n\n", Unreadable::Empty),
            (ImportKind::Blocks, b"Account address\n", Unreadable::Empty),
            (
                ImportKind::Blocks,
                b"Account address,Show boosts\nada,true",
                Unreadable::Kind(ImportKind::Following),
            ),
            (
                ImportKind::Lists,
                b"Account address\nada",
                Unreadable::Columns,
            ),
            (ImportKind::Blocks, long.as_bytes(), Unreadable::TooLong),
        ] {
            assert_eq!(read(kind, bytes), Err(why));
        }
    }
}
