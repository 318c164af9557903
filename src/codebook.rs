//! The codes: their order, numbers and sources.

use crate::error::Fault;
use crate::source::{Reader, Source};

/// The codes in the order of the codebook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// The families, in order, with their numbers.
    pub families: Vec<(String, u32)>,
    /// All codes, retired ones left out.
    pub codes: Vec<Code>,
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

    /// The place of a code in the codebook.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.codes.iter().position(|code| code.name == name)
    }
}
