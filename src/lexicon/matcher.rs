//! Which patterns occur where in a row of words. Works on element numbers only; deterministic and linear in the number of
//! places where a pattern can start.

use std::ops::Range;

use super::element::{ElementId, ElementsBuilder};
use super::pattern::{Node, Pattern};
use crate::token::Gap;

/// One word as the matcher sees it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The elements that it satisfies, ascending.
    pub elements: &'a [ElementId],
    /// What parts it from the word before.
    pub gap: Gap,
}

/// A set of patterns, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    patterns: Vec<Steps>,
    /// For each element, the patterns that need it (or one of several) to be there at all.
    anchored: Vec<Vec<u32>>,
}

/// One pattern, compiled.
#[derive(Debug)]
struct Steps {
    steps: Vec<Step>,
    /// The elements that its first word may have, ascending.
    first: Vec<ElementId>,
}

/// One pattern found at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of the pattern, in the order they were added.
    pub pattern: usize,
    /// The words it covers.
    pub words: Range<usize>,
    named: u64,
}

impl Found {
    /// The words that the pattern names, gaps left out.
    pub fn named(&self) -> impl Iterator<Item = usize> + use<> {
        let (words, named) = (self.words.clone(), self.named);
        words.clone().filter(move |at| {
            // The first and last word are always named, also where the match is too long to keep count.
            *at == words.start
                || *at + 1 == words.end
                || 1u64.checked_shl((at - words.start) as u32).is_some_and(|bit| named & bit != 0)
        })
    }
}

#[derive(Debug, Clone)]
enum Step {
    Element(ElementId),
    Any,
    Gap(usize),
    Optional(Vec<Step>),
    Alternatives(Vec<Vec<Step>>),
}

impl Matcher {
    /// Adds a pattern; its number is the count of those before it.
    pub fn add(&mut self, pattern: &Pattern, elements: &mut ElementsBuilder) {
        let number = u32::try_from(self.patterns.len()).expect("fewer patterns than u32 counts");
        let steps = compile(pattern, elements);
        let mut first = Vec::new();
        first_elements(&steps, &mut first);
        first.sort_unstable();
        first.dedup();
        // The longest word that must be there is the rarest; where any of several may be, each of them is an anchor.
        let words = pattern.nodes.iter().filter_map(|node| if let Node::Word(word) = node { Some(word) } else { None });
        let anchors = match words.max_by_key(|word| word.len()) {
            Some(word) => vec![elements.id(word)],
            None => first.clone(),
        };
        for anchor in anchors {
            let anchor = anchor as usize;
            if self.anchored.len() <= anchor {
                self.anchored.resize(anchor + 1, Vec::new());
            }
            self.anchored[anchor].push(number);
        }
        self.patterns.push(Steps { steps, first });
    }

    /// Every pattern at every place where it starts, its longest extent there; by start, then pattern.
    pub fn find(&self, words: &[Word<'_>]) -> Vec<Found> {
        let present = Present::new(words);
        let anchored = present.elements().filter_map(|element| self.anchored.get(element));
        let mut candidates: Vec<u32> = anchored.flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut found = Vec::new();
        for pattern in candidates {
            let Steps { steps, first } = &self.patterns[pattern as usize];
            if !present.may_match(steps) {
                continue;
            }
            for start in (0..words.len()).filter(|&at| meet(words[at].elements, first)) {
                if let Some((end, named)) = (Attempt { words, start }).longest(steps) {
                    found.push(Found { pattern: pattern as usize, words: start..end, named });
                }
            }
        }
        found.sort_by_key(|found| (found.words.start, found.pattern));
        found
    }
}

/// Whether two ascending lists share an element.
fn meet(a: &[ElementId], b: &[ElementId]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().any(|element| long.binary_search(element).is_ok())
}

/// Which elements a segment has at all.
struct Present {
    bits: Vec<u64>,
}

impl Present {
    fn new(words: &[Word<'_>]) -> Present {
        let last = words.iter().filter_map(|word| word.elements.last()).max();
        let mut bits = vec![0; last.map_or(0, |&last| last as usize / 64 + 1)];
        for &element in words.iter().flat_map(|word| word.elements) {
            bits[element as usize / 64] |= 1 << (element % 64);
        }
        Present { bits }
    }

    /// The elements, ascending.
    fn elements(&self) -> impl Iterator<Item = usize> {
        let words = self.bits.iter().enumerate().filter(|(_, bits)| **bits != 0);
        words.flat_map(|(at, &bits)| (0..64).filter(move |bit| bits & (1 << bit) != 0).map(move |bit| at * 64 + bit))
    }

    /// Whether the segment has, anywhere, every word that a pattern cannot do without.
    fn may_match(&self, steps: &[Step]) -> bool {
        steps.iter().all(|step| match step {
            Step::Element(element) => self.has(*element),
            Step::Alternatives(alternatives) => alternatives.iter().any(|steps| self.may_match(steps)),
            Step::Any | Step::Gap(_) | Step::Optional(_) => true,
        })
    }

    fn has(&self, element: ElementId) -> bool {
        self.bits.get(element as usize / 64).is_some_and(|bits| bits & (1 << (element % 64)) != 0)
    }
}

fn compile(pattern: &Pattern, elements: &mut ElementsBuilder) -> Vec<Step> {
    pattern
        .nodes
        .iter()
        .map(|node| match node {
            Node::Word(word) => Step::Element(elements.id(word)),
            Node::Any => Step::Any,
            Node::Gap(words) => Step::Gap(*words),
            Node::Optional(pattern) => Step::Optional(compile(pattern, elements)),
            Node::Alternatives(patterns) => {
                Step::Alternatives(patterns.iter().map(|pattern| compile(pattern, elements)).collect())
            }
        })
        .collect()
}

/// The elements that the first word may have; true where the steps may be passed without a word.
fn first_elements(steps: &[Step], first: &mut Vec<ElementId>) -> bool {
    for step in steps {
        match step {
            Step::Element(element) => {
                first.push(*element);
                return false;
            }
            Step::Any | Step::Gap(_) => return false,
            Step::Optional(steps) => {
                first_elements(steps, first);
            }
            Step::Alternatives(alternatives) => {
                let mut passable = false;
                for steps in alternatives {
                    passable |= first_elements(steps, first);
                }
                if !passable {
                    return false;
                }
            }
        }
    }
    true
}

/// A place that a part of a pattern has reached. All places are carried along together, so that no pattern, however many
/// gaps it has, takes more than its length times that of the segment.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Reached {
    /// The next word.
    at: usize,
    /// Whether it need not be adjacent to the one before: the pattern starts there, or a gap ends there.
    free: bool,
    /// Which words a part of the pattern names (bit i: the i-th word of the match).
    named: u64,
}

/// One attempt to match a pattern from word `start` on.
struct Attempt<'a> {
    words: &'a [Word<'a>],
    start: usize,
}

impl Attempt<'_> {
    /// The furthest extent of a pattern: its end and the words it names.
    fn longest(&self, steps: &[Step]) -> Option<(usize, u64)> {
        let begin = vec![Reached { at: self.start, free: true, named: 0 }];
        let reached = self.reach(steps, begin);
        reached.into_iter().map(|reached| (reached.at, reached.named)).max()
    }

    fn reach(&self, steps: &[Step], mut from: Vec<Reached>) -> Vec<Reached> {
        for step in steps {
            from = match step {
                Step::Element(element) => {
                    let is = |word: &Word<'_>| word.elements.binary_search(element).is_ok();
                    self.advance(&from, is, true)
                }
                Step::Any => self.advance(&from, |_| true, false),
                Step::Gap(most) => from.iter().flat_map(|reached| self.gap(*reached, *most)).collect(),
                Step::Optional(inner) => {
                    let mut all = self.reach(inner, from.clone());
                    all.extend(from);
                    all
                }
                Step::Alternatives(all) => all.iter().flat_map(|inner| self.reach(inner, from.clone())).collect(),
            };
            from.sort_by_key(|reached| (reached.at, reached.free, std::cmp::Reverse(reached.named)));
            from.dedup_by_key(|reached| (reached.at, reached.free));
            if from.is_empty() {
                break;
            }
        }
        from
    }

    /// One word further, from every place whose next word fits.
    fn advance(&self, from: &[Reached], fits: impl Fn(&Word<'_>) -> bool, named: bool) -> Vec<Reached> {
        let fitting = from.iter().filter(|reached| {
            let word = self.words.get(reached.at);
            word.is_some_and(|word| (reached.free || word.gap == Gap::Adjacent) && fits(word))
        });
        let next = fitting.map(|reached| {
            let bit = u32::try_from(reached.at - self.start).ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or(0);
            let named = reached.named | if named { bit } else { 0 };
            Reached { at: reached.at + 1, free: false, named }
        });
        next.collect()
    }

    /// The places that a gap may end at: not behind the end of a clause.
    fn gap(&self, from: Reached, most: usize) -> impl Iterator<Item = Reached> {
        let ahead = self.words[from.at..].iter().take(most + 1);
        let reach = ahead.take_while(|word| word.gap != Gap::Strong).count();
        (from.at..from.at + reach).map(move |at| Reached { at, free: true, ..from })
    }
}
