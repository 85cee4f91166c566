//! Lists of domains as Mastodon writes and reads them: `#domain,#severity,#reject_media,#reject_reports,#public_comment,
//! #obfuscate` for those that are limited, `#domain` for those that are let in. Columns may be missing or in another order,
//! and their names may lack the `#`; a file of one column needs no heading.

use csv::StringRecord;
use domain::domain_allow::DomainAllow;
use domain::domain_block::{Change, DomainBlock};
use domain::domain_list::{LINES, Line};
use domain::kinds::Severity;
use domain::reason::Reason;
use domain::{Error, Result};

use crate::transfer::read::{Columns, number, numbered};
use crate::transfer::write::table;

const DOMAIN: &str = "domain";
const SEVERITY: &str = "severity";
const REJECT_MEDIA: &str = "reject_media";
const REJECT_REPORTS: &str = "reject_reports";
const PUBLIC_COMMENT: &str = "public_comment";
const OBFUSCATE: &str = "obfuscate";

/// The list of limited domains as a file.
#[must_use]
pub fn write_blocks(blocks: &[DomainBlock]) -> Vec<u8> {
    let heading = [
        "#domain",
        "#severity",
        "#reject_media",
        "#reject_reports",
        "#public_comment",
        "#obfuscate",
    ];
    let row = |it: &DomainBlock| {
        vec![
            it.domain.clone(),
            it.severity.as_str().to_owned(),
            it.reject_media.to_string(),
            it.reject_reports.to_string(),
            it.public_comment.clone(),
            it.obfuscate.to_string(),
        ]
    };
    table(Some(&heading), blocks.iter().map(row))
}

/// The list of allowed domains as a file.
#[must_use]
pub fn write_allows(allows: &[DomainAllow]) -> Vec<u8> {
    let row = |it: &DomainAllow| vec![it.domain.clone()];
    table(Some(&["#domain"]), allows.iter().map(row))
}

/// The lines of a list of limited domains; a line that cannot be read says why.
///
/// # Errors
/// `Invalid` when the file as a whole cannot be read.
pub fn read_blocks(bytes: &[u8]) -> Result<Vec<Line<Change>>> {
    read(bytes, |fields| {
        Ok(Change {
            severity: fields.severity()?,
            reject_media: fields.yes_no(REJECT_MEDIA)?,
            reject_reports: fields.yes_no(REJECT_REPORTS)?,
            obfuscate: fields.yes_no(OBFUSCATE)?,
            public_comment: fields.get(PUBLIC_COMMENT).map(str::to_owned),
            private_comment: None,
        })
    })
}

/// The lines of a list of allowed domains.
///
/// # Errors
/// `Invalid` when the file as a whole cannot be read.
pub fn read_allows(bytes: &[u8]) -> Result<Vec<Line<()>>> {
    read(bytes, |_| Ok(()))
}

fn read<T>(
    bytes: &[u8],
    wanted: impl Fn(&Fields<'_>) -> std::result::Result<T, Reason>,
) -> Result<Vec<Line<T>>> {
    let unreadable = || Error::invalid("file", "is no CSV file in UTF-8");
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable())?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let records: Vec<StringRecord> = reader
        .records()
        .take(LINES + 2)
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| unreadable())?;
    if records.len() > LINES + 1 {
        return Err(Error::invalid("file", "has too many lines"));
    }
    let heading = records.first().and_then(heading);
    let skipped = usize::from(heading.is_some());
    let columns = heading.unwrap_or_else(|| numbered([DOMAIN].into_iter()));
    let lines = records.iter().skip(skipped).map(|record| {
        let fields = Fields {
            columns: &columns,
            record,
        };
        Line {
            number: u64::try_from(number(text, record)).unwrap_or_default(),
            domain: fields.get(DOMAIN).unwrap_or_default().to_owned(),
            wanted: wanted(&fields),
        }
    });
    Ok(lines.collect())
}

/// The columns that the first line names, if it is a heading.
fn heading(first: &StringRecord) -> Option<Columns> {
    let columns = numbered(first.iter().map(|name| name.trim_start_matches('#')));
    columns.contains_key(DOMAIN).then_some(columns)
}

struct Fields<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
}

impl Fields<'_> {
    /// What stands in a column; `None` where there is none.
    fn get(&self, name: &str) -> Option<&str> {
        self.record.get(*self.columns.get(name)?)
    }

    fn severity(&self) -> std::result::Result<Option<Severity>, Reason> {
        match self.get(SEVERITY).unwrap_or_default() {
            "" => Ok(None),
            word => match Severity::parse(word) {
                Some(severity) => Ok(Some(severity)),
                None => Err("has a severity other than suspend, silence or noop".into()),
            },
        }
    }

    fn yes_no(&self, name: &str) -> std::result::Result<Option<bool>, Reason> {
        let word = self.get(name).unwrap_or_default();
        match word.to_ascii_lowercase().as_str() {
            "" => Ok(None),
            "true" | "t" | "1" => Ok(Some(true)),
            "false" | "f" | "0" => Ok(Some(false)),
            _ => Err("has something other than true or false where one is expected".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_mastodon_is_read_whatever_its_columns() {
        let whole = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\r\n\
                     bad.example,suspend,TRUE,false,\"spam, and \"\"worse\"\"\",t\r\n\r\n\
                     loud.example,noop,,,,\r\n";
        let lines = read_blocks(whole.as_bytes()).expect("reads");
        let numbers: Vec<_> = lines.iter().map(|it| (it.number, &*it.domain)).collect();
        assert_eq!(numbers, [(2, "bad.example"), (4, "loud.example")]);
        let first = lines[0].wanted.as_ref().expect("is read");
        assert_eq!(first.severity, Some(Severity::Suspend));
        assert_eq!(
            (first.reject_media, first.reject_reports),
            (Some(true), Some(false))
        );
        assert_eq!(first.public_comment.as_deref(), Some("spam, and \"worse\""));
        assert_eq!(first.obfuscate, Some(true));
        let second = lines[1].wanted.as_ref().expect("is read");
        assert_eq!(
            (second.severity, second.reject_media),
            (Some(Severity::Noop), None)
        );
        for text in [
            "bad.example\nloud.example",
            "severity,domain\n,bad.example\nsilence,loud.example",
        ] {
            let lines = read_blocks(text.as_bytes()).expect("reads");
            let names: Vec<_> = lines.iter().map(|it| &*it.domain).collect();
            assert_eq!(names, ["bad.example", "loud.example"], "{text}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_says_why() {
        let text = "#domain,#severity,#reject_media\na.example,ban,\nb.example,silence,perhaps";
        let lines = read_blocks(text.as_bytes()).expect("reads");
        assert!(lines.iter().all(|line| line.wanted.is_err()), "{lines:?}");
        let long = "a.example\n".repeat(LINES + 2);
        for bytes in [&b"\xff\xfe"[..], long.as_bytes()] {
            assert!(matches!(read_allows(bytes), Err(Error::Invalid { .. })));
        }
    }
}
