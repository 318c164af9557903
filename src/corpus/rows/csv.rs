//! Rows of CSV, parted by commas, semicolons or tabs, whichever makes the header name `id` and `text`.

use std::io::{BufRead, Read};

use super::jsonl::is_utf16;
use super::lines::{Line, Lines};
use super::records::{Record, Records};
use super::{Fields, Met, Refusal, Row, Source, reason, unreadable};

/// The byte-order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
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
        let refuse = |reason, detail: &str| Refusal {
            line: 1,
            id: None,
            reason,
            detail: detail.to_owned(),
        };
        let header = match Lines::new(open()?, LONGEST_HEADER).next() {
            Ok(Some(Line::Whole(header))) => header,
            Ok(Some(Line::TooLong)) => return Err(refuse(reason::NO_TEXT_COLUMN, "the first line is too long")),
            Ok(None) => {
                return Err(Refusal {
                    line: 0,
                    ..refuse(reason::EMPTY, "no rows")
                });
            }
            Err(error) => return Err(unreadable(1, &error)),
        };
        if is_utf16(&header) {
            return Err(refuse(reason::BAD_ENCODING, "UTF-16; save the table as UTF-8"));
        }
        let bytes = header.strip_prefix(MARK).unwrap_or(&header);
        let columns = DELIMITERS
            .iter()
            .find_map(|delimiter| Some((*delimiter, Columns::of(bytes, *delimiter)?)));
        let Some((delimiter, columns)) = columns else {
            return Err(refuse(
                reason::NO_TEXT_COLUMN,
                "the header does not name the columns `id` and `text`",
            ));
        };
        let mut reader = open()?;
        if header.starts_with(MARK) {
            reader
                .read_exact(&mut [0; MARK.len()])
                .map_err(|error| unreadable(1, &error))?;
        }
        let mut records = Records::new(reader, delimiter, max.max(LONGEST_HEADER));
        records.next().map_err(|error| unreadable(1, &error))?;
        records.limit(max);
        Ok(Rows {
            records,
            columns,
            max,
            ended: false,
        })
    }

    fn row(&self, record: &Record) -> Met {
        let line = record.line;
        let refuse = |id: Option<&str>, reason, detail: String| Refusal {
            line,
            id: id.map(str::to_owned),
            reason,
            detail,
        };
        if record.is_too_large {
            return Ok(Err(refuse(
                None,
                reason::TOO_LARGE,
                format!("more than {} bytes", self.max),
            )));
        }
        let Some(fields) = self.records.fields() else {
            let detail = "not UTF-8; save the table as UTF-8".to_owned();
            return Err(refuse(None, reason::BAD_ENCODING, detail));
        };
        let cell = |column: Option<usize>| column.map_or("", |column| fields.get(column).copied().unwrap_or(""));
        let id = Some(cell(Some(self.columns.id))).filter(|id| !id.trim().is_empty());
        if fields.len() != self.columns.width {
            // A text with a delimiter that is not quoted: what looks like its columns are not.
            let detail = format!("{} fields where the header has {}", fields.len(), self.columns.width);
            return Ok(Err(refuse(None, reason::BAD_ROW, detail)));
        }
        let Some(id) = id else {
            return Ok(Err(refuse(None, reason::BAD_ROW, "no `id`".to_owned())));
        };
        let field = |column| {
            Some(cell(column))
                .filter(|value| !value.trim().is_empty())
                .map(str::to_owned)
        };
        let fields = Fields {
            partnership: field(self.columns.partnership),
            project: field(self.columns.project),
            voice: field(self.columns.voice),
            kind: field(self.columns.kind),
            language: field(self.columns.language),
            date: field(self.columns.date),
            speaker: field(self.columns.speaker),
        };
        Ok(Ok(Row {
            line,
            id: id.to_owned(),
            text: cell(Some(self.columns.text)).to_owned(),
            fields,
        }))
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
