//! Clauses: where one ends and the next begins, and which triggers a boundary tears apart.

use std::sync::Arc;

use super::construction::Trigger;
use super::lexicon::DirectionLexicon;
use super::phrase::WordClass;
use crate::lexicon::{Type, Word};
use crate::token::Gap;

/// Whether a new clause begins in a gap of the pattern: its two parts do not belong together. A relative clause right behind
/// a word of the pattern does (`the manual that they wrote`).
pub(super) fn gap_ends_clause(trigger: &Trigger<'_>, words: &[Word<'_>], clauses: &[usize]) -> bool {
    let inside = trigger.words.start + 1..trigger.words.end;
    inside.into_iter().any(|at| {
        let relative = trigger.named.contains(&(at - 1)) && words[at].gap == Gap::Adjacent;
        clauses[at] != clauses[at - 1] && !trigger.named.contains(&at) && !relative
    })
}

/// The clause of each word: a new one begins behind the end of a clause, at a word that starts one, and behind a word that
/// is the last of its own.
pub(super) fn clauses(types: &[Arc<Type>], words: &[Word<'_>], lexicon: &DirectionLexicon) -> Vec<usize> {
    let mut clause = 0;
    let starts = |at: usize, word: &Word<'_>, kind: &Type| {
        word.gap == Gap::Strong
            || lexicon.phrases.is(kind, WordClass::Clause)
            || lexicon.phrases.is(&types[at - 1], WordClass::End)
    };
    words
        .iter()
        .zip(types)
        .enumerate()
        .map(|(at, (word, kind))| {
            clause += usize::from(at > 0 && starts(at, word, kind));
            clause
        })
        .collect()
}
