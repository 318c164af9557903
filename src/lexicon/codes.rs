//! Entries of codes, and which codes a segment's words carry.

use std::collections::BTreeMap;
use std::ops::Range;

use super::load::PatternReader;
use super::matcher::{Matcher, Word};
use super::pattern::Pattern;
use crate::codebook::Codebook;
use crate::source::{Reader, Source, Value, did_you_mean};

/// One line of `codes.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Index of its code in the codebook.
    pub code: usize,
    /// The pattern as written; it names the entry in the output.
    pub text: String,
    /// Where it stands in its file, in bytes.
    pub at: usize,
    pattern: Pattern,
    except: Range<usize>,
    with: Range<usize>,
    without: Range<usize>,
    /// Whether an exception stands in the pattern itself.
    impossible: bool,
}

impl Entry {
    /// Whether nothing can satisfy it: one of its own exceptions stands in its pattern.
    pub fn never_matches(&self) -> bool {
        self.impossible
    }

    fn is_plain(&self) -> bool {
        self.except.is_empty() && self.with.is_empty() && self.without.is_empty()
    }
}

/// One entry found in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMatch {
    /// Index of the code in the codebook.
    pub code: usize,
    /// Index of the entry.
    pub entry: usize,
    /// The words it covers.
    pub words: Range<usize>,
}

/// A language's entries of codes, compiled.
#[derive(Debug, Default)]
pub struct CodeLexicon {
    /// The entries, in the order of the file.
    pub entries: Vec<Entry>,
    matches: Matcher,
    /// Patterns of `except`, `with` and `without`, numbered through.
    conditions: Matcher,
    condition_count: usize,
}

impl CodeLexicon {
    /// Reads `codes.toml`.
    pub fn load(
        source: &Source,
        codebook: &Codebook,
        patterns: &mut PatternReader<'_>,
        faults: &mut Vec<crate::error::Fault>,
    ) -> CodeLexicon {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        let names: Vec<&str> = codebook.codes.iter().map(|code| code.name.as_str()).collect();
        let mut lexicon = CodeLexicon::default();
        for (key, value) in &table {
            let name = key.get_ref().as_ref();
            let Some(code) = codebook.index(name) else {
                let what = format!("`{name}` is not in the codebook{}", did_you_mean(name, &names));
                reader.fault(key.span().start, what, "a code of codebook.toml");
                continue;
            };
            for item in reader.items(value) {
                lexicon.add(code, item, &mut reader, patterns);
            }
        }
        lexicon
    }

    /// The codes that a segment's words carry: within a code the longest match wins and uses its words up, ties going to
    /// the one that starts first; different codes may share words. By code, then place.
    pub fn find(&self, words: &[Word<'_>]) -> Vec<CodeMatch> {
        let mut found = self.matches.find(words);
        if found.is_empty() {
            return Vec::new();
        }
        let conditions = self.conditions.find(words);
        let holds = |range: &Range<usize>| conditions.iter().any(|met| range.contains(&met.pattern));
        found.retain(|candidate| {
            let entry = &self.entries[candidate.pattern];
            let excepted = conditions.iter().any(|met| {
                entry.except.contains(&met.pattern)
                    && met.words.start < candidate.words.end
                    && candidate.words.start < met.words.end
            });
            !excepted && (entry.with.is_empty() || holds(&entry.with)) && !holds(&entry.without)
        });
        found.sort_by_key(|candidate| {
            let entry = &self.entries[candidate.pattern];
            (entry.code, std::cmp::Reverse(candidate.words.len()), candidate.words.start, candidate.pattern)
        });
        let mut matches: Vec<CodeMatch> = Vec::new();
        for candidate in found {
            let code = self.entries[candidate.pattern].code;
            let used = matches
                .iter()
                .rev()
                .take_while(|kept| kept.code == code)
                .any(|kept| kept.words.start < candidate.words.end && candidate.words.start < kept.words.end);
            if !used {
                matches.push(CodeMatch { code, entry: candidate.pattern, words: candidate.words });
            }
        }
        matches.sort_by_key(|kept| (kept.code, kept.words.start));
        matches
    }

    /// Pairs of entries with the same pattern and code of which the first takes all that the second could match.
    pub fn repeated(&self) -> Vec<(usize, usize)> {
        let mut seen: BTreeMap<(usize, &Pattern), usize> = BTreeMap::new();
        let mut repeated = Vec::new();
        for (i, entry) in self.entries.iter().enumerate() {
            let key = (entry.code, &entry.pattern);
            match seen.get(&key) {
                Some(&first) => repeated.push((first, i)),
                None if entry.is_plain() => {
                    seen.insert(key, i);
                }
                None => {}
            }
        }
        repeated
    }

    fn add(&mut self, code: usize, item: &Value<'_>, reader: &mut Reader<'_>, patterns: &mut PatternReader<'_>) {
        let start = self.condition_count;
        let none = start..start;
        if let toml::de::DeValue::String(text) = item.get_ref() {
            let at = item.span().start;
            if let Some(pattern) = patterns.pattern(reader, at, text) {
                self.matches.add(&pattern, patterns.elements);
                let text = text.to_string();
                let (except, with, without) = (none.clone(), none.clone(), none);
                self.entries.push(Entry { code, text, at, pattern, except, with, without, impossible: false });
            }
            return;
        }
        let Some(table) = reader.sub_table(item) else { return };
        reader.known_keys(table, &["match", "except", "with", "without", "note"]);
        let Some(value) = table.get("match") else {
            reader.fault(item.span().start, "an entry without `match`", "`match = \"…\"`");
            return;
        };
        let Some(text) = reader.string(value) else { return };
        let Some(pattern) = patterns.pattern(reader, value.span().start, text) else { return };
        let mut ranges = [none.clone(), none.clone(), none];
        let mut impossible = false;
        for (range, key) in ranges.iter_mut().zip(["except", "with", "without"]) {
            let first = self.condition_count;
            for (at, text) in table.get(key).map_or(Vec::new(), |value| reader.strings(value)) {
                if let Some(condition) = patterns.pattern(reader, at, text) {
                    impossible |= key != "with" && pattern.contains(&condition);
                    self.conditions.add(&condition, patterns.elements);
                    self.condition_count += 1;
                }
            }
            *range = first..self.condition_count;
        }
        self.matches.add(&pattern, patterns.elements);
        let [except, with, without] = ranges;
        let (text, at) = (text.to_owned(), value.span().start);
        self.entries.push(Entry { code, text, at, pattern, except, with, without, impossible });
    }
}
