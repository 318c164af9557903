//! The status of one trigger: which cues reach it, and which of them wins.

use std::ops::Range;
use std::sync::Arc;

use super::construction::Trigger;
use super::cues::{CueMatch, Cues, Side};
use crate::lexicon::Type;
use crate::record::Status;

/// A status and the words that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The status.
    pub status: Status,
    /// The cue's words, where a cue gave it.
    pub cue: Option<Range<usize>>,
}

/// The status of a trigger: `negated` wins over `intended`, that over `general`, that over `realised` (codebook 2.2). A
/// construction that only names learning is `general` until a cue makes it a fact.
pub fn status(
    trigger: &Trigger<'_>,
    found: &[CueMatch<'_>],
    cues: &Cues,
    types: &[Arc<Type>],
    clauses: &[usize],
) -> Given {
    let reaching: Vec<&CueMatch<'_>> = found.iter().filter(|cue| reaches(cue, trigger, clauses)).collect();
    let strongest = reaching
        .iter()
        .filter_map(|cue| Some((cue.cue.status?, &cue.words)))
        .filter(|(status, _)| *status != Status::Realised)
        .max_by_key(|(status, words)| (*status, std::cmp::Reverse(distance(words, &trigger.words))));
    let of_form = trigger.named.iter().filter_map(|&at| cues.of_form(&types[at].form)).max();
    let fact = reaching.iter().find(|cue| cue.cue.status == Some(Status::Realised));
    let own = match fact {
        Some(cue) if trigger.construction.status == Status::General => {
            Given { status: Status::Realised, cue: Some(cue.words.clone()) }
        }
        _ => Given { status: trigger.construction.status, cue: None },
    };
    let by_cue = strongest.map(|(status, words)| Given { status, cue: Some(words.clone()) });
    let by_form = of_form.map(|status| Given { status, cue: None });
    [Some(own), by_form, by_cue]
        .into_iter()
        .flatten()
        .max_by_key(|given| given.status)
        .expect("its own status is there")
}

fn reaches(cue: &CueMatch<'_>, trigger: &Trigger<'_>, clauses: &[usize]) -> bool {
    if cue.cue.side == Side::Segment {
        return true;
    }
    let overlapping = cue.words.start < trigger.words.end && trigger.words.start < cue.words.end;
    if overlapping {
        return true;
    }
    let before = cue.words.end <= trigger.words.start;
    let right_side = match cue.cue.side {
        Side::After => before,
        Side::Before => !before,
        Side::Both | Side::Segment => true,
    };
    // A trigger that ends in `that` reaches into the next clause; its own is that of its first word.
    let (from, to) = (if before { cue.words.end - 1 } else { cue.words.start }, trigger.words.start);
    right_side
        && distance(&cue.words, &trigger.words) < cue.cue.reach
        && (cue.cue.over_clauses || clauses[from] == clauses[to])
}

fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}
