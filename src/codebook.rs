//! The codes: their order, numbers and sources, and what they are called in each language.

use std::collections::BTreeMap;

use crate::error::Fault;
use crate::language::Language;
use crate::source::{Reader, Source, did_you_mean};

/// What statistical software shows of a label.
const LONGEST_LABEL: usize = 80;

/// The codes in the order of the codebook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// The families, in order, with their numbers.
    pub families: Vec<(String, u32)>,
    /// All codes, retired ones left out.
    pub codes: Vec<Code>,
    /// What codes, facets and families are called, per language.
    pub names: BTreeMap<Language, BTreeMap<String, Name>>,
    /// ISO 3166-1: countries by two letters → by three (`NA` would read as missing).
    pub countries: BTreeMap<String, String>,
}

/// What a code, facet or family is called in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// At most 80 characters.
    pub label: String,
    /// What a coder needs to know; empty for facets and families.
    pub definition: String,
}

/// One value of one facet, written `family.facet.value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its name.
    pub name: String,
    /// Its number, which never changes.
    pub number: u32,
    /// Where it comes from.
    pub source: String,
}

impl Codebook {
    /// Reads `codebook.toml`; what is wrong goes to `faults`.
    pub fn load(source: &Source, faults: &mut Vec<Fault>) -> Codebook {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        reader.known_keys(&table, &["families", "codes"]);
        let mut codebook = Codebook::default();
        for item in table.get("families").map_or(&[][..], |value| reader.items(value)) {
            let Some(entry) = reader.sub_table(item) else { continue };
            let name = entry.get("family").and_then(|value| reader.string(value)).unwrap_or_default();
            let number = entry.get("number").and_then(|value| reader.number(value)).unwrap_or_default();
            codebook.families.push((name.to_owned(), number));
        }
        for item in table.get("codes").map_or(&[][..], |value| reader.items(value)) {
            let Some(entry) = reader.sub_table(item) else { continue };
            reader.known_keys(entry, &["code", "number", "source", "retired"]);
            let name = entry.get("code").and_then(|value| reader.string(value)).unwrap_or_default();
            let number = entry.get("number").and_then(|value| reader.number(value)).unwrap_or_default();
            let origin = entry.get("source").and_then(|value| reader.string(value)).unwrap_or_default();
            let at = item.span().start;
            if let Some(twin) = codebook.codes.iter().find(|code| code.name == name || code.number == number) {
                let what = format!("`{name}` ({number}) has the name or number of `{}`", twin.name);
                reader.fault(at, what, "a name and a number of its own, never used before");
                continue;
            }
            if !codebook.families.iter().any(|(family, _)| name.split('.').next() == Some(family)) {
                reader.fault(at, format!("`{name}` is of no family"), "one of `families`, before the first dot");
            }
            if entry.get("retired").and_then(|value| reader.boolean(value)).unwrap_or(false) {
                continue;
            }
            codebook.codes.push(Code { name: name.to_owned(), number, source: origin.to_owned() });
        }
        codebook
    }

    /// Reads a language's `codebook.toml`: every code needs a label and a definition, every label is its own.
    pub fn load_names(&mut self, language: Language, source: &Source, faults: &mut Vec<Fault>) {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        let codes: Vec<&str> = self.codes.iter().map(|code| code.name.as_str()).collect();
        let mut names: BTreeMap<String, Name> = BTreeMap::new();
        for (key, value) in &table {
            let (node, at) = (key.get_ref().as_ref(), key.span().start);
            let below = format!("{node}.");
            if !codes.iter().any(|code| *code == node || code.starts_with(&below)) {
                reader.fault(
                    at,
                    format!("`{node}` is not in the codebook{}", did_you_mean(node, &codes)),
                    "a code or what stands above it",
                );
                continue;
            }
            let Some(entry) = reader.sub_table(value) else { continue };
            reader.known_keys(entry, &["label", "definition"]);
            let mut text =
                |key: &str| entry.get(key).and_then(|value| reader.string(value)).unwrap_or_default().to_owned();
            let name = Name { label: text("label"), definition: text("definition") };
            let length = name.label.chars().count();
            if length == 0 || length > LONGEST_LABEL {
                reader.fault(
                    at,
                    format!("the label of `{node}` has {length} characters"),
                    format!("1 to {LONGEST_LABEL}"),
                );
            }
            if let Some((twin, _)) = names.iter().find(|(_, other)| other.label == name.label) {
                reader.fault(at, format!("`{node}` has the label of `{twin}`"), "a label of its own");
            }
            if name.definition.is_empty() && codes.contains(&node) {
                reader.fault(
                    at,
                    format!("`{node}` has no definition"),
                    "a sentence that tells a coder when to give it",
                );
            }
            names.insert(node.to_owned(), name);
        }
        for code in codes.iter().filter(|code| !names.contains_key(**code)) {
            reader.fault(0, format!("no label for `{code}`"), "a line for every code");
        }
        self.names.insert(language, names);
    }

    /// Reads `countries.toml`.
    pub fn load_countries(&mut self, source: &Source, faults: &mut Vec<Fault>) {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        for (key, value) in &table {
            if let Some(three) = reader.string(value) {
                self.countries.insert(key.get_ref().to_string(), three.to_owned());
            }
        }
    }

    /// The place of a code in the codebook.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.codes.iter().position(|code| code.name == name)
    }
}
