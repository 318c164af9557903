//! One number with what it rests on, its interval, or why either is missing.

use super::bootstrap::{self, MINIMUM_DOCUMENTS};
use super::row::Reason;
use super::subject::Subject;
use super::sum::Draw;

/// A measure that would rest on fewer pieces (a score: segments) is missing, not zero.
pub const MINIMUM_PIECES: u64 = 5;

/// One number of one measure; `key` is what it is of.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figure {
    pub(super) key: Option<String>,
    pub(super) value: Option<f64>,
    pub(super) n: u64,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) reason: Option<Reason>,
}

impl Figure {
    /// A plain count, which carries no interval.
    pub(super) fn count(n: u64) -> Self {
        Figure { value: Some(n as f64), n, ..Figure::default() }
    }

    /// A number that is missing.
    pub(super) fn missing(n: u64, reason: Reason) -> Self {
        Figure { n, reason: Some(reason), ..Figure::default() }
    }

    /// A statistic of the corpus with its interval over the replicates, unless something is lacking for it.
    pub(super) fn statistic(
        subject: &Subject<'_>,
        n: u64,
        lacking: Option<Reason>,
        statistic: impl Fn(Draw) -> Option<f64>,
    ) -> Self {
        if let Some(reason) = lacking {
            return Figure::missing(n, reason);
        }
        let Some(value) = statistic(Draw::Whole) else {
            return Figure::missing(n, Reason::FewerThanFivePieces);
        };
        let bounds = bounds(subject, statistic);
        Figure {
            key: None,
            value: Some(value),
            n,
            low: bounds.ok().map(|(low, _)| low),
            high: bounds.ok().map(|(_, high)| high),
            reason: bounds.err(),
        }
    }

    /// What it is of.
    pub(super) fn of(self, key: impl Into<String>) -> Self {
        Figure { key: Some(key.into()), ..self }
    }
}

/// What is lacking where a number rests on `n` pieces.
pub(super) fn too_few_pieces(n: u64) -> Option<Reason> {
    (n < MINIMUM_PIECES).then_some(Reason::FewerThanFivePieces)
}

/// The interval of a statistic.
fn bounds(subject: &Subject<'_>, statistic: impl Fn(Draw) -> Option<f64>) -> Result<(f64, f64), Reason> {
    let replicates = subject.tally.replicates();
    if replicates == 0 {
        return Err(Reason::NoReplicates);
    }
    // The partnership's documents decide, for its projects too: a project that rests on too few of them is undefined
    // in too many replicates.
    if subject.partnership().documents() < MINIMUM_DOCUMENTS {
        return Err(Reason::FewerThanFiveDocuments);
    }
    let defined = (0..replicates).filter_map(|r| statistic(Draw::Replicate(r))).collect();
    bootstrap::interval(defined, replicates)
}
