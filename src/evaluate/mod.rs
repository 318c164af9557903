//! A run against human coding: sets of edges, statuses and codes per passage, compared as the interface defines.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::record::{Scope, Status};

/// One passage with its human coding: a line of a gold file.
#[derive(Debug, Clone, Deserialize)]
pub struct Passage {
    /// The `id` of the row it was coded from.
    pub id: String,
    /// Its language.
    pub language: String,
    /// The directional evidence in it.
    pub evidence: Vec<Coding>,
    /// The codes that it carries.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Codes that count neither way.
    #[serde(default)]
    pub codes_maybe: Vec<String>,
}

/// One piece of evidence as a person or a run coded it.
#[derive(Debug, Clone, Deserialize)]
pub struct Coding {
    /// Who gains.
    pub learner: Vec<String>,
    /// From whom.
    pub source: Vec<String>,
    /// Realised, intended, negated or general.
    pub status: Status,
    /// Intra or inter.
    #[serde(default = "inter")]
    pub scope: Scope,
}

fn inter() -> Scope {
    Scope::Inter
}

/// What one passage holds, by one coder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// (source, learner); `?` for an empty role; a general piece is one edge of its kind.
    pub edges: BTreeSet<Edge>,
    /// The same with status.
    pub with_status: BTreeSet<(Edge, Status)>,
    /// The codes.
    pub codes: BTreeSet<String>,
}

/// From a source to a learner.
pub type Edge = (String, String);

impl Coded {
    /// Adds one piece.
    pub fn add(&mut self, piece: &Coding) {
        for edge in edges(piece) {
            self.with_status.insert((edge.clone(), piece.status));
            self.edges.insert(edge);
        }
    }
}

/// The edges of one piece: a mutual one gives each of those who exchange to each other.
fn edges(piece: &Coding) -> Vec<Edge> {
    if piece.status == Status::General {
        return vec![("general".to_owned(), "general".to_owned())];
    }
    let or_open = |ids: &[String]| if ids.is_empty() { vec!["?".to_owned()] } else { ids.to_vec() };
    let (sources, learners) = (or_open(&piece.source), or_open(&piece.learner));
    let mutual = piece.source.len() > 1 && learners.iter().all(|id| sources.contains(id));
    let mut edges = Vec::new();
    for source in &sources {
        for learner in &learners {
            if !(mutual && source == learner) {
                edges.push((source.clone(), learner.clone()));
            }
        }
    }
    edges
}

/// True and false, found and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// In both.
    pub both: usize,
    /// In the run only.
    pub extra: usize,
    /// In the gold only.
    pub missed: usize,
}

impl Counts {
    /// Counts two sets against each other.
    pub fn of<T: Ord>(run: &BTreeSet<T>, gold: &BTreeSet<T>) -> Counts {
        let both = run.intersection(gold).count();
        Counts { both, extra: run.len() - both, missed: gold.len() - both }
    }

    /// Adds the counts of another passage.
    pub fn add(&mut self, other: Counts) {
        self.both += other.both;
        self.extra += other.extra;
        self.missed += other.missed;
    }

    /// Share of the run's that the gold has; nothing where the run has none.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.both, self.both + self.extra)
    }

    /// Share of the gold's that the run has; nothing where the gold has none.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.both, self.both + self.missed)
    }

    /// Their harmonic mean.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.both, 2 * self.both + self.extra + self.missed)
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    #[allow(clippy::cast_precision_loss, reason = "counts of passages are small")]
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The figures of one language, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// Passages compared.
    pub passages: usize,
    /// Whether there is any piece.
    pub detection: Counts,
    /// Edges.
    pub direction: Counts,
    /// Edges with status.
    pub full: Counts,
    /// Codes.
    pub codes: Counts,
    /// Gold's one-way edges between partners that the run has the other way round only.
    pub reversed: usize,
    /// Gold's one-way edges between partners.
    pub one_way: usize,
}

impl Scores {
    /// Adds one passage.
    pub fn add(&mut self, run: &Coded, gold: &Coded, maybe: &[String]) {
        self.passages += 1;
        let any = |coded: &Coded| BTreeSet::from_iter((!coded.edges.is_empty()).then_some(()));
        self.detection.add(Counts::of(&any(run), &any(gold)));
        self.direction.add(Counts::of(&run.edges, &gold.edges));
        self.full.add(Counts::of(&run.with_status, &gold.with_status));
        let less = |codes: &BTreeSet<String>| codes.iter().filter(|code| !maybe.contains(code)).cloned().collect();
        self.codes.add(Counts::of::<String>(&less(&run.codes), &less(&gold.codes)));
        for (source, learner) in &gold.edges {
            let back = (learner.clone(), source.clone());
            let between_partners = source != learner && source != "?" && learner != "?";
            if between_partners && !gold.edges.contains(&back) {
                self.one_way += 1;
                self.reversed += usize::from(run.edges.contains(&back));
            }
        }
    }

    /// Share of gold's one-way edges that the run turned round.
    pub fn reversed_rate(&self) -> Option<f64> {
        ratio(self.reversed, self.one_way)
    }
}

/// Scores per language, and of all under `all`.
pub fn scores(gold: &[Passage], run: &BTreeMap<String, Coded>) -> BTreeMap<String, Scores> {
    let mut scores: BTreeMap<String, Scores> = BTreeMap::new();
    let nothing = Coded::default();
    for passage in gold {
        let found = run.get(&passage.id).unwrap_or(&nothing);
        let expected = passage.coded();
        for key in [passage.language.as_str(), "all"] {
            scores.entry(key.to_owned()).or_default().add(found, &expected, &passage.codes_maybe);
        }
    }
    scores
}

impl Passage {
    /// Its human coding as sets.
    pub fn coded(&self) -> Coded {
        let mut coded = Coded { codes: self.codes.iter().cloned().collect(), ..Coded::default() };
        for piece in &self.evidence {
            coded.add(piece);
        }
        coded
    }
}
