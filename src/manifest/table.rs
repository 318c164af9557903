//! Reading a TOML table key by key, gathering every fault on the way instead of stopping at the first.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::nearest::nearest;
use crate::error::Fault;

/// One table of the file and where its header stands.
#[derive(Clone, Copy)]
pub(super) struct Table<'t> {
    pub(super) map: &'t DeTable<'t>,
    /// Byte offset of the header.
    pub(super) at: usize,
    /// How messages call it.
    pub(super) name: &'static str,
}

/// A string of the file and the byte offset where it stands.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) value: &'t str,
    pub(super) at: usize,
}

/// The faults of one file, as they are found.
pub(super) struct Faults<'a> {
    path: &'a Path,
    text: &'a str,
    found: Vec<Fault>,
    /// How many of the first found are faults of syntax.
    syntax: usize,
}

impl<'a> Faults<'a> {
    /// Faults of `path`, whose contents are `text`, beginning with those of its syntax.
    pub(super) fn new(path: &'a Path, text: &'a str, errors: &[toml::de::Error]) -> Self {
        let syntax = |error: &toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            Fault::at(path, text, at, error.message(), "")
        };
        Faults { path, text, found: errors.iter().map(syntax).collect(), syntax: errors.len() }
    }

    /// Notes a fault at a byte offset.
    pub(super) fn add(&mut self, at: usize, what: impl Into<String>, expected: impl Into<String>) {
        self.found.push(Fault::at(self.path, self.text, at, what, expected));
    }

    /// Notes that something is not there, unless it may be there but unreadable because the syntax is broken.
    pub(super) fn add_absent(&mut self, at: usize, what: impl Into<String>, expected: impl Into<String>) {
        if self.syntax == 0 {
            self.add(at, what, expected);
        }
    }

    /// All faults by position, less those that broken syntax may have made: on a broken line, or below a broken header,
    /// from where on keys are counted to the table above.
    pub(super) fn into_sorted(mut self) -> Vec<Fault> {
        let rest = self.found.split_off(self.syntax);
        let broken: Vec<usize> = self.found.iter().map(|fault| fault.line).collect();
        let lines: Vec<&str> = self.text.lines().collect();
        let is_header = |line: usize| lines.get(line - 1).is_some_and(|text| text.trim_start().starts_with('['));
        let end = broken.iter().copied().filter(|line| is_header(*line)).min().unwrap_or(usize::MAX);
        self.found.extend(rest.into_iter().filter(|fault| fault.line < end && !broken.contains(&fault.line)));
        self.found.sort_by(|a, b| (a.line, a.column, &a.what).cmp(&(b.line, b.column, &b.what)));
        self.found.dedup();
        self.found
    }

    /// Notes every key of `table` that is not among `known`.
    pub(super) fn check_keys(&mut self, table: Table<'_>, known: &[&str]) {
        for key in table.map.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                self.add_unknown(key.span().start, &format!("key `{name}` in {}", table.name), name, known);
            }
        }
    }

    /// Notes that `word` is none of `known`; `what` says what it is.
    pub(super) fn add_unknown(&mut self, at: usize, what: &str, word: &str, known: &[&str]) {
        let hint =
            nearest(word, known.iter().copied()).map_or(String::new(), |near| format!(" (did you mean `{near}`?)"));
        let known: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
        self.add(at, format!("unknown {what}{hint}"), one_of(&known));
    }

    /// The string under `key`; nothing, and a fault, where it is empty or no string.
    pub(super) fn string<'t>(&mut self, table: Table<'t>, key: &str) -> Option<Text<'t>> {
        let value = table.map.get(key)?;
        self.text(&format!("`{key}`"), value.get_ref(), value.span().start)
    }

    /// The string under `key`, which must be there.
    pub(super) fn required<'t>(&mut self, table: Table<'t>, key: &str) -> Option<Text<'t>> {
        if !table.map.contains_key(key) {
            self.add_absent(table.at, format!("{} has no `{key}`", table.name), format!("`{key} = \"…\"`"));
        }
        self.string(table, key)
    }

    /// The strings of the list under `key`; none where it is not there.
    pub(super) fn strings<'t>(&mut self, table: Table<'t>, key: &str) -> Vec<Text<'t>> {
        let Some(value) = table.map.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.add(value.span().start, format!("`{key}` is {}", kind(value.get_ref())), "a list of strings");
            return Vec::new();
        };
        let what = format!("an item of `{key}`");
        items.iter().filter_map(|item| self.text(&what, item.get_ref(), item.span().start)).collect()
    }

    /// The tables of the list under `key`, whether written with `[[…]]` or inline; `name` is how messages call each.
    pub(super) fn tables<'t>(&mut self, table: Table<'t>, key: &str, name: &'static str) -> Vec<Table<'t>> {
        let Some(value) = table.map.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.add(value.span().start, format!("`{key}` is {}", kind(value.get_ref())), format!("a list: {name}"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            let at = item.span().start;
            match item.get_ref() {
                DeValue::Table(map) => tables.push(Table { map, at, name }),
                other => self.add(at, format!("an item of `{key}` is {}", kind(other)), "a table"),
            }
        }
        tables
    }

    /// The table under `key`.
    pub(super) fn table<'t>(&mut self, table: Table<'t>, key: &str, name: &'static str) -> Option<Table<'t>> {
        let value = table.map.get(key)?;
        match value.get_ref() {
            DeValue::Table(map) => Some(Table { map, at: value.span().start, name }),
            other => {
                self.add(value.span().start, format!("`{key}` is {}", kind(other)), "a table");
                None
            }
        }
    }

    /// A value that must be a string and not empty.
    pub(super) fn text<'t>(&mut self, what: &str, value: &'t DeValue<'t>, at: usize) -> Option<Text<'t>> {
        match value {
            DeValue::String(value) if value.trim().is_empty() => self.add(at, format!("{what} is empty"), "a string"),
            DeValue::String(value) => return Some(Text { value, at }),
            other => self.add(at, format!("{what} is {}", kind(other)), "a string"),
        }
        None
    }
}

/// What kind of value stands there, for a message.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn one_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
