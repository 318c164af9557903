//! Phrases: the heads of noun phrases, and what marks the role of one: a word before it, a word after it, a case ending,
//! a clitic.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::error::Fault;
use crate::lexicon::{ElementId, Matcher, Node, PatternReader, Type, Word};
use crate::source::{Reader, Source, Value};

/// What the head of a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// Officials, planners, colleagues.
    Person,
    /// Municipality, council, team, delegation.
    Body,
    /// Experience, model, approach, advice.
    Knowledge,
    /// Training, course, placement: what is held somewhere.
    Activity,
}

impl Head {
    const ALL: [(&'static str, Head); 4] =
        [("person", Head::Person), ("body", Head::Body), ("knowledge", Head::Knowledge), ("activity", Head::Activity)];

    /// The head that a slot or a key of `nouns.toml` names.
    pub fn named(name: &str) -> Option<Head> {
        Head::ALL.iter().find(|(known, _)| *known == name).map(|(_, head)| *head)
    }

    /// Its name in the data.
    pub fn name(self) -> &'static str {
        Head::ALL.iter().find(|(_, head)| *head == self).map_or("", |(name, _)| name)
    }
}

/// A mark, by its number in [`Phrases::marks`].
pub type MarkId = usize;

/// Where the subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Before the verb, nearest to it.
    #[default]
    Svo,
    /// As `Svo`, but in subordinate clauses the verb is last and its subject first.
    V2,
    /// First in the clause, the verb last.
    Sov,
    /// After the verb.
    Vso,
}

/// What a language's `nouns.toml` and `marks.toml` say.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Where the subject stands.
    pub order: Order,
    /// The names of the marks; constructions speak of them.
    pub marks: Vec<String>,
    heads: BTreeMap<ElementId, (Head, String)>,
    before: Matcher,
    before_marks: Vec<MarkId>,
    /// Marks that are a single word.
    before_words: Vec<(ElementId, MarkId)>,
    after: Matcher,
    after_marks: Vec<MarkId>,
    name_endings: Vec<Ending>,
    noun_endings: Vec<Ending>,
    clitics: Vec<(Regex, MarkId)>,
    determiners: BTreeSet<ElementId>,
    links: BTreeSet<ElementId>,
    boundaries: BTreeSet<ElementId>,
    clauses: BTreeSet<ElementId>,
    ends: BTreeSet<ElementId>,
    conjunctions: BTreeSet<ElementId>,
    articles: Vec<String>,
    link_marks: BTreeSet<MarkId>,
}

/// An ending of a name or noun.
#[derive(Debug)]
struct Ending {
    regex: Regex,
    mark: Option<MarkId>,
    people: bool,
    attribute: bool,
}

/// What an ending says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inflection {
    /// The role it marks.
    pub mark: Option<MarkId>,
    /// Whether it makes the name of a place one of its people (`Gentli`, `Haarlemse`).
    pub people: bool,
    /// Whether it makes the name an attribute of the noun behind it (`İzmir'deki`).
    pub attribute: bool,
}

/// A word that is the head of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadWord<'t> {
    /// What it is.
    pub head: Head,
    /// What stands before its stem: clitics.
    pub front: &'t str,
    /// What stands behind it: endings.
    pub rest: &'t str,
}

/// What kind of word a function word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordClass {
    /// May stand between a mark and its phrase.
    Determiner,
    /// Ties a name to the head before it (`officials from Izmir`).
    Link,
    /// Ends a phrase.
    Boundary,
    /// Starts a clause.
    Clause,
    /// Is the last word of its clause.
    End,
    /// Joins two of a kind.
    Conjunction,
}

impl Phrases {
    /// Reads `nouns.toml`.
    pub fn load_nouns(&mut self, source: &Source, patterns: &mut PatternReader<'_>, faults: &mut Vec<Fault>) {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        reader.known_keys(&table, &["person", "body", "knowledge", "activity"]);
        for (key, value) in &table {
            let Some(head) = Head::named(key.get_ref()) else { continue };
            for (at, text) in reader.strings(value) {
                match single_word(&mut reader, patterns, at, text) {
                    Some(word) => {
                        let stem = word.trim_end_matches('*').to_owned();
                        self.heads.insert(patterns.elements.id(&word), (head, stem));
                    }
                    None => continue,
                }
            }
        }
    }

    /// Reads `marks.toml`.
    pub fn load_marks(&mut self, source: &Source, patterns: &mut PatternReader<'_>, faults: &mut Vec<Fault>) {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        let sets = ["determiners", "links", "boundaries", "clauses", "ends", "conjunctions"];
        reader.known_keys(&table, &[&["order", "marks", "articles"], &sets[..]].concat());
        if let Some(value) = table.get("articles") {
            self.articles = reader.strings(value).into_iter().map(|(_, article)| article.to_owned()).collect();
        }
        if let Some(value) = table.get("order") {
            self.order = match reader.string(value) {
                Some("svo") => Order::Svo,
                Some("v2") => Order::V2,
                Some("sov") => Order::Sov,
                Some("vso") => Order::Vso,
                _ => {
                    reader.fault(value.span().start, "unknown order", "svo, v2, sov or vso");
                    Order::Svo
                }
            };
        }
        if let Some(value) = table.get("marks") {
            for item in reader.items(value) {
                self.mark(item, &mut reader, patterns);
            }
        }
        for name in sets {
            let Some(value) = table.get(name) else { continue };
            for (at, text) in reader.strings(value) {
                let Some(word) = single_word(&mut reader, patterns, at, text) else { continue };
                let id = patterns.elements.id(&word);
                let set = match name {
                    "determiners" => &mut self.determiners,
                    "links" => &mut self.links,
                    "boundaries" => &mut self.boundaries,
                    "clauses" => &mut self.clauses,
                    "ends" => &mut self.ends,
                    _ => &mut self.conjunctions,
                };
                set.insert(id);
            }
        }
        let linking = self.before_words.iter().filter(|(id, _)| self.links.contains(id));
        self.link_marks = linking.map(|(_, mark)| *mark).collect();
    }

    /// The number of a mark, if the language has it.
    pub fn mark_id(&self, name: &str) -> Option<MarkId> {
        self.marks.iter().position(|mark| mark == name)
    }

    /// The head that a word is, with what stands before and behind its stem.
    pub fn head<'t>(&self, word: &'t Type) -> Option<HeadWord<'t>> {
        let (head, stem) =
            word.elements.iter().filter_map(|id| self.heads.get(id)).max_by_key(|(_, stem)| stem.len())?;
        let mut forms = std::iter::once(&word.form).chain(&word.variants);
        let (front, rest) = forms
            .find_map(|form| {
                Some((word.form.strip_suffix(form.as_str()).unwrap_or(""), form.strip_prefix(stem.as_str())?))
            })
            .unwrap_or(("", ""));
        Some(HeadWord { head: *head, front, rest })
    }

    /// Whether what stands before a stem holds an article: such a head owns nothing behind it.
    pub fn has_article(&self, front: &str) -> bool {
        self.articles.iter().any(|article| front.ends_with(article.as_str()))
    }

    /// A name without the article that it is written with.
    pub fn without_article<'t>(&self, form: &'t str) -> Option<&'t str> {
        self.articles.iter().find_map(|article| form.strip_prefix(article.as_str()))
    }

    /// Whether a mark is one that ties a name to the head before it.
    pub fn is_link_mark(&self, mark: MarkId) -> bool {
        self.link_marks.contains(&mark)
    }

    /// Whether a word is of a class.
    pub fn is(&self, word: &Type, class: WordClass) -> bool {
        let set = match class {
            WordClass::Determiner => &self.determiners,
            WordClass::Link => &self.links,
            WordClass::Boundary => &self.boundaries,
            WordClass::Clause => &self.clauses,
            WordClass::End => &self.ends,
            WordClass::Conjunction => &self.conjunctions,
        };
        word.elements.iter().any(|id| set.contains(id))
    }

    /// Marks that stand before a phrase: (mark, first word, end).
    pub fn marks_before(&self, words: &[Word<'_>]) -> Vec<(MarkId, usize, usize)> {
        let found = self.before.find(words).into_iter();
        found.map(|found| (self.before_marks[found.pattern], found.words.start, found.words.end)).collect()
    }

    /// Marks that stand after a phrase: (mark, first word, end).
    pub fn marks_after(&self, words: &[Word<'_>]) -> Vec<(MarkId, usize, usize)> {
        let found = self.after.find(words).into_iter();
        found.map(|found| (self.after_marks[found.pattern], found.words.start, found.words.end)).collect()
    }

    /// What the rest of a name's form after the name says; nothing where it is no ending of the language.
    pub fn name_inflection(&self, rest: &str) -> Option<Inflection> {
        if rest.is_empty() {
            return Some(Inflection::default());
        }
        inflection(&self.name_endings, rest)
    }

    /// What the rest of a noun's form after its stem says.
    pub fn noun_inflection(&self, rest: &str) -> Option<MarkId> {
        inflection(&self.noun_endings, rest).and_then(|inflection| inflection.mark)
    }

    /// The mark of what stands before a form's core, and whether it is a clitic at all.
    pub fn clitic(&self, front: &str) -> Option<Option<MarkId>> {
        if front.is_empty() {
            return Some(None);
        }
        self.clitics
            .iter()
            .find(|(regex, _)| regex.is_match(front))
            .map(|(_, mark)| (*mark != NO_MARK).then_some(*mark))
    }

    fn mark(&mut self, item: &Value<'_>, reader: &mut Reader<'_>, patterns: &mut PatternReader<'_>) {
        let Some(table) = reader.sub_table(item) else { return };
        reader.known_keys(table, &["mark", "before", "after", "ending", "clitic", "on", "people", "attribute", "note"]);
        let name = table.get("mark").and_then(|value| reader.string(value));
        let mark = name.map(|name| {
            self.mark_id(name).unwrap_or_else(|| {
                self.marks.push(name.to_owned());
                self.marks.len() - 1
            })
        });
        let mut flag = |key: &str| table.get(key).and_then(|value| reader.boolean(value)).unwrap_or(false);
        let (people, attribute) = (flag("people"), flag("attribute"));
        if let (Some(value), Some(mark)) = (table.get("before"), mark) {
            for (at, text) in reader.strings(value) {
                let pattern = patterns.pattern(reader, at, text);
                if let Some([Node::Word(word)]) = pattern.as_ref().map(|pattern| pattern.nodes.as_slice()) {
                    self.before_words.push((patterns.elements.id(word), mark));
                }
            }
        }
        for (key, matcher, marks) in
            [("before", &mut self.before, &mut self.before_marks), ("after", &mut self.after, &mut self.after_marks)]
        {
            if let (Some(value), Some(mark)) = (table.get(key), mark) {
                let added = patterns.add_all(reader, value, matcher);
                marks.extend(std::iter::repeat_n(mark, added));
            }
        }
        if let Some(regex) = regex_of(table.get("ending"), reader) {
            let on = table.get("on").and_then(|value| reader.string(value)).unwrap_or("name");
            let ending = Ending { regex, mark, people, attribute };
            match on {
                "name" => self.name_endings.push(ending),
                "noun" => self.noun_endings.push(ending),
                _ => reader.fault(item.span().start, format!("`on = \"{on}\"`"), "name or noun"),
            }
        }
        if let Some(regex) = regex_of(table.get("clitic"), reader) {
            self.clitics.push((regex, mark.unwrap_or(NO_MARK)));
        }
    }
}

/// Stands for a clitic that marks no role, such as `and`.
const NO_MARK: MarkId = usize::MAX;

fn inflection(endings: &[Ending], rest: &str) -> Option<Inflection> {
    let ending = endings.iter().find(|ending| ending.regex.is_match(rest))?;
    Some(Inflection { mark: ending.mark, people: ending.people, attribute: ending.attribute })
}

fn regex_of(value: Option<&Value<'_>>, reader: &mut Reader<'_>) -> Option<Regex> {
    let value = value?;
    let text = reader.string(value)?;
    match Regex::new(&format!("^(?:{text})$")) {
        Ok(regex) => Some(regex),
        Err(error) => {
            reader.fault(value.span().start, error.to_string(), "a regular expression over folded letters");
            None
        }
    }
}

/// A pattern of one word.
fn single_word(reader: &mut Reader<'_>, patterns: &mut PatternReader<'_>, at: usize, text: &str) -> Option<String> {
    let pattern = patterns.pattern(reader, at, text)?;
    match pattern.nodes.as_slice() {
        [Node::Word(word)] => Some(word.clone()),
        _ => {
            reader.fault(at, format!("`{text}`"), "one word");
            None
        }
    }
}
