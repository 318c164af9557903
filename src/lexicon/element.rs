//! Elements: the distinct words of all patterns, and which of them a folded form satisfies. The costly part of matching is
//! done here once per word type.

use std::collections::BTreeMap;

use regex::{Regex, RegexSet};

/// The number of an element.
pub type ElementId = u32;

/// Collects elements while patterns are compiled.
#[derive(Debug, Default)]
pub struct ElementsBuilder {
    ids: BTreeMap<String, ElementId>,
}

impl ElementsBuilder {
    /// The element for a word as [`super::Pattern`] gives it.
    pub fn id(&mut self, word: &str) -> ElementId {
        let next = u32::try_from(self.ids.len()).expect("fewer elements than u32 counts");
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    /// Compiles all elements; `classes` are the language's `{name}`s. An unknown class or a bad one is the error.
    pub fn build(self, classes: &BTreeMap<String, String>) -> Result<Elements, String> {
        let mut elements = Elements::default();
        let mut unanchored = Vec::new();
        for (word, id) in self.ids {
            elements.count = elements.count.max(id + 1);
            match word.find(['*', '{']) {
                None => {
                    elements.exact.insert(word, id);
                }
                Some(cut) if word[cut..] == *"*" => {
                    elements.prefixes.insert(word[..cut].to_owned(), id);
                }
                Some(0) if word.starts_with('*') && !word[1..].contains(['*', '{']) => {
                    elements.suffixes.insert(word[1..].to_owned(), id);
                }
                Some(0) => {
                    unanchored.push(regex(&word, classes)?);
                    elements.unanchored_ids.push(id);
                }
                Some(cut) => {
                    let rest = elements.rests.id(regex(&word[cut..], classes)?)?;
                    elements.stems.entry(word[..cut].to_owned()).or_default().push((rest, id));
                }
            }
        }
        elements.unanchored = RegexSet::new(unanchored).map_err(|error| error.to_string())?;
        Ok(elements)
    }
}

/// What may follow a stem: many stems share an ending, and one set of all of them would be too large to be quick.
#[derive(Debug, Default)]
struct Rests {
    numbers: BTreeMap<String, usize>,
    regexes: Vec<Regex>,
}

impl Rests {
    fn id(&mut self, pattern: String) -> Result<usize, String> {
        if let Some(&known) = self.numbers.get(&pattern) {
            return Ok(known);
        }
        self.regexes.push(Regex::new(&pattern).map_err(|error| error.to_string())?);
        self.numbers.insert(pattern, self.regexes.len() - 1);
        Ok(self.regexes.len() - 1)
    }
}

/// All elements of one language.
#[derive(Debug, Default)]
pub struct Elements {
    exact: BTreeMap<String, ElementId>,
    prefixes: BTreeMap<String, ElementId>,
    suffixes: BTreeMap<String, ElementId>,
    /// Words with a class or wildcard behind a stem: the ending's number, the element.
    stems: BTreeMap<String, Vec<(usize, ElementId)>>,
    rests: Rests,
    /// Words that begin with a class or wildcard.
    unanchored: RegexSet,
    unanchored_ids: Vec<ElementId>,
    count: u32,
}

impl Elements {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The elements that one of `forms` satisfies, ascending.
    pub fn of<'a>(&self, forms: impl IntoIterator<Item = &'a str>) -> Vec<ElementId> {
        let mut ids = Vec::new();
        for form in forms {
            ids.extend(self.exact.get(form));
            for (i, c) in form.char_indices() {
                let (stem, rest) = form.split_at(i + c.len_utf8());
                ids.extend(self.prefixes.get(stem));
                for &(number, id) in self.stems.get(stem).map_or(&[][..], Vec::as_slice) {
                    ids.extend(self.rests.regexes[number].is_match(rest).then_some(id));
                }
                ids.extend(self.suffixes.get(&form[i..]));
            }
            ids.extend(self.unanchored.matches(form).into_iter().map(|i| self.unanchored_ids[i]));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// A word with wildcards or classes as an anchored regular expression.
fn regex(word: &str, classes: &BTreeMap<String, String>) -> Result<String, String> {
    let mut pattern = String::from("^(?:");
    let mut rest = word;
    while let Some(cut) = rest.find(['*', '{']) {
        pattern.push_str(&regex::escape(&rest[..cut]));
        if rest[cut..].starts_with('*') {
            pattern.push_str(".*");
            rest = &rest[cut + 1..];
            continue;
        }
        let end = rest[cut..].find('}').map(|i| cut + i).ok_or_else(|| format!("`{word}`: `{{` without `}}`"))?;
        let name = &rest[cut + 1..end];
        let class = classes.get(name).ok_or_else(|| {
            let known: Vec<&str> = classes.keys().map(String::as_str).collect();
            format!("`{word}`: no class `{{{name}}}`; known: {}", known.join(", "))
        })?;
        pattern.push_str(&format!("(?:{class})"));
        rest = &rest[end + 1..];
    }
    pattern.push_str(&regex::escape(rest));
    pattern.push_str(")$");
    Ok(pattern)
}
