//! Rows of JSON Lines: one object a line, its text untouched.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::Value;

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
        Ok(Rows {
            lines: Lines::new(reader, max),
            max,
            ended: false,
        })
    }

    fn row(&self, line: &[u8]) -> Option<Met> {
        let number = self.lines.number;
        let refuse = |reason, detail: String| Refusal {
            line: number,
            id: None,
            reason,
            detail,
        };
        let bytes = if number == 1 {
            line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
        } else {
            line
        };
        if number == 1 && is_utf16(line) {
            return Some(Err(refuse(
                reason::BAD_ENCODING,
                "UTF-16; JSON Lines are UTF-8".to_owned(),
            )));
        }
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return None;
        }
        Some(Ok(parse(bytes)
            .map_err(|(id, detail)| Refusal {
                id,
                ..refuse(reason::BAD_ROW, detail)
            })
            .map(|row| Row { line: number, ..row })))
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
                    Some(Ok(Err(Refusal {
                        line: self.lines.number,
                        id: None,
                        reason: reason::TOO_LARGE,
                        detail,
                    })))
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
    Ok(Row {
        line: 0,
        id,
        text,
        fields,
    })
}

/// What a field says. Anything but a string is kept as JSON writes it, to be reported where it means nothing.
fn field(value: Option<Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
        other => Some(other.to_string()),
    }
}

/// Whether a file begins with a byte-order mark of UTF-16.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}
