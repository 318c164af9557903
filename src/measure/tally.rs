//! Everything that the three tables need, as integers: a document is added once, tallies merge in any order.

use std::collections::{BTreeMap, BTreeSet};

use super::bootstrap;
use super::flow::{Cell, Flow};
use super::row::{DirectionRow, MeasureRow, ProfileRow};
use super::scheme::{Members, Scheme};
use super::subject::Subject;
use super::sum::Sum;
use super::{direction, profile, table};
use crate::codebook::Codebook;
use crate::manifest::Manifest;
use crate::record::{CodeRecord, Coded, Evidence};

/// The counts of a corpus or of a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub(super) scheme: Scheme,
    seed: u64,
    replicates: usize,
    ledgers: Vec<Ledger>,
}

/// The counts of one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ledger {
    /// Documents coded under it, with or without evidence.
    pub(super) documents: u64,
    /// Pieces by kind.
    pub(super) flows: BTreeMap<Flow, u64>,
    /// Sums with their replicates; what is not there is zero.
    pub(super) sums: BTreeMap<Cell, Sum>,
}

/// What one document adds to the sums: group and cell, how often.
type Counted = BTreeMap<(usize, Cell), u32>;

impl Tally {
    /// An empty tally; `replicates` is the number of resampled corpora that intervals are taken from.
    pub fn new(manifest: &Manifest, codebook: &Codebook, seed: u64, replicates: usize) -> Self {
        let scheme = Scheme::new(manifest, codebook);
        let ledgers = vec![Ledger::default(); scheme.groups()];
        Tally { scheme, seed, replicates, ledgers }
    }

    /// What the bootstrap's chance is keyed by.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How many resampled corpora the intervals are taken from.
    pub fn replicates(&self) -> usize {
        self.replicates
    }

    /// Counts one document. One that could not be read, or that no partnership claims, counts nowhere.
    pub fn add(&mut self, coded: &Coded) {
        let Some(document) = &coded.document else { return };
        let mut groups = BTreeSet::new();
        if let Some(members) = self.scheme.members(document.partnership.as_deref()) {
            groups.extend(members.groups(document.project.as_deref()));
        }
        let mut counted = Counted::new();
        for piece in &coded.evidence {
            if let Some(members) = self.scheme.members(piece.partnership.as_deref()) {
                let flow = Flow::new(piece, members);
                let cells = cells(&flow, piece, &self.scheme);
                for group in members.groups(piece.project.as_deref()) {
                    groups.insert(group);
                    for &cell in &cells {
                        *counted.entry((group, cell)).or_default() += 1;
                    }
                    *self.ledgers[group].flows.entry(flow.clone()).or_default() += 1;
                }
            }
        }
        for (members, record, code) in poles(&coded.codes, &self.scheme) {
            for group in members.groups(record.project.as_deref()) {
                groups.insert(group);
                *counted.entry((group, Cell::Segments(code))).or_default() += 1;
            }
        }
        for group in groups {
            self.ledgers[group].documents += 1;
        }
        // Most documents have no evidence, and need no weights.
        if !counted.is_empty() {
            let weights = bootstrap::weights(self.seed, &document.document, document.unit.as_deref(), self.replicates);
            for ((group, cell), n) in counted {
                self.ledgers[group].sums.entry(cell).or_default().add(n, &weights);
            }
        }
    }

    /// Adds the counts of other documents of the same corpus.
    ///
    /// Both tallies must have been made with the same manifest, codebook, seed and number of replicates.
    pub fn merge(&mut self, other: Tally) {
        debug_assert!(self.scheme == other.scheme && self.seed == other.seed && self.replicates == other.replicates);
        for (mine, theirs) in self.ledgers.iter_mut().zip(other.ledgers) {
            mine.documents += theirs.documents;
            for (flow, n) in theirs.flows {
                *mine.flows.entry(flow).or_default() += n;
            }
            for (cell, sum) in theirs.sums {
                mine.sums.entry(cell).or_default().merge(&sum);
            }
        }
    }

    /// The rows of `partnerships.csv`, in the order of the manifest, then of [`MEASURES`](super::MEASURES).
    pub fn measures(&self) -> Vec<MeasureRow> {
        self.subjects().flat_map(|subject| table::rows(&subject)).collect()
    }

    /// The rows of `directions.csv`, in the order of the manifest.
    pub fn directions(&self) -> Vec<DirectionRow> {
        self.subjects().flat_map(|subject| direction::rows(&subject)).collect()
    }

    /// The rows of `profile.csv`, in the order of the manifest, then of the codebook.
    pub fn profile(&self) -> Vec<ProfileRow> {
        self.subjects().flat_map(|subject| profile::rows(&subject)).collect()
    }

    /// Each partnership and each of its projects.
    fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        self.scheme.partnerships.iter().flat_map(move |members| {
            let projects = (0..members.projects.len()).map(Some);
            std::iter::once(None).chain(projects).map(move |project| Subject::new(self, members, project))
        })
    }

    pub(super) fn ledger(&self, group: usize) -> &Ledger {
        &self.ledgers[group]
    }
}

/// The sums that a piece adds to.
fn cells(flow: &Flow, piece: &Evidence, scheme: &Scheme) -> Vec<Cell> {
    let mut cells = flow.cells();
    if let Some((source, learner)) = flow.direct() {
        let codes: BTreeSet<usize> = piece.codes.iter().filter_map(|code| scheme.code(code)).collect();
        cells.extend(codes.into_iter().map(|code| Cell::Coded(source, learner, code)));
    }
    cells
}

/// The poles of dimensions among a document's codes, each once a segment.
fn poles<'a>(
    codes: &'a [CodeRecord],
    scheme: &'a Scheme,
) -> impl Iterator<Item = (&'a Members, &'a CodeRecord, usize)> {
    let mut seen = BTreeSet::new();
    codes.iter().filter_map(move |record| {
        let members = scheme.members(record.partnership.as_deref())?;
        let code = scheme.code(&record.code).filter(|&code| scheme.is_pole(code))?;
        seen.insert((record.segment, code)).then_some((members, record, code))
    })
}
