//! Words for actors that are not names of the manifest: pronouns, sides, `our partner`, countries, outsiders.

use regex::Regex;

use crate::error::Fault;
use crate::lexicon::{Matcher, Node, PatternReader, Word};
use crate::manifest::Region;
use crate::source::{Reader, Source, Value};

/// Whom a word means, before voice and antecedent are known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// First person: the voice.
    Own,
    /// Second person.
    You,
    /// Third person: the last partner named.
    They,
    /// `our partner`: another than the voice.
    Other,
    /// Both, all partners.
    Both,
    /// Each other.
    Reciprocal,
    /// The side of the partnership that is called so.
    Side(Region),
    /// The partner of this country (ISO 3166-1 alpha-2).
    Country(String),
    /// The partner that has this name (for demonyms of the gazetteer), folded.
    Place(String),
    /// A third party: a consultant, a donor, another city.
    Outsider,
    /// Cities, municipalities at large: nobody in particular.
    Generic,
    /// One's own mistakes, own practice: learner and source are the same.
    Themselves,
}

impl Who {
    const WORDS: [(&'static str, Who); 12] = [
        ("self", Who::Own),
        ("you", Who::You),
        ("they", Who::They),
        ("other", Who::Other),
        ("both", Who::Both),
        ("reciprocal", Who::Reciprocal),
        ("north", Who::Side(Region::North)),
        ("south", Who::Side(Region::South)),
        ("east", Who::Side(Region::East)),
        ("west", Who::Side(Region::West)),
        ("outsider", Who::Outsider),
        ("generic", Who::Generic),
    ];

    fn named(name: &str) -> Option<Who> {
        if name == "own" {
            return Some(Who::Themselves);
        }
        Who::WORDS.iter().find(|(known, _)| *known == name).map(|(_, who)| who.clone())
    }
}

/// A naming of an actor in a segment, by a word of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorWord {
    /// Whom it means.
    pub who: Who,
    /// The mark that the word itself carries (`us` is an object, `bizden` is `from`).
    pub mark: Option<String>,
    /// The last word of its pattern without wildcard: what follows in the text is an ending.
    pub stem: Option<String>,
    /// Words covered.
    pub words: std::ops::Range<usize>,
}

/// What a language's `actors.toml` says.
#[derive(Debug, Default)]
pub struct Actors {
    matcher: Matcher,
    entries: Vec<ActorEntry>,
    verbs: Vec<Verb>,
}

/// What one pattern names.
#[derive(Debug, Clone)]
struct ActorEntry {
    who: Who,
    mark: Option<String>,
    /// The last word of the pattern without its wildcard: what follows it in a text is an ending.
    stem: Option<String>,
}

/// A person ending of a verb.
#[derive(Debug)]
struct Verb {
    regex: Regex,
    subject: Option<Who>,
    object: Option<Who>,
}

impl Actors {
    /// Reads `actors.toml`.
    pub fn load(source: &Source, patterns: &mut PatternReader<'_>, faults: &mut Vec<Fault>) -> Actors {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        let mut actors = Actors::default();
        reader.known_keys(&table, &["mentions", "verbs", "countries", "places"]);
        for item in table.get("mentions").map_or(&[][..], |value| reader.items(value)) {
            let Some(entry) = reader.sub_table(item) else { continue };
            reader.known_keys(entry, &["match", "who", "mark", "note"]);
            let Some(who) = entry.get("who").and_then(|value| who(value, &mut reader)) else { continue };
            let mark = entry.get("mark").and_then(|value| reader.string(value)).map(str::to_owned);
            let Some(value) = entry.get("match") else {
                reader.fault(item.span().start, "a mention without `match`", "`match = \"…\"`");
                continue;
            };
            actors.add(value, who, mark, &mut reader, patterns);
        }
        for item in table.get("verbs").map_or(&[][..], |value| reader.items(value)) {
            let Some(entry) = reader.sub_table(item) else { continue };
            reader.known_keys(entry, &["form", "subject", "object", "note"]);
            let Some(value) = entry.get("form") else { continue };
            let Some(form) = reader.string(value) else { continue };
            match Regex::new(&format!("^(?:{form})$")) {
                Ok(regex) => {
                    let mut side = |key| entry.get(key).and_then(|value| who(value, &mut reader));
                    let (subject, object) = (side("subject"), side("object"));
                    actors.verbs.push(Verb { regex, subject, object });
                }
                Err(error) => reader.fault(value.span().start, error.to_string(), "a regular expression"),
            }
        }
        if let Some(countries) = table.get("countries").and_then(|value| reader.sub_table(value)) {
            for (code, value) in countries {
                actors.add(value, Who::Country(code.get_ref().to_string()), None, &mut reader, patterns);
            }
        }
        if let Some(places) = table.get("places").and_then(|value| reader.sub_table(value)) {
            for (name, value) in places {
                let place = super::names::loose(&patterns.tokenizer.fold(name.get_ref()));
                actors.add(value, Who::Place(place), None, &mut reader, patterns);
            }
        }
        actors
    }

    /// Every actor word of a segment; where two overlap the longer one stands, then the earlier one.
    pub fn find(&self, words: &[Word<'_>]) -> Vec<ActorWord> {
        let mut found = self.matcher.find(words);
        found.sort_by_key(|found| (std::cmp::Reverse(found.words.len()), found.words.start, found.pattern));
        let mut kept: Vec<ActorWord> = Vec::new();
        for candidate in found {
            let overlaps =
                |word: &ActorWord| word.words.start < candidate.words.end && candidate.words.start < word.words.end;
            // A second reading of the same words (a demonym of two places) stays.
            let same = |word: &ActorWord| word.words == candidate.words;
            if kept.iter().any(|word| overlaps(word) && !same(word)) {
                continue;
            }
            let ActorEntry { who, mark, stem } = self.entries[candidate.pattern].clone();
            kept.push(ActorWord { who, mark, stem, words: candidate.words });
        }
        kept.sort_by_key(|word| word.words.start);
        kept
    }

    /// Whom a verb's form names as its subject and object.
    pub fn persons(&self, form: &str) -> (Option<Who>, Option<Who>) {
        self.verbs
            .iter()
            .find(|verb| verb.regex.is_match(form))
            .map_or((None, None), |verb| (verb.subject.clone(), verb.object.clone()))
    }

    fn add(
        &mut self,
        value: &Value<'_>,
        who: Who,
        mark: Option<String>,
        reader: &mut Reader<'_>,
        patterns: &mut PatternReader<'_>,
    ) {
        for (at, text) in reader.strings(value) {
            let Some(pattern) = patterns.pattern(reader, at, text) else { continue };
            let stem = match pattern.nodes.last() {
                Some(Node::Word(word)) => Some(word.trim_end_matches('*').to_owned()),
                _ => None,
            };
            self.matcher.add(&pattern, patterns.elements);
            self.entries.push(ActorEntry { who: who.clone(), mark: mark.clone(), stem });
        }
    }
}

fn who(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Who> {
    let name = reader.string(value)?;
    let who = Who::named(name);
    if who.is_none() {
        let known: Vec<&str> = Who::WORDS.iter().map(|(word, _)| *word).chain(["own"]).collect();
        reader.fault(value.span().start, format!("unknown `{name}`"), format!("one of {}", known.join(", ")));
    }
    who
}
