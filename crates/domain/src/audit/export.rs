//! The log as a file, for whoever looks after several servers or has to keep it.

use std::io::Write;

use serde_json::json;
use storage::audit;

use super::read::BATCH;
use super::{Actor, AuditEntry, record_export};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::error::{Error, Result};

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An object a line.
    Ndjson,
    /// A row an entry, below a line of names.
    Csv,
}

const COLUMNS: [&str; 8] = [
    "seq",
    "at",
    "actor",
    "action",
    "subject",
    "detail",
    "previous_hash",
    "hash",
];

/// Writes the entries from `since` on, in their order, and returns how many. That somebody did it is an entry itself, which
/// comes first and is in the file.
///
/// # Errors
/// When the database refuses or the file cannot be written.
pub async fn export(
    ctx: &Context,
    by: &Actor,
    since: Option<Timestamp>,
    format: Format,
    to: &mut (impl Write + Send),
) -> Result<u64> {
    record_export(ctx, by, "audit.export").await?;
    if format == Format::Csv {
        write(to, &row(COLUMNS.map(str::to_owned))?)?;
    }
    let (mut after, mut count) = (0, 0);
    loop {
        let entries = audit::list_after(ctx.db.read(), after, since, BATCH).await?;
        let Some(last) = entries.last() else {
            return Ok(count);
        };
        after = last.seq;
        for entry in entries {
            count += 1;
            write(to, &line(entry, format)?)?;
        }
    }
}

fn line(entry: AuditEntry, format: Format) -> Result<Vec<u8>> {
    let at = entry.at.to_rfc3339();
    if format == Format::Csv {
        return row([
            entry.seq.to_string(),
            at,
            entry.actor,
            entry.action,
            entry.subject,
            entry.detail,
            entry.previous_hash,
            entry.hash,
        ]);
    }
    let object = json!({
        "seq": entry.seq,
        "at": at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    });
    Ok(format!("{object}\n").into_bytes())
}

fn row(cells: [String; 8]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(Error::internal)?;
    writer
        .into_inner()
        .map_err(|_| Error::internal("a row of CSV"))
}

fn write(to: &mut impl Write, bytes: &[u8]) -> Result<()> {
    to.write_all(bytes).map_err(Error::internal)
}
