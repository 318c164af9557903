//! Cues of status: words that make learning a plan, a denial, a generality or a fact, and how far they reach.

use std::ops::Range;

use regex::RegexSet;

use crate::error::Fault;
use crate::lexicon::{Matcher, PatternReader, Word};
use crate::record::Status;
use crate::source::{Reader, Source};

/// How far a cue reaches where its line does not say.
const DEFAULT_REACH: usize = 8;

/// Where the trigger stands that a cue speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// After the cue.
    After,
    /// Before the cue.
    Before,
    /// Either.
    Both,
    /// Anywhere in the segment, whatever the distance.
    Segment,
}

/// A line of `status.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// What it makes of the learning; nothing where it only uses up words (`not only`).
    pub status: Option<Status>,
    /// Where the trigger stands.
    pub side: Side,
    /// At most so many words away.
    pub reach: usize,
    /// Whether it may lie behind the end of a clause.
    pub over_clauses: bool,
}

/// A cue found in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueMatch<'a> {
    /// What it says.
    pub cue: &'a Cue,
    /// Its words.
    pub words: Range<usize>,
}

/// What a language's `status.toml` says.
#[derive(Debug, Default)]
pub struct Cues {
    matcher: Matcher,
    cues: Vec<Cue>,
    forms: RegexSet,
    form_statuses: Vec<Status>,
}

impl Cues {
    /// Reads `status.toml`.
    pub fn load(source: &Source, patterns: &mut PatternReader<'_>, faults: &mut Vec<Fault>) -> Cues {
        let table = source.table(faults);
        let mut reader = Reader::new(source, faults);
        reader.known_keys(&table, &["cues", "forms"]);
        let mut cues = Cues::default();
        for item in table.get("cues").map_or(&[][..], |value| reader.items(value)) {
            let Some(entry) = reader.sub_table(item) else { continue };
            reader.known_keys(entry, &["match", "status", "side", "reach", "over_clauses", "note"]);
            let status = match entry.get("status").map(|value| (value.span().start, reader.string(value))) {
                None | Some((_, Some("none"))) => None,
                Some((at, name)) => {
                    let status = Status::ALL.into_iter().find(|status| Some(status.name()) == name);
                    if status.is_none() {
                        reader.fault(at, "unknown status", "realised, intended, negated, general or none");
                        continue;
                    }
                    status
                }
            };
            let side = match entry.get("side").map(|value| (value.span().start, reader.string(value))) {
                None | Some((_, Some("after"))) => Side::After,
                Some((_, Some("before"))) => Side::Before,
                Some((_, Some("both"))) => Side::Both,
                Some((_, Some("segment"))) => Side::Segment,
                Some((at, _)) => {
                    reader.fault(at, "unknown side", "after, before, both or segment (where the learning stands)");
                    continue;
                }
            };
            let reach = entry.get("reach").and_then(|value| reader.number(value)).map_or(DEFAULT_REACH, |n| n as usize);
            let over_clauses = entry.get("over_clauses").and_then(|value| reader.boolean(value)).unwrap_or(false);
            let Some(value) = entry.get("match") else {
                reader.fault(item.span().start, "a cue without `match`", "`match = \"…\"`");
                continue;
            };
            let added = patterns.add_all(&mut reader, value, &mut cues.matcher);
            cues.cues.extend(std::iter::repeat_n(Cue { status, side, reach, over_clauses }, added));
        }
        let mut forms = Vec::new();
        for item in table.get("forms").map_or(&[][..], |value| reader.items(value)) {
            let Some(entry) = reader.sub_table(item) else { continue };
            reader.known_keys(entry, &["form", "status", "note"]);
            let name = entry.get("status").and_then(|value| reader.string(value)).unwrap_or_default();
            let Some(status) = Status::ALL.into_iter().find(|status| status.name() == name) else {
                reader.fault(item.span().start, "unknown status", "realised, intended, negated or general");
                continue;
            };
            let Some(value) = entry.get("form") else { continue };
            let Some(form) = reader.string(value) else { continue };
            match regex::Regex::new(form) {
                Ok(_) => {
                    forms.push(format!("^(?:{form})$"));
                    cues.form_statuses.push(status);
                }
                Err(error) => reader.fault(value.span().start, error.to_string(), "a regular expression"),
            }
        }
        cues.forms = RegexSet::new(&forms).expect("each was compiled alone");
        cues
    }

    /// The cues of a segment; where two overlap the longer one stands, so that `not only` uses up `not`.
    pub fn find(&self, words: &[Word<'_>]) -> Vec<CueMatch<'_>> {
        let mut found = self.matcher.find(words);
        found.sort_by_key(|found| (std::cmp::Reverse(found.words.len()), found.words.start, found.pattern));
        let mut kept: Vec<CueMatch<'_>> = Vec::new();
        for candidate in found {
            let overlaps =
                |cue: &CueMatch<'_>| cue.words.start < candidate.words.end && candidate.words.start < cue.words.end;
            if !kept.iter().any(overlaps) {
                kept.push(CueMatch { cue: &self.cues[candidate.pattern], words: candidate.words });
            }
        }
        kept.sort_by_key(|cue| cue.words.start);
        kept
    }

    /// What the form of the trigger itself says (a negated or future verb).
    pub fn of_form(&self, form: &str) -> Option<Status> {
        self.forms.matches(form).into_iter().map(|i| self.form_statuses[i]).max()
    }
}
