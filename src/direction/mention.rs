//! Mentions: every naming of an actor in a segment, with the phrase it stands in and the mark of that phrase.

use std::ops::Range;
use std::sync::Arc;

use super::Partners;
use super::actors::{ActorWord, Actors, Who};
use super::extent::{Marks, extend_left, extend_right, mark};
use super::join::{absorb, join_pairs, join_partner_and_people, join_phrases, owners_as_determiners};
use super::names::{NameMatch, loose};
use super::phrase::{Head, MarkId, Phrases};
use crate::lexicon::{Type, Word};

/// Whom a mention names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Partners, by name.
    Partners(Partners),
    /// An actor word; whom it means depends on voice and antecedent.
    Word(Who),
}

/// What marks a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Nothing.
    Unmarked,
    /// The form of a pronoun: a subject.
    Subject,
    /// The form of a pronoun: an object.
    Object,
    /// An owner without a noun of its own.
    Owner,
    /// A mark of the language.
    Mark(MarkId),
}

/// A naming of an actor and its phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Whom.
    pub named: Named,
    /// The words of the naming itself.
    pub words: Range<usize>,
    /// The words of its whole phrase.
    pub phrase: Range<usize>,
    /// The head of the phrase, where it is not the name itself.
    pub head: Option<Head>,
    /// What marks the phrase.
    pub case: Case,
    /// Whether its ending makes it an attribute of the noun behind it.
    pub attribute: bool,
    /// What ties the name to its head, where that could mark a role itself (`advice from Utrecht`).
    pub inner: Option<MarkId>,
}

impl Mention {
    /// Whether it could be subject or object.
    pub fn unmarked(&self) -> bool {
        matches!(self.case, Case::Unmarked | Case::Subject | Case::Object)
    }
}

/// A segment's words, as mentions are looked for in them.
pub struct Text<'a> {
    /// Their types.
    pub types: &'a [Arc<Type>],
    /// The same words as the matcher sees them.
    pub words: &'a [Word<'a>],
    /// Words that belong to a trigger: no phrase reaches over them.
    pub blocked: &'a [bool],
}

/// The mentions of a segment, in order.
pub fn mentions(text: &Text<'_>, names: &[NameMatch], actors: &Actors, phrases: &Phrases) -> Vec<Mention> {
    let mut bare = namings(text, names, actors, phrases);
    join_pairs(&mut bare, text, phrases);
    let marks = Marks::new(text, phrases);
    // A word such as `officials` names nobody in particular only where no name follows it.
    let own = |mention: &Mention| {
        if mention.named == Named::Word(Who::Generic) { 0..0 } else { mention.words.clone() }
    };
    owners_as_determiners(&mut bare);
    join_partner_and_people(&mut bare);
    let mut taken: Vec<Range<usize>> = bare.iter().map(own).collect();
    for i in 0..bare.len() {
        let others = |at: usize| taken.iter().enumerate().any(|(j, words)| j != i && words.contains(&at));
        let mention = &mut bare[i];
        extend_right(mention, text, phrases, &others);
        extend_left(mention, text, phrases, &marks, &others);
        mark(mention, text, phrases, &marks, &others);
        if !taken[i].is_empty() {
            taken[i] = mention.phrase.clone(); // its head is no other's
        }
    }
    absorb(&mut bare);
    join_phrases(&mut bare, text, phrases);
    bare
}

/// Names and actor words; where both cover a word the longer one stands, then the name.
fn namings(text: &Text<'_>, names: &[NameMatch], actors: &Actors, phrases: &Phrases) -> Vec<Mention> {
    let mut all: Vec<(Mention, bool)> = Vec::new();
    for name in names {
        let case = name.mark.map_or(Case::Unmarked, Case::Mark);
        let named = Named::Partners(Partners::one(name.partner));
        let head = name.people.then_some(Head::Person);
        let words = name.words.clone();
        all.push((
            Mention { named, phrase: words.clone(), words, head, case, attribute: name.attribute, inner: None },
            true,
        ));
    }
    for word in actors.find(text.words) {
        let case = match word.mark.as_deref() {
            None => ending(&word, text, phrases).map_or(Case::Unmarked, Case::Mark),
            Some("subject") => Case::Subject,
            Some("object") => Case::Object,
            Some("owner") => Case::Owner,
            Some(mark) => phrases.mark_id(mark).map_or(Case::Unmarked, Case::Mark),
        };
        let words = word.words;
        let named = Named::Word(word.who);
        all.push((
            Mention { named, phrase: words.clone(), words, head: None, case, attribute: false, inner: None },
            false,
        ));
    }
    all.sort_by_key(|(mention, is_name)| (std::cmp::Reverse(mention.words.len()), !is_name, mention.words.start));
    let mut kept: Vec<Mention> = Vec::new();
    for (candidate, is_name) in all {
        let overlapping = kept.iter_mut().find(|mention| overlap(&mention.words, &candidate.words));
        match overlapping {
            None => kept.push(candidate),
            // `our partner Izmir`: the name says who, the words around it stay the phrase.
            Some(longer) if is_name && matches!(longer.named, Named::Word(_)) => longer.named = candidate.named,
            Some(_) => {}
        }
    }
    kept.sort_by_key(|mention| mention.words.start);
    kept
}

/// The mark in the ending of an actor word: `Türkiye'den`, `Hollandalılardan`.
fn ending(word: &ActorWord, text: &Text<'_>, phrases: &Phrases) -> Option<MarkId> {
    let kind = &text.types[word.words.end - 1];
    let stem = word.stem.as_deref()?;
    let mut forms = std::iter::once(&kind.form).chain(&kind.variants);
    let (front, rest) =
        forms.find_map(|form| Some((kind.form.strip_suffix(form.as_str()).unwrap_or(""), form.strip_prefix(stem)?)))?;
    if rest.is_empty() {
        return if word.words.len() == 1 { phrases.clitic(front).flatten() } else { None };
    }
    let of_name = || phrases.name_inflection(&loose(rest)).and_then(|inflection| inflection.mark);
    phrases.noun_inflection(rest).or_else(of_name)
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
