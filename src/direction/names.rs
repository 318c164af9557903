//! The names of a partnership's partners as a text in one language may write them: aliases in any spelling, with the
//! language's endings and clitics, and the names of their people.

use std::ops::Range;
use std::sync::Arc;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Partners;
use super::lexicon::DirectionLexicon;
use super::phrase::{Inflection, MarkId, Phrases};
use crate::lexicon::Type;
use crate::manifest::Partnership;
use crate::token::Tokenizer;

/// A name shorter than this is recognised only as it is spelt: too many words resemble it.
const LEAST_FOR_LOOSE: usize = 5;
/// The same in Arabic script, which leaves the short vowels out.
const LEAST_FOR_LOOSE_ARABIC: usize = 4;
/// With so many consonants, vowel letters of the Arabic script may differ.
const LEAST_CONSONANTS: usize = 4;

/// All names of one partnership, for one language.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<Name>,
    people: Vec<(Regex, usize)>,
}

/// One name.
#[derive(Debug)]
struct Name {
    partner: usize,
    parts: Vec<Spelling>,
}

/// One word of a name in the spellings that are compared.
#[derive(Debug, PartialEq, Eq)]
struct Spelling {
    plain: String,
    loose: String,
    skeleton: Option<String>,
}

/// A name found in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMatch {
    /// Whom it names.
    pub partner: usize,
    /// Its words.
    pub words: Range<usize>,
    /// The mark in its ending or clitic.
    pub mark: Option<MarkId>,
    /// Whether it names the people of the place.
    pub people: bool,
    /// Whether its ending makes it an attribute of the noun behind it.
    pub attribute: bool,
}

impl Names {
    /// The names of `partnership`, cut and folded as the language's texts are.
    pub fn new(partnership: &Partnership, tokenizer: &Tokenizer, lexicon: &DirectionLexicon) -> Names {
        let (rules, letters, phrases) = (&lexicon.people, &lexicon.letters, &lexicon.phrases);
        let mut names = Names::default();
        for (partner, record) in partnership.partners.iter().enumerate() {
            let actors = record.actors.iter().map(|actor| &actor.name);
            for text in std::iter::once(&record.name).chain(&record.aliases).chain(actors).chain(&record.demonyms) {
                let tokens = tokenizer.tokens(text);
                let forms: Vec<String> = tokens.iter().map(|token| tokenizer.fold(&text[token.span.clone()])).collect();
                if let [form] = forms.as_slice() {
                    names.people.extend(rules.iter().filter_map(|rule| Some((rule.people(form)?, partner))));
                }
                let parts: Vec<Spelling> = forms.iter().map(|form| Spelling::new(form, letters)).collect();
                let bare = forms.first().and_then(|form| phrases.without_article(form));
                let bare = bare.map(|first| {
                    let rest = forms[1..].iter().map(|form| Spelling::new(form, letters));
                    std::iter::once(Spelling::new(first, letters)).chain(rest).collect()
                });
                for parts in [Some(parts), bare].into_iter().flatten() {
                    let known = names.names.iter().any(|name| name.partner == partner && name.parts == parts);
                    if !parts.is_empty() && !known {
                        names.names.push(Name { partner, parts });
                    }
                }
            }
        }
        // Longer names first: `Izmir Büyükşehir Belediyesi` before `Izmir`.
        names.names.sort_by_key(|name| std::cmp::Reverse(name.parts.len()));
        names
    }

    /// The partner whose name, spelt loosely, is `place`.
    pub fn partner_of_place(&self, place: &str) -> Option<usize> {
        self.names
            .iter()
            .find(|name| matches!(name.parts.as_slice(), [part] if part.plain_loose() == place))
            .map(|name| name.partner)
    }

    /// Every name in a segment.
    pub fn find(&self, types: &[Arc<Type>], phrases: &Phrases, letters: &[Vec<char>]) -> Vec<NameMatch> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < types.len() {
            match self.at(types, at, phrases, letters) {
                Some(name) => {
                    at = name.words.end;
                    found.push(name);
                }
                None => at += 1,
            }
        }
        found
    }

    fn at(&self, types: &[Arc<Type>], at: usize, phrases: &Phrases, letters: &[Vec<char>]) -> Option<NameMatch> {
        for name in &self.names {
            let words = at..at + name.parts.len();
            let Some(types) = types.get(words.clone()) else { continue };
            if let Some(Inflection { mark, people, attribute }) = name.fits(types, phrases, letters) {
                return Some(NameMatch { partner: name.partner, words, mark, people, attribute });
            }
        }
        let word = types.get(at)?;
        let forms = || std::iter::once(&word.form).chain(&word.variants);
        let (form, partner) = self
            .people
            .iter()
            .find_map(|(regex, partner)| Some((forms().find(|form| regex.is_match(form))?, *partner)))?;
        let front = word.form.strip_suffix(form.as_str()).unwrap_or("");
        let mark = phrases.clitic(front).flatten();
        Some(NameMatch { partner, words: at..at + 1, mark, people: true, attribute: true })
    }
}

impl Name {
    /// Whether the words are this name; the mark of ending or clitic, and whether they name its people.
    fn fits(&self, types: &[Arc<Type>], phrases: &Phrases, letters: &[Vec<char>]) -> Option<Inflection> {
        let last = types.len() - 1;
        let mut found = Inflection::default();
        for (i, (word, part)) in types.iter().zip(&self.parts).enumerate() {
            let (front, rest) = part.fits(word, i == 0, letters)?;
            if let Some(front) = front {
                found.mark = found.mark.or(phrases.clitic(front)?);
            }
            if i == last {
                let inflection = phrases.name_inflection(&rest)?;
                found = Inflection { mark: inflection.mark.or(found.mark), ..inflection };
            } else if !rest.is_empty() {
                return None;
            }
        }
        Some(found)
    }
}

impl Spelling {
    fn new(form: &str, letters: &[Vec<char>]) -> Spelling {
        let loose = if is_long(form) { equated(&loose(form), letters) } else { loose(form) };
        let skeleton = skeleton(&loose);
        Spelling { plain: form.to_owned(), loose, skeleton }
    }

    /// Whether a word begins with this part: what stands before it (a clitic), and what follows it (an ending).
    fn fits<'t>(&self, word: &'t Type, first: bool, letters: &[Vec<char>]) -> Option<(Option<&'t str>, String)> {
        let initial = self.loose.chars().next()?;
        let forms = std::iter::once(&word.form).chain(word.variants.iter().filter(|_| first));
        for form in forms {
            let spelt = loose(form);
            let equal = if is_long(&self.plain) { equated(&spelt, letters) } else { spelt };
            if !equal.starts_with(initial) {
                continue;
            }
            let front = word.form.strip_suffix(form.as_str()).filter(|front| !front.is_empty());
            // A form cut at the apostrophe has lost its ending: the whole form will tell it.
            if front.is_none() && form.len() < word.form.len() {
                continue;
            }
            if let Some(rest) = equal.strip_prefix(&self.loose) {
                return Some((front, rest.to_owned()));
            }
            if self.skeleton.is_some() && skeleton(&equal) == self.skeleton {
                return Some((front, String::new()));
            }
        }
        None
    }

    fn plain_loose(&self) -> String {
        loose(&self.plain)
    }
}

/// How the name of a place gives the name of its people: a line of `people` in `actors.toml`.
#[derive(Debug)]
pub struct PeopleRule {
    /// What the folded name must look like.
    pub name: Regex,
    /// The names of its people, as a regular expression in which `$1` is what `name` captured.
    pub people: String,
}

impl PeopleRule {
    fn people(&self, name: &str) -> Option<Regex> {
        let captures = self.name.captures(name)?;
        let mut people = String::new();
        captures.expand(&self.people, &mut people);
        Regex::new(&format!("^(?:{people})$")).ok()
    }
}

/// A form without diacritics, and without the difference between dotted and dotless i.
pub fn loose(form: &str) -> String {
    form.nfkd().filter(|&c| !is_combining_mark(c)).map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

/// A form in which letters that stand for the same foreign sound are one letter.
fn equated(form: &str, letters: &[Vec<char>]) -> String {
    form.chars()
        .map(|c| letters.iter().find(|class| class.contains(&c)).and_then(|class| class.first()).copied().unwrap_or(c))
        .collect()
}

fn is_long(name: &str) -> bool {
    let least = if name.chars().all(is_arabic) { LEAST_FOR_LOOSE_ARABIC } else { LEAST_FOR_LOOSE };
    name.chars().count() >= least
}

fn is_arabic(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
}

/// The consonants of a word in Arabic script, where there are enough of them to tell it by.
fn skeleton(form: &str) -> Option<String> {
    if !form.chars().all(is_arabic) {
        return None;
    }
    let consonants: String = form.chars().filter(|c| !matches!(c, 'ا' | 'و' | 'ي' | 'ه' | 'ء' | 'ئ' | 'ؤ')).collect();
    (consonants.chars().count() >= LEAST_CONSONANTS).then_some(consonants)
}

/// Which partners a piece of the set names, for explanations.
pub fn joined(partners: Partners, partnership: &Partnership) -> String {
    let ids: Vec<&str> = partners.indices().map(|index| partnership.partners[index].id.as_str()).collect();
    ids.join("+")
}
