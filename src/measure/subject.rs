//! What a measure is of, a partnership or one of its projects, and the counts it is made of.

use super::figure::too_few_pieces;
use super::flow::{Cell, Flow, Pool, Reading};
use super::formula;
use super::row::Reason;
use super::scheme::Members;
use super::sum::{Draw, NOTHING, Sum};
use super::tally::{Ledger, Tally};

/// A partnership, or one of its projects.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) tally: &'a Tally,
    pub(super) members: &'a Members,
    /// The project's place in the manifest.
    project: Option<usize>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(tally: &'a Tally, members: &'a Members, project: Option<usize>) -> Self {
        Subject { tally, members, project }
    }

    /// The whole partnership.
    pub(super) fn partnership(&self) -> Subject<'a> {
        Subject { project: None, ..*self }
    }

    /// Each project of the partnership, with its type.
    pub(super) fn projects(&self) -> impl Iterator<Item = (Subject<'a>, Option<&'a str>)> {
        let subject = *self;
        let projects = self.members.projects.iter().enumerate();
        projects.map(move |(place, project)| (Subject { project: Some(place), ..subject }, project.kind.as_deref()))
    }

    /// The project's id, where it is one.
    pub(super) fn project_id(&self) -> Option<String> {
        self.project.map(|place| self.members.projects[place].id.clone())
    }

    /// Documents coded under it.
    pub(super) fn documents(&self) -> u64 {
        self.ledger().documents
    }

    /// Its kinds of pieces, each with how many there are.
    pub(super) fn flows(&self) -> impl Iterator<Item = (&'a Flow, u64)> {
        self.ledger().flows.iter().map(|(flow, &n)| (flow, n))
    }

    /// How many pieces are so.
    pub(super) fn pieces(&self, such: impl Fn(&Flow) -> bool) -> u64 {
        self.flows().filter(|(flow, _)| such(flow)).map(|(_, n)| n).sum()
    }

    /// A sum over its documents.
    pub(super) fn sum(&self, cell: Cell) -> &'a Sum {
        self.ledger().sums.get(&cell).unwrap_or(&NOTHING)
    }

    /// How evenly its partners learn in a pool of pieces.
    pub(super) fn evenness(&self, pool: Pool, reading: Reading) -> Evenness<'a> {
        Evenness::over(&[*self], pool, reading)
    }

    fn ledger(&self) -> &'a Ledger {
        self.tally.ledger(self.members.group + self.project.map_or(0, |place| 1 + place))
    }
}

/// The mutuality index over a pool of pieces, in any draw.
pub(super) struct Evenness<'a> {
    /// Partner by partner, the sums that make up L(x).
    learning: Vec<Vec<&'a Sum>>,
    /// Pieces with a learner: a mutual piece counts once.
    pub(super) pieces: u64,
}

impl<'a> Evenness<'a> {
    /// Over one or more projects of a partnership, taken together.
    pub(super) fn over(subjects: &[Subject<'a>], pool: Pool, reading: Reading) -> Self {
        let partners = subjects.first().map_or(0, |subject| subject.members.partners.len());
        let learning = |x| subjects.iter().map(|subject| subject.sum(Cell::Learning(pool, reading, x))).collect();
        let counts = |flow: &Flow| flow.is_in(pool) && !flow.learners(reading).is_empty();
        Evenness {
            learning: (0..partners).map(learning).collect(),
            pieces: subjects.iter().map(|subject| subject.pieces(counts)).sum(),
        }
    }

    /// The index in one draw.
    pub(super) fn at(&self, draw: Draw) -> Option<f64> {
        let learning: Vec<u64> = self.learning.iter().map(|sums| sums.iter().map(|sum| sum.at(draw)).sum()).collect();
        formula::evenness(&learning)
    }

    /// Why there is no index, where there is none.
    pub(super) fn lacking(&self) -> Option<Reason> {
        too_few_pieces(self.pieces)
    }
}
