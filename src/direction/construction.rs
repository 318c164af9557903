//! Constructions: wordings of learning with the slots that learner and source stand in.

use std::ops::Range;

use super::phrase::{Head, MarkId, Phrases};
use crate::error::Fault;
use crate::lexicon::{Matcher, PatternReader, Word};
use crate::record::Status;
use crate::source::{Reader, Source, Value};

/// A line of `constructions.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Construction {
    /// Its name, `learn.from`; the rule in the output is `LANGUAGE.id`.
    pub id: String,
    /// Slots for the learner, best first.
    pub learner: Vec<Slot>,
    /// Slots for the source, best first.
    pub source: Vec<Slot>,
    /// Slots for those who exchange; where there are any, the construction is one of exchange.
    pub parties: Vec<Slot>,
    /// What must be settled or stand there for it to count.
    pub needs: Vec<Need>,
    /// The status where no cue says otherwise: a noun phrase that only names learning is `general`.
    pub status: Status,
    /// Whether it only keeps others from firing on its words (`learn that`, `machine learning`).
    pub suppress: bool,
    /// Whether learner and source are the same partner (passing on at home, own mistakes).
    pub intra: bool,
    /// How sure it is, in hundredths.
    pub confidence: u32,
    /// Passages that it must code, and how: run as tests.
    pub examples: Vec<Example>,
    /// Passages that it must not code.
    pub counterexamples: Vec<Example>,
    /// Where it stands in its file, in bytes.
    pub at: usize,
    except: Range<usize>,
}

/// Where a role stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// What marks it.
    pub place: Place,
    /// The head that its phrase must have.
    pub head: Option<Head>,
}

/// What marks a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Unmarked, where the language's subjects stand.
    Subject,
    /// Unmarked, the other one.
    Object,
    /// The owner of a phrase (`Izmir's model`).
    Owner,
    /// A mark of the language.
    Mark(MarkId),
    /// Any phrase that is left, in the clause or else in the segment.
    Any,
    /// Nothing in the text: the voice itself.
    Voice,
}

/// What must hold for a construction to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The learner is settled.
    Learner,
    /// The source is settled.
    Source,
    /// One of the two is.
    Either,
    /// A word for knowledge stands in the clause.
    Knowledge,
    /// Those who exchange are settled, or `each other` is said.
    Parties,
}

/// A passage with its expected coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text; `[almelo]` at its start sets the voice.
    pub text: String,
    /// `source>learner status`, several parted by `;`; empty for none.
    pub expected: String,
    /// Where it stands in its file, in bytes.
    pub at: usize,
}

impl Trigger<'_> {
    /// Whether two triggers share words.
    pub fn overlaps(&self, words: &Range<usize>) -> bool {
        self.words.start < words.end && words.start < self.words.end
    }
}

/// A construction found in a segment.
#[derive(Debug, Clone)]
pub struct Trigger<'a> {
    /// Which.
    pub construction: &'a Construction,
    /// The words from the first to the last of its pattern.
    pub words: Range<usize>,
    /// The words that the pattern names, gaps left out.
    pub named: Vec<usize>,
}

/// What a language's `constructions.toml` says.
#[derive(Debug, Default)]
pub struct Constructions {
    /// All, in the order of the file.
    pub all: Vec<Construction>,
    matcher: Matcher,
    owners: Vec<usize>,
    exceptions: Matcher,
    exception_count: usize,
}

const KEYS: [&str; 14] = [
    "id",
    "find",
    "except",
    "learner",
    "source",
    "parties",
    "needs",
    "status",
    "suppress",
    "intra",
    "confidence",
    "ex",
    "no",
    "note",
];

impl Constructions {
    /// Reads `constructions.toml`.
    pub fn load(
        source: &Source,
        phrases: &Phrases,
        patterns: &mut PatternReader<'_>,
        faults: &mut Vec<Fault>,
    ) -> Constructions {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        reader.known_keys(&table, &["constructions"]);
        let mut constructions = Constructions::default();
        for item in table.get("constructions").map_or(&[][..], |value| reader.items(value)) {
            constructions.add(item, phrases, &mut reader, patterns);
        }
        constructions
    }

    /// The constructions of a segment, those to be tried first at the front: the longest, then the one that starts first,
    /// then the one that comes first in the file. What an exception covers is gone.
    pub fn find(&self, words: &[Word<'_>]) -> Vec<Trigger<'_>> {
        let exceptions = self.exceptions.find(words);
        let mut found: Vec<Trigger<'_>> = self
            .matcher
            .find(words)
            .into_iter()
            .map(|found| Trigger {
                construction: &self.all[self.owners[found.pattern]],
                named: found.named().collect(),
                words: found.words,
            })
            .filter(|trigger| {
                !exceptions.iter().any(|met| {
                    trigger.construction.except.contains(&met.pattern)
                        && met.words.start < trigger.words.end
                        && trigger.words.start < met.words.end
                })
            })
            .collect();
        found.sort_by_key(|trigger| {
            (std::cmp::Reverse(trigger.words.len()), trigger.words.start, trigger.construction.at)
        });
        found
    }

    fn add(&mut self, item: &Value<'_>, phrases: &Phrases, reader: &mut Reader<'_>, patterns: &mut PatternReader<'_>) {
        let Some(table) = reader.sub_table(item) else { return };
        let at = item.span().start;
        reader.known_keys(table, &KEYS);
        let Some(id) = table.get("id").and_then(|value| reader.string(value)) else {
            reader.fault(at, "a construction without `id`", "`id = \"verb.what\"`");
            return;
        };
        if let Some(twin) = self.all.iter().find(|other| other.id == id) {
            reader.fault(at, format!("`{}` stands twice", twin.id), "an id of its own");
            return;
        }
        let mut slots = |key: &str| -> Vec<Slot> {
            let Some(value) = table.get(key) else { return Vec::new() };
            reader.strings(value).into_iter().filter_map(|(at, text)| slot(at, text, phrases, reader)).collect()
        };
        let (learner, source, parties) = (slots("learner"), slots("source"), slots("parties"));
        let mut needs = Vec::new();
        if let Some(value) = table.get("needs") {
            for (at, text) in reader.strings(value) {
                match need(text) {
                    Some(need) => needs.push(need),
                    None => reader.fault(at, format!("`{text}`"), "learner, source, either, knowledge or parties"),
                }
            }
        }
        let flag = |key: &str, reader: &mut Reader<'_>| table.get(key).and_then(|value| reader.boolean(value));
        let suppress = flag("suppress", reader).unwrap_or(false);
        let intra = flag("intra", reader).unwrap_or(false);
        let status = match table.get("status") {
            None => Status::Realised,
            Some(value) => {
                let name = reader.string(value).unwrap_or_default();
                Status::ALL.into_iter().find(|status| status.name() == name).unwrap_or_else(|| {
                    reader.fault(value.span().start, format!("`{name}`"), "realised, intended, negated or general");
                    Status::Realised
                })
            }
        };
        let confidence = table.get("confidence").and_then(|value| reader.number(value)).unwrap_or(90);
        let examples = examples(table.get("ex"), reader);
        let counterexamples = examples_without(table.get("no"), reader);
        let Some(find) = table.get("find") else {
            reader.fault(at, format!("`{id}` without `find`"), "`find = \"pattern\"` or a list of patterns");
            return;
        };
        let added = patterns.add_all(reader, find, &mut self.matcher);
        self.owners.extend(std::iter::repeat_n(self.all.len(), added));
        let first = self.exception_count;
        if let Some(value) = table.get("except") {
            self.exception_count += patterns.add_all(reader, value, &mut self.exceptions);
        }
        let id = id.to_owned();
        let except = first..self.exception_count;
        self.all.push(Construction {
            id,
            learner,
            source,
            parties,
            needs,
            status,
            suppress,
            intra,
            confidence,
            examples,
            counterexamples,
            at,
            except,
        });
    }
}

fn slot(at: usize, text: &str, phrases: &Phrases, reader: &mut Reader<'_>) -> Option<Slot> {
    let (mark, head) = match text.split_once(':') {
        Some((mark, head)) => (mark, Some(head)),
        None => (text, None),
    };
    let head = match head {
        None => None,
        Some(name) => match Head::named(name) {
            Some(head) => Some(head),
            None => {
                reader.fault(at, format!("`{text}`"), "a head after the colon: person, body, knowledge or activity");
                return None;
            }
        },
    };
    let place = match mark {
        "subject" => Place::Subject,
        "object" => Place::Object,
        "owner" => Place::Owner,
        "any" => Place::Any,
        "voice" => Place::Voice,
        mark => match phrases.mark_id(mark) {
            Some(id) => Place::Mark(id),
            None => {
                let known = format!("subject, object, owner, any, voice, {}", phrases.marks.join(", "));
                reader.fault(at, format!("unknown slot `{mark}`"), known);
                return None;
            }
        },
    };
    Some(Slot { place, head })
}

fn need(name: &str) -> Option<Need> {
    Some(match name {
        "learner" => Need::Learner,
        "source" => Need::Source,
        "either" => Need::Either,
        "knowledge" => Need::Knowledge,
        "parties" => Need::Parties,
        _ => return None,
    })
}

/// Positive examples: `[["text", "izmir>utrecht realised"], …]`.
fn examples(value: Option<&Value<'_>>, reader: &mut Reader<'_>) -> Vec<Example> {
    let Some(value) = value else { return Vec::new() };
    let mut examples = Vec::new();
    for item in reader.items(value) {
        match reader.strings(item).as_slice() {
            [(at, text), (_, expected)] => {
                examples.push(Example { text: (*text).to_owned(), expected: (*expected).to_owned(), at: *at });
            }
            _ => reader.fault(item.span().start, "an example", "`[\"text\", \"source>learner status\"]`"),
        }
    }
    examples
}

/// Negative examples: `["text", …]`.
fn examples_without(value: Option<&Value<'_>>, reader: &mut Reader<'_>) -> Vec<Example> {
    let Some(value) = value else { return Vec::new() };
    let texts = reader.strings(value).into_iter();
    texts.map(|(at, text)| Example { text: text.to_owned(), expected: String::new(), at }).collect()
}
