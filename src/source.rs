//! A TOML file that a person wrote, read so that every fault in it has its line and column.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Fault, Result};

/// A value with its place in the file.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// A file's text and where it came from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user named it.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// Reads a file.
    pub fn load(path: &Path) -> Result<Source> {
        let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
        Ok(Source { path: path.to_path_buf(), text })
    }

    /// Its table; syntax errors go to `faults`, and what could be read is returned all the same.
    pub fn table(&self, faults: &mut Vec<Fault>) -> DeTable<'_> {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            faults.push(Fault::at(&self.path, &self.text, at, error.message().replace('\n', ", "), "TOML"));
        }
        table.into_inner()
    }
}

/// Takes values out of one file's table and collects what is wrong with them.
pub struct Reader<'a> {
    source: &'a Source,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// A reader of `source` that reports into `faults`.
    pub fn new(source: &'a Source, faults: &'a mut Vec<Fault>) -> Reader<'a> {
        Reader { source, faults }
    }

    /// Reports a fault at a byte of the file.
    pub fn fault(&mut self, at: usize, what: impl Into<String>, expected: impl Into<String>) {
        self.faults.push(Fault::at(&self.source.path, &self.source.text, at, what, expected));
    }

    /// Reports every key that is not one of `known`, with the one that was probably meant.
    pub fn known_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let expected = format!("one of {}", known.join(", "));
                self.fault(key.span().start, format!("unknown key `{name}`{}", did_you_mean(name, known)), expected);
            }
        }
    }

    /// A string.
    pub fn string<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        match value.get_ref() {
            DeValue::String(string) => Some(string.as_ref()),
            other => self.wrong(value, other, "a string"),
        }
    }

    /// A boolean.
    pub fn boolean(&mut self, value: &Value<'_>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(boolean) => Some(*boolean),
            other => self.wrong(value, other, "true or false"),
        }
    }

    /// A whole number, not negative.
    pub fn number(&mut self, value: &Value<'_>) -> Option<u32> {
        match value.get_ref() {
            DeValue::Integer(integer) => match u32::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(number) => Some(number),
                Err(_) => self.wrong(value, value.get_ref(), "a whole number"),
            },
            other => self.wrong(value, other, "a whole number"),
        }
    }

    /// A table.
    pub fn sub_table<'v, 't>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            other => self.wrong(value, other, "a table"),
        }
    }

    /// The items of an array.
    pub fn items<'v, 't>(&mut self, value: &'v Value<'t>) -> &'v [Value<'t>] {
        match value.get_ref() {
            DeValue::Array(array) => array,
            other => {
                self.wrong::<()>(value, other, "an array `[…]`");
                &[]
            }
        }
    }

    /// The strings of an array, each with its place; a lone string counts as an array of one.
    pub fn strings<'v>(&mut self, value: &'v Value<'_>) -> Vec<(usize, &'v str)> {
        if let DeValue::String(string) = value.get_ref() {
            return vec![(value.span().start, string.as_ref())];
        }
        let items = self.items(value);
        items.iter().filter_map(|item| Some((item.span().start, self.string(item)?))).collect()
    }

    fn wrong<T>(&mut self, value: &Value<'_>, found: &DeValue<'_>, expected: &str) -> Option<T> {
        self.fault(value.span().start, format!("found {}", found.type_str()), expected);
        None
    }
}

/// ` (did you mean …?)`, where one of `known` is near enough.
pub fn did_you_mean<'k>(name: &str, known: impl IntoIterator<Item = &'k &'k str>) -> String {
    known
        .into_iter()
        .map(|known| (distance(name, known), known))
        .filter(|(distance, known)| *distance <= 2 && *distance < known.chars().count())
        .min()
        .map_or(String::new(), |(_, known)| format!(" (did you mean `{known}`?)"))
}

/// Levenshtein's distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
