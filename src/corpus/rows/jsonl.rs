//! Rows of JSON Lines: one object a line, its text untouched.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::Value;

use super::encoding::{MARK, is_utf16};
use super::lines::{Line, Lines};
use super::{Fields, Met, Refusal, Row, Source, reason, unreadable};

/// The rows of a file.
pub(super) struct Rows {
    lines: Lines<Box<dyn BufRead + Send>>,
    max: u64,
    ended: bool,
}

impl Rows {
    /// The rows that `source` holds, of up to `max` bytes each.
    pub(super) fn open(source: &Source, max: u64) -> Result<Rows, Refusal> {
        let reader = source.open().map_err(|error| unreadable(0, &error))?;
        Ok(Rows { lines: Lines::new(reader, max), max, ended: false })
    }

    /// What a line holds; nothing where it is blank.
    fn row(&self, line: &[u8]) -> Option<Met> {
        let number = self.lines.number;
        let mut bytes = line.trim_ascii();
        if number == 1 {
            if is_utf16(bytes) {
                return Some(Err(Refusal::new(1, reason::BAD_ENCODING, "UTF-16; JSON Lines are UTF-8")));
            }
            bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
        }
        if bytes.is_empty() {
            return None;
        }
        let row = match parse(bytes) {
            Ok(row) => Ok(Row { line: number, ..row }),
            Err((id, detail)) => Err(Refusal { id, ..Refusal::new(number, reason::BAD_ROW, detail) }),
        };
        Some(Ok(row))
    }
}

impl Iterator for Rows {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        while !self.ended {
            let met = match self.lines.next() {
                Ok(None) => None,
                Ok(Some(Line::Whole(line))) => match self.row(&line) {
                    Some(met) => Some(met),
                    None => continue,
                },
                Ok(Some(Line::TooLong)) => {
                    let detail = format!("more than {} bytes", self.max);
                    Some(Ok(Err(Refusal::new(self.lines.number, reason::TOO_LARGE, detail))))
                }
                Err(error) => Some(Err(unreadable(self.lines.number + 1, &error))),
            };
            self.ended = matches!(met, None | Some(Err(_)));
            return met;
        }
        None
    }
}

/// The fields of an object, whatever is in them; others are ignored.
#[derive(Deserialize)]
struct Object {
    id: Option<Value>,
    text: Option<Value>,
    partnership: Option<Value>,
    project: Option<Value>,
    voice: Option<Value>,
    kind: Option<Value>,
    language: Option<Value>,
    date: Option<Value>,
    speaker: Option<Value>,
}

/// A row without its line; or what is wrong, with its id if that much is known.
fn parse(bytes: &[u8]) -> Result<Row, (Option<String>, String)> {
    // A struct can also be read from a list, by position; a row cannot.
    if bytes[0] != b'{' {
        return Err((None, "not a JSON object".to_owned()));
    }
    let object: Object = serde_json::from_slice(bytes).map_err(|error| (None, error.to_string()))?;
    let id = match object.id {
        Some(Value::String(id)) if !id.trim().is_empty() => id,
        Some(Value::Number(number)) if number.is_i64() || number.is_u64() => number.to_string(),
        Some(Value::Number(_)) => return Err((None, "an `id` that is no whole number must be a string".to_owned())),
        _ => return Err((None, "no `id`".to_owned())),
    };
    let Some(Value::String(text)) = object.text else {
        return Err((Some(id), "no `text`".to_owned()));
    };
    let fields = Fields {
        partnership: field(object.partnership),
        project: field(object.project),
        voice: field(object.voice),
        kind: field(object.kind),
        language: field(object.language),
        date: field(object.date),
        speaker: field(object.speaker),
    };
    Ok(Row { line: 0, id, text, fields })
}

/// What a field says. Anything but a string is kept as JSON writes it, to be reported where it means nothing.
fn field(value: Option<Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
        other => Some(other.to_string()),
    }
}
