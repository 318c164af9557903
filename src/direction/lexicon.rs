//! What one language knows of direction: its phrases, actor words, cues and constructions.

use regex::Regex;

use super::actors::Actors;
use super::construction::Constructions;
use super::cues::Cues;
use super::names::PeopleRule;
use super::phrase::Phrases;
use crate::error::{Fault, Result};
use crate::language::Language;
use crate::lexicon::{LexiconFiles, PatternReader};
use crate::source::{Reader, Source};

/// A language's `nouns.toml`, `marks.toml`, `actors.toml`, `status.toml` and `constructions.toml`, compiled.
#[derive(Debug, Default)]
pub struct DirectionLexicon {
    /// Heads and marks.
    pub phrases: Phrases,
    /// Words for actors.
    pub actors: Actors,
    /// Cues of status.
    pub cues: Cues,
    /// Wordings of learning.
    pub constructions: Constructions,
    /// How places name their people.
    pub people: Vec<PeopleRule>,
    /// Letters that stand for the same sound in foreign names.
    pub letters: Vec<Vec<char>>,
}

impl DirectionLexicon {
    /// Reads the files of one language.
    pub fn load(
        files: &LexiconFiles,
        language: Language,
        patterns: &mut PatternReader<'_>,
        faults: &mut Vec<Fault>,
    ) -> Result<DirectionLexicon> {
        let source = |name: &str| files.source(&format!("{language}/{name}"));
        let mut lexicon = DirectionLexicon::default();
        lexicon.phrases.load_nouns(&source("nouns.toml")?, patterns, faults);
        lexicon.phrases.load_marks(&source("marks.toml")?, patterns, faults);
        lexicon.actors = Actors::load(&source("actors.toml")?, patterns, faults);
        lexicon.cues = Cues::load(&source("status.toml")?, patterns, faults);
        let constructions = source("constructions.toml")?;
        lexicon.constructions = Constructions::load(&constructions, &lexicon.phrases, patterns, faults);
        let names = source("names.toml")?;
        (lexicon.people, lexicon.letters) = names_of(&names, faults);
        Ok(lexicon)
    }
}

/// Reads `names.toml`: how places name their people, and letters that are alike in foreign names.
fn names_of(source: &Source, faults: &mut Vec<Fault>) -> (Vec<PeopleRule>, Vec<Vec<char>>) {
    let table = source.table(faults);
    let mut reader = Reader::new(source, faults);
    reader.known_keys(&table, &["people", "letters"]);
    let mut people = Vec::new();
    for item in table.get("people").map_or(&[][..], |value| reader.items(value)) {
        let Some(entry) = reader.sub_table(item) else { continue };
        reader.known_keys(entry, &["name", "people", "note"]);
        let (Some(name), Some(form)) = (entry.get("name"), entry.get("people")) else {
            reader.fault(item.span().start, "a rule without `name` or `people`", "both");
            continue;
        };
        let (Some(name_text), Some(form)) = (reader.string(name), reader.string(form)) else { continue };
        match Regex::new(&format!("^(?:{name_text})$")) {
            Ok(name) => people.push(PeopleRule { name, people: form.to_owned() }),
            Err(error) => reader.fault(name.span().start, error.to_string(), "a regular expression"),
        }
    }
    let letters = table.get("letters").map_or(Vec::new(), |value| reader.strings(value));
    (people, letters.into_iter().map(|(_, class)| class.chars().collect()).collect())
}
