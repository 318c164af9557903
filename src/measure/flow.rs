//! One piece of evidence as the counts see it, and the sums that it adds to.

use super::scheme::Members;
use crate::manifest::EXTERNAL;
use crate::record::{Evidence, Scope, Status};

/// All that tells one piece from another in the counts; partners by their place in the manifest, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Flow {
    pub(super) source: Vec<usize>,
    pub(super) learner: Vec<usize>,
    pub(super) voice: Voice,
    pub(super) status: Status,
    pub(super) scope: Scope,
    pub(super) third_party: bool,
    /// The learner that the other role implies, in a partnership of two.
    inferred: Vec<usize>,
}

/// On whose behalf a piece is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    Partner(usize),
    External,
    Unknown,
}

/// Which roles count: those in the text, or also those that follow from the other one (`closed`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    Written,
    Closed,
}

/// Which pieces of inter evidence an index is of. Third-party pieces are in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pool {
    /// Realised.
    Realised,
    /// Realised, the mutual ones left out.
    Directed,
    /// Intended and general: what stands on paper.
    Paper,
}

/// One sum over documents that measures with an interval are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    /// Pieces of the pool in which this partner learns.
    Learning(Pool, Reading, usize),
    /// Realised inter pieces.
    Realised,
    /// Mutual ones among them.
    Mutual,
    /// Those of one source and one learner: source, learner.
    Direct(usize, usize),
    /// Those with a code: source, learner, code.
    Coded(usize, usize, usize),
    /// Segments with a code.
    Segments(usize),
}

impl Flow {
    pub(super) fn new(piece: &Evidence, members: &Members) -> Self {
        Flow {
            source: members.set(&piece.source),
            learner: members.set(&piece.learner),
            voice: Voice::new(piece.voice.as_deref(), members),
            status: piece.status,
            scope: piece.scope,
            third_party: piece.third_party,
            inferred: members.set(&piece.closed.learner),
        }
    }

    /// Whether it counts in an index of this pool, once its learner is known.
    pub(super) fn is_in(&self, pool: Pool) -> bool {
        let status = match pool {
            Pool::Realised => self.status == Status::Realised,
            Pool::Directed => self.status == Status::Realised && !self.mutual(),
            Pool::Paper => matches!(self.status, Status::Intended | Status::General),
        };
        status && self.scope == Scope::Inter && !self.third_party
    }

    /// Whether the same partners learn from each other.
    pub(super) fn mutual(&self) -> bool {
        self.learner.len() > 1 && self.learner == self.source
    }

    /// Who gains.
    pub(super) fn learners(&self, reading: Reading) -> &[usize] {
        match reading {
            Reading::Closed if self.learner.is_empty() => &self.inferred,
            _ => &self.learner,
        }
    }

    /// The one source and the one learner of a piece that goes in one direction and has happened.
    pub(super) fn direct(&self) -> Option<(usize, usize)> {
        match (self.source.as_slice(), self.learner.as_slice()) {
            (&[source], &[learner]) if self.is_in(Pool::Realised) => Some((source, learner)),
            _ => None,
        }
    }

    /// The sums it adds to, its codes left aside.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        for pool in [Pool::Realised, Pool::Directed, Pool::Paper] {
            if self.is_in(pool) {
                for reading in [Reading::Written, Reading::Closed] {
                    cells.extend(self.learners(reading).iter().map(|&x| Cell::Learning(pool, reading, x)));
                }
            }
        }
        if self.is_in(Pool::Realised) {
            cells.push(Cell::Realised);
            if self.mutual() {
                cells.push(Cell::Mutual);
            }
        }
        cells.extend(self.direct().map(|(source, learner)| Cell::Direct(source, learner)));
        cells
    }
}

impl Voice {
    fn new(voice: Option<&str>, members: &Members) -> Self {
        match voice {
            Some(EXTERNAL) => Voice::External,
            Some(id) => members.partner(id).map_or(Voice::Unknown, Voice::Partner),
            None => Voice::Unknown,
        }
    }

    /// As in the data; nothing where it is not known.
    pub(super) fn name(self, members: &Members) -> Option<String> {
        match self {
            Voice::Partner(place) => Some(members.partners[place].clone()),
            Voice::External => Some(EXTERNAL.to_owned()),
            Voice::Unknown => None,
        }
    }
}
