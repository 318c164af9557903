//! Rows of CSV, parted by commas, semicolons or tabs, whichever makes the header name `id` and `text`.

use std::io::{BufRead, Read};

use super::encoding::{MARK, is_utf16};
use super::lines::{Line, Lines};
use super::records::{Record, Records};
use super::{Fields, Met, Refusal, Row, Source, reason, unreadable};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// How long the line of the header may be.
const LONGEST_HEADER: u64 = 1 << 20;

/// The rows of a file.
pub(super) struct Rows {
    records: Records<Box<dyn BufRead + Send>>,
    columns: Columns,
    max: u64,
    ended: bool,
}

impl Rows {
    /// The rows that `source` holds, of up to `max` bytes each; refused where its header does not name `id` and `text`.
    pub(super) fn open(source: &Source, max: u64) -> Result<Rows, Refusal> {
        let open = || source.open().map_err(|error| unreadable(0, &error));
        let no_columns = |detail: &str| Refusal::new(1, reason::NO_TEXT_COLUMN, detail);
        let header = match Lines::new(open()?, LONGEST_HEADER).next() {
            Ok(Some(Line::Whole(header))) => header,
            Ok(Some(Line::TooLong)) => return Err(no_columns("the first line is too long")),
            Ok(None) => return Err(Refusal::new(0, reason::EMPTY, "no rows")),
            Err(error) => return Err(unreadable(1, &error)),
        };
        if is_utf16(&header) {
            return Err(Refusal::new(1, reason::BAD_ENCODING, "UTF-16; save the table as UTF-8"));
        }
        let names = header.strip_prefix(MARK).unwrap_or(&header);
        let columns = DELIMITERS.iter().find_map(|delimiter| Some((*delimiter, Columns::of(names, *delimiter)?)));
        let Some((delimiter, columns)) = columns else {
            return Err(no_columns("the header does not name the columns `id` and `text`"));
        };
        let mut reader = open()?;
        if header.starts_with(MARK) {
            reader.read_exact(&mut [0; MARK.len()]).map_err(|error| unreadable(1, &error))?;
        }
        let mut records = Records::new(reader, delimiter, max.max(LONGEST_HEADER));
        records.next().map_err(|error| unreadable(1, &error))?;
        records.limit(max);
        Ok(Rows { records, columns, max, ended: false })
    }

    fn row(&self, record: &Record) -> Met {
        let bad_row = |detail: &str| Ok(Err(Refusal::new(record.line, reason::BAD_ROW, detail)));
        if record.is_too_large {
            let detail = format!("more than {} bytes", self.max);
            return Ok(Err(Refusal::new(record.line, reason::TOO_LARGE, detail)));
        }
        let Some(cells) = self.records.fields() else {
            return Err(Refusal::new(record.line, reason::BAD_ENCODING, "not UTF-8; save the table as UTF-8"));
        };
        if record.is_unclosed {
            return bad_row("a quotation mark is not closed up to the end of the file");
        }
        let columns = &self.columns;
        if cells.len() != columns.width {
            // A text with a delimiter that is not quoted: what looks like its columns are not.
            return bad_row(&format!("{} fields where the header has {}", cells.len(), columns.width));
        }
        let (id, text) = (cells[columns.id], cells[columns.text]);
        if id.trim().is_empty() {
            return bad_row("no `id`");
        }
        let cell = |column: Option<usize>| {
            let value = cells[column?];
            (!value.trim().is_empty()).then(|| value.to_owned())
        };
        let fields = Fields {
            partnership: cell(columns.partnership),
            project: cell(columns.project),
            voice: cell(columns.voice),
            kind: cell(columns.kind),
            language: cell(columns.language),
            date: cell(columns.date),
            speaker: cell(columns.speaker),
        };
        Ok(Ok(Row { line: record.line, id: id.to_owned(), text: text.to_owned(), fields }))
    }
}

impl Iterator for Rows {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        if self.ended {
            return None;
        }
        let met = match self.records.next() {
            Ok(record) => record.map(|record| self.row(&record)),
            Err(error) => Some(Err(unreadable(self.records.line(), &error))),
        };
        self.ended = matches!(met, None | Some(Err(_)));
        met
    }
}

/// Where the header names what; of two columns with one name, the first.
struct Columns {
    id: usize,
    text: usize,
    partnership: Option<usize>,
    project: Option<usize>,
    voice: Option<usize>,
    kind: Option<usize>,
    language: Option<usize>,
    date: Option<usize>,
    speaker: Option<usize>,
    width: usize,
}

impl Columns {
    fn of(header: &[u8], delimiter: u8) -> Option<Columns> {
        let mut records = Records::new(header, delimiter, header.len() as u64);
        records.next().ok()??;
        let names = records.fields()?;
        let find = |wanted: &str| names.iter().position(|name| name.trim() == wanted);
        Some(Columns {
            id: find("id")?,
            text: find("text")?,
            partnership: find("partnership"),
            project: find("project"),
            voice: find("voice"),
            kind: find("kind"),
            language: find("language"),
            date: find("date"),
            speaker: find("speaker"),
            width: names.len(),
        })
    }
}
