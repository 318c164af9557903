//! Reading a language's files: what they share (variants of words, classes of endings, patterns with faults).

use std::collections::BTreeMap;

use super::element::ElementsBuilder;
use super::matcher::Matcher;
use super::pattern::Pattern;
use crate::error::Fault;
use crate::source::{Reader, Source, Value};
use crate::token::Tokenizer;

/// Other forms under which a word of the language is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variants {
    /// Endings that may be taken off, such as `'s`.
    pub endings: Vec<String>,
    /// Clitics that may be taken off the front.
    pub clitics: Vec<String>,
    /// What follows this character may be taken off (Turkish: the apostrophe).
    pub cut_at: Option<char>,
    /// So many letters must be left.
    pub least: usize,
}

impl Variants {
    /// The other forms of a folded form.
    pub fn of(&self, form: &str) -> Vec<String> {
        let mut variants = Vec::new();
        let mut add = |rest: &str| {
            if rest.chars().count() >= self.least && !variants.iter().any(|known| known == rest) {
                variants.push(rest.to_owned());
            }
        };
        if let Some((before, _)) = self.cut_at.and_then(|cut| form.split_once(cut)) {
            add(before);
        }
        for ending in &self.endings {
            if let Some(rest) = form.strip_suffix(ending.as_str()) {
                add(rest);
            }
        }
        for clitic in &self.clitics {
            if let Some(rest) = form.strip_prefix(clitic.as_str()) {
                add(rest);
            }
        }
        variants
    }
}

/// Reads `[variants]` and `[classes]` of `language.toml`.
pub fn variants_and_classes(source: &Source, faults: &mut Vec<Fault>) -> (Variants, BTreeMap<String, String>) {
    let table = source.table(faults);
    let mut reader = Reader::new(source, faults);
    let mut variants = Variants { least: 2, ..Variants::default() };
    if let Some(table) = table.get("variants").and_then(|value| reader.sub_table(value)) {
        reader.known_keys(table, &["endings", "clitics", "cut_at", "least"]);
        let owned = |items: Vec<(usize, &str)>| items.into_iter().map(|(_, item)| item.to_owned()).collect();
        if let Some(value) = table.get("endings") {
            variants.endings = owned(reader.strings(value));
        }
        if let Some(value) = table.get("clitics") {
            variants.clitics = owned(reader.strings(value));
        }
        if let Some(value) = table.get("cut_at") {
            variants.cut_at = reader.string(value).and_then(|text| text.chars().next());
        }
        if let Some(number) = table.get("least").and_then(|value| reader.number(value)) {
            variants.least = number as usize;
        }
    }
    let mut classes = BTreeMap::new();
    if let Some(table) = table.get("classes").and_then(|value| reader.sub_table(value)) {
        for (name, value) in table {
            if let Some(class) = reader.string(value) {
                if let Err(error) = regex::Regex::new(class) {
                    let at = value.span().start;
                    reader.fault(at, format!("class `{}`: {error}", name.get_ref()), "a regular expression");
                } else {
                    classes.insert(name.get_ref().to_string(), class.to_owned());
                }
            }
        }
    }
    (variants, classes)
}

/// Parses patterns of one language into shared elements, reporting those that cannot be read.
pub struct PatternReader<'a> {
    /// Cuts and folds the words of patterns.
    pub tokenizer: &'a Tokenizer,
    /// The elements of the language, shared by all its matchers.
    pub elements: &'a mut ElementsBuilder,
    /// The names of the language's classes.
    pub classes: &'a BTreeMap<String, String>,
}

impl PatternReader<'_> {
    /// Parses `text`, which stands at byte `at` of the reader's file.
    pub fn pattern(&mut self, reader: &mut Reader<'_>, at: usize, text: &str) -> Option<Pattern> {
        let pattern = match Pattern::parse(text, self.tokenizer) {
            Ok(pattern) => pattern,
            Err(error) => {
                reader.fault(at + 1 + error.offset, format!("pattern `{text}`: {}", error.what), error.expected);
                return None;
            }
        };
        for word in pattern.words() {
            for name in word.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                if !self.classes.contains_key(name) {
                    let known: Vec<&str> = self.classes.keys().map(String::as_str).collect();
                    let what = format!("pattern `{text}`: no class `{{{name}}}`");
                    reader.fault(at, what, format!("one of [classes] in language.toml: {}", known.join(", ")));
                    return None;
                }
            }
        }
        Some(pattern)
    }

    /// Parses the pattern or patterns of `value` and adds them to `matcher`; how many were added.
    pub fn add_all(&mut self, reader: &mut Reader<'_>, value: &Value<'_>, matcher: &mut Matcher) -> usize {
        let mut added = 0;
        for (at, text) in reader.strings(value) {
            if let Some(pattern) = self.pattern(reader, at, text) {
                matcher.add(&pattern, self.elements);
                added += 1;
            }
        }
        added
    }
}
