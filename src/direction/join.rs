//! Mentions that are one: coordinated names, possessives before names, names inside the phrase of another word.

use super::actors::Who;
use super::mention::{Case, Mention, Named, Text, overlap};
use super::phrase::{Order, Phrases, WordClass};
use crate::lexicon::Type;

/// `our Moroccan colleagues`: the pronoun only determines what follows it.
pub(super) fn owners_as_determiners(mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        if mentions[i].case == Case::Owner && mentions[i].words.end == mentions[i + 1].words.start {
            mentions[i + 1].phrase.start = mentions[i].words.start;
            mentions.remove(i);
        } else {
            i += 1;
        }
    }
}

/// `شريكتها البريطانية`: the partner, and of which country.
pub(super) fn join_partner_and_people(mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        let (left, right) = (&mentions[i], &mentions[i + 1]);
        let adjacent = left.words.end == right.words.start && left.named == Named::Word(Who::Other);
        if adjacent && matches!(right.named, Named::Word(Who::Country(_) | Who::Place(_)) | Named::Partners(_)) {
            let (start, case) = (left.phrase.start, left.case);
            let joined = &mut mentions[i + 1];
            joined.phrase.start = start;
            joined.words.start = start;
            if case != Case::Unmarked {
                joined.case = case;
            }
            mentions.remove(i);
        } else {
            i += 1;
        }
    }
}

/// `Utrecht and Izmir`: one mention of both.
pub(super) fn join_pairs(mentions: &mut Vec<Mention>, text: &Text<'_>, phrases: &Phrases) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        let (left, right) = (&mentions[i], &mentions[i + 1]);
        let between = left.words.end..right.words.start;
        let word = between.clone().next().map(|at| &text.types[at]);
        let conjunction = between.len() == 1 && word.is_some_and(|word| phrases.is(word, WordClass::Conjunction));
        // A conjunction may be a clitic of the second name.
        let front = text.types[right.words.start].form.chars().next();
        let clitic =
            between.is_empty() && front.is_some_and(|c| is_joining_clitic(&text.types[right.words.start], c, phrases));
        if let (true, Named::Partners(a), Named::Partners(b)) = (conjunction || clitic, &left.named, &right.named) {
            let case = if right.case == Case::Unmarked { left.case } else { right.case };
            let joined = Mention {
                named: Named::Partners(a.union(*b)),
                words: left.words.start..right.words.end,
                phrase: left.words.start..right.words.end,
                head: right.head.or(left.head),
                case,
                attribute: right.attribute,
                inner: None,
            };
            mentions[i] = joined;
            mentions.remove(i + 1);
        } else {
            i += 1;
        }
    }
}

/// Whether a word begins with a clitic that marks no role (`and`).
fn is_joining_clitic(word: &Type, front: char, phrases: &Phrases) -> bool {
    let front = front.to_string();
    word.variants.iter().any(|variant| word.form.strip_suffix(variant.as_str()).is_some_and(|f| f.starts_with(&front)))
        && phrases.clitic(&front) == Some(None)
}

/// A mention inside another's phrase is part of it: `our colleagues in Izmir` is one actor, and the name says which.
pub(super) fn absorb(mentions: &mut Vec<Mention>) {
    let mut i = 0;
    while i < mentions.len() {
        let inner = mentions.iter().enumerate().position(|(j, outer)| {
            j != i && overlap(&outer.phrase, &mentions[i].phrase) && outer.phrase.len() > mentions[i].phrase.len()
        });
        if let Some(outer) = inner {
            if let (Named::Partners(_), Named::Word(_)) = (&mentions[i].named, &mentions[outer].named) {
                mentions[outer].named = mentions[i].named.clone();
            }
            mentions.remove(i);
        } else {
            i += 1;
        }
    }
}

/// `the planners of Utrecht and those of Izmir`: one mention of both, with the mark of the first.
pub(super) fn join_phrases(mentions: &mut Vec<Mention>, text: &Text<'_>, phrases: &Phrases) {
    let mut i = 0;
    while i + 1 < mentions.len() {
        let (left, right) = (&mentions[i], &mentions[i + 1]);
        let between = left.phrase.end..right.phrase.start;
        let of = |class| between.clone().any(|at| phrases.is(&text.types[at], class));
        let only_small = between.clone().all(|at| {
            [WordClass::Conjunction, WordClass::Determiner, WordClass::Link]
                .iter()
                .any(|&class| phrases.is(&text.types[at], class))
        });
        let second = &text.types[right.phrase.start];
        let clitic = second.form.chars().next().is_some_and(|front| is_joining_clitic(second, front, phrases));
        let joined = between.len() <= 4 && only_small && (of(WordClass::Conjunction) || between.is_empty() && clitic);
        if let (true, Named::Partners(a), Named::Partners(b)) = (joined, &left.named, &right.named)
            && a != b
        {
            let case = if left.case == Case::Unmarked && phrases.order == Order::Sov { right.case } else { left.case };
            mentions[i] = Mention {
                named: Named::Partners(a.union(*b)),
                words: left.words.start..right.words.end,
                phrase: left.phrase.start..right.phrase.end,
                head: left.head.or(right.head),
                case,
                attribute: left.attribute,
                inner: left.inner,
            };
            mentions.remove(i + 1);
            continue;
        }
        i += 1;
    }
}
