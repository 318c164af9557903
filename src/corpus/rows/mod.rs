//! Files that hold one document a row: JSON Lines and CSV. They are streamed, twice: once to find the ids that occur more
//! than once, and once for the rows.

mod csv;
mod encoding;
mod jsonl;
mod lines;
mod records;
mod repeated;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor};
use std::iter;
use std::path::PathBuf;
use std::sync::Arc;

use super::reason::{self, skipped};
use super::{Content, Context, Corpus, Event, Events, Item};
use crate::record::Skipped;
use repeated::Ids;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    JsonLines,
    Csv,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
        }
    }
}

/// Where the rows are, to be opened more than once.
pub(super) enum Source {
    File(PathBuf),
    Bytes(Arc<[u8]>),
}

impl Source {
    fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(match self {
            Source::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
            Source::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

/// A row that has an id and a text.
#[derive(Debug, Default)]
pub(super) struct Row {
    line: u64,
    id: String,
    text: String,
    fields: Fields,
}

/// What a row may say beside that; an empty value says nothing.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) partnership: Option<String>,
    pub(super) project: Option<String>,
    pub(super) voice: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) language: Option<String>,
    pub(super) date: Option<String>,
    pub(super) speaker: Option<String>,
}

/// Why a row, or all that follow, cannot be read.
#[derive(Debug)]
struct Refusal {
    line: u64,
    id: Option<String>,
    reason: &'static str,
    detail: String,
}

impl Refusal {
    /// A refusal of what stands on a line, or of the whole file where that is 0.
    fn new(line: u64, reason: &'static str, detail: impl Into<String>) -> Refusal {
        Refusal { line, id: None, reason, detail: detail.into() }
    }
}

/// What reading rows meets: a row, a row that is refused, or (as an error) the end of all reading.
type Met = Result<Result<Row, Refusal>, Refusal>;

/// The events of one file of rows; `context` is what the manifest says of the file.
pub(super) fn events<'c>(
    corpus: &'c Corpus<'_>,
    document: String,
    context: Context,
    format: Format,
    source: Source,
) -> Events<'c> {
    let max = corpus.options.max_document;
    let both = || Ok((repeated_ids(format, &source, max)?, read(format, &source, max)?));
    let (repeated, rows) = match both() {
        Ok(both) => both,
        Err(refusal) => return Box::new(iter::once(refused(&document, refusal))),
    };
    let mut seen = BTreeSet::new();
    Box::new(rows.map(move |met| {
        let row = match met {
            Ok(Ok(row)) => row,
            Ok(Err(refusal)) | Err(refusal) => return refused(&document, refusal),
        };
        let refuse = |row: Row, reason, detail: &str| {
            let refusal = Refusal::new(row.line, reason, detail);
            refused(&document, Refusal { id: Some(row.id), ..refusal })
        };
        if repeated.contains(&row.id) && !seen.insert(row.id.clone()) {
            return refuse(row, reason::DUPLICATE_ID, "an earlier row has this id");
        }
        if row.text.trim().is_empty() {
            return refuse(row, reason::EMPTY, "the text is empty");
        }
        let context = corpus.row_context(&context, &document, &row.id, row.fields);
        let content = Content::Row { text: row.text, format: format.name() };
        Event::Item(Box::new(Item { document: document.clone(), unit: Some(row.id), content, context }))
    }))
}

fn read(format: Format, source: &Source, max: u64) -> Result<Box<dyn Iterator<Item = Met> + Send>, Refusal> {
    Ok(match format {
        Format::JsonLines => Box::new(jsonl::Rows::open(source, max)?),
        Format::Csv => Box::new(csv::Rows::open(source, max)?),
    })
}

/// The first pass.
fn repeated_ids(format: Format, source: &Source, max: u64) -> Result<repeated::Repeated, Refusal> {
    let mut ids = Ids::new(repeated::RUN);
    let mut is_empty = true;
    for met in read(format, source, max)? {
        is_empty = false;
        if let Ok(row) = met? {
            ids.push(&row.id).map_err(|error| unreadable(row.line, &error))?;
        }
    }
    if is_empty {
        return Err(Refusal::new(0, reason::EMPTY, "no rows"));
    }
    ids.into_repeated().map_err(|error| unreadable(0, &error))
}

fn unreadable(line: u64, error: &io::Error) -> Refusal {
    Refusal::new(line, reason::UNREADABLE, error.to_string())
}

fn refused(document: &str, refusal: Refusal) -> Event {
    let Refusal { line, id, reason, detail } = refusal;
    let detail = if line == 0 { detail } else { format!("line {line}: {detail}") };
    Event::Skipped(Skipped { unit: id, ..skipped(document, reason, detail) })
}

#[cfg(test)]
mod tests;
