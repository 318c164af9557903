//! The codebook's section 4 read aloud: lists of pieces, each measure by its definition, replicates by repeating
//! documents. Slow, and shares no code with what it checks but the weights.

use std::collections::{BTreeMap, BTreeSet};

use crate::manifest::{Manifest, Partnership};
use crate::measure::bootstrap::weights;
use crate::measure::{MeasureRow, ProfileRow, Reason};
use crate::record::{Coded, Evidence, Scope, Status};

type Pieces<'a> = Vec<&'a Evidence>;
/// A corpus → the value, or why there is none, with n.
type Definition<'a> = Box<dyn Fn(&[&Coded], bool) -> Option<f64> + 'a>;

pub(super) fn measures(manifest: &Manifest, corpus: &[Coded], seed: u64, replicates: usize) -> Vec<MeasureRow> {
    let partnership = &manifest.partnerships[0];
    let samples: Vec<Vec<&Coded>> = (0..replicates).map(|r| resample(corpus, seed, r, replicates)).collect();
    let mut rows = Vec::new();
    let projects = partnership.projects.iter().map(|project| Some(project.id.as_str()));
    for project in std::iter::once(None).chain(projects) {
        let subject = Subject { partnership, project, corpus, samples: &samples };
        subject.counts(&mut rows);
        for closed in [false, true] {
            subject.learning(closed, &mut rows);
            subject.indices(closed, &mut rows);
        }
        subject.shares(&mut rows);
    }
    rows
}

/// How many pieces of this row's direction have its code, of how many.
pub(super) fn profile(corpus: &[Coded], row: &ProfileRow) -> (u64, u64) {
    let corpus: Vec<&Coded> = corpus.iter().collect();
    let pieces = pieces(&corpus, row.project.as_deref(), "realised");
    let direct: Pieces<'_> = pieces
        .into_iter()
        .filter(|piece| piece.source == [row.source.clone()] && piece.learner == [row.learner.clone()])
        .collect();
    (direct.iter().filter(|piece| piece.codes.contains(&row.code)).count() as u64, direct.len() as u64)
}

/// Each document as often as its weight says.
fn resample(corpus: &[Coded], seed: u64, replicate: usize, replicates: usize) -> Vec<&Coded> {
    let weight = |coded: &Coded| weights(seed, &coded.document.as_ref().unwrap().document, None, replicates)[replicate];
    corpus.iter().flat_map(|coded| std::iter::repeat_n(coded, usize::from(weight(coded)))).collect()
}

struct Subject<'a> {
    partnership: &'a Partnership,
    project: Option<&'a str>,
    corpus: &'a [Coded],
    samples: &'a [Vec<&'a Coded>],
}

impl Subject<'_> {
    fn counts(&self, rows: &mut Vec<MeasureRow>) {
        let all = pieces(&self.all(), self.project, "all");
        let count = |such: &dyn Fn(&Evidence) -> bool| all.iter().filter(|piece| such(piece)).count();
        let in_project = |coded: &&Coded| coded.evidence.iter().any(|piece| piece.project.as_deref() == self.project);
        let documents = self.corpus.iter().filter(|coded| self.project.is_none() || in_project(coded)).count();
        let realised =
            |piece: &Evidence| piece.status == Status::Realised && piece.scope == Scope::Inter && !piece.third_party;
        rows.push(self.count("documents", None, documents));
        rows.push(self.count("pieces", None, all.len()));
        for status in Status::ALL {
            rows.push(self.count("pieces_by_status", Some(status.name()), count(&|p| p.status == status)));
        }
        rows.push(self.count("intra_pieces", None, count(&|p| p.scope == Scope::Intra)));
        rows.push(self.count("third_party_pieces", None, count(&|p| p.third_party)));
        rows.push(self.count("realised_pieces", None, count(&realised)));
        rows.push(self.count("mutual_pieces", None, count(&|p| realised(p) && p.mutual())));
    }

    fn learning(&self, closed: bool, rows: &mut Vec<MeasureRow>) {
        let realised = pieces(&self.all(), self.project, "realised");
        for learner in self.partners().iter().map(String::as_str).chain(["?"]) {
            let learns = |piece: &&&Evidence| match learner {
                "?" => learners(piece, closed).is_empty(),
                id => learners(piece, closed).iter().any(|learner| learner == id),
            };
            let learned: Pieces<'_> = realised.iter().filter(learns).copied().collect();
            rows.push(self.count(&name("learning", closed), Some(learner), learned.len()));
            for voice in self.partners().iter().map(String::as_str).chain(["external", "?"]) {
                let said = learned.iter().filter(|piece| piece.voice.as_deref().unwrap_or("?") == voice).count();
                rows.push(self.count(&name("perspective", closed), Some(&format!("{learner}|{voice}")), said));
            }
        }
    }

    fn indices(&self, closed: bool, rows: &mut Vec<MeasureRow>) {
        let partners = self.partners();
        let project = self.project;
        let learned = |pool: &str, project: Option<&str>| with_learner(&pieces(&self.all(), project, pool), closed);
        let (fact, paper, directed) =
            (learned("realised", project), learned("paper", project), learned("directed", project));
        let few = |n: usize| (n < 5).then_some(Reason::FewerThanFivePieces);
        let at = |pool: &'static str| -> Definition<'_> {
            let partners = self.partners();
            Box::new(move |corpus, _| index(&partners, &pieces(corpus, project, pool), closed))
        };
        for (i, x) in partners.iter().enumerate() {
            for y in &partners[i + 1..] {
                let n = pieces(&self.all(), project, "realised")
                    .iter()
                    .filter(|p| learners(p, closed).contains(x) || learners(p, closed).contains(y))
                    .count();
                let value: Definition<'_> = Box::new(move |corpus, _| {
                    let pieces = pieces(corpus, project, "realised");
                    let (a, b) = (l(&pieces, x, closed), l(&pieces, y, closed));
                    (a + b > 0.0).then(|| (a - b) / (a + b))
                });
                rows.push(self.row(&name("balance", closed), Some(&format!("{x}+{y}")), n, few(n), value));
            }
        }
        rows.push(self.row(&name("mutuality_index", closed), None, fact, few(fact), at("realised")));
        let realised = at("realised");
        let gap: Definition<'_> = Box::new(move |corpus, whole| Some(1.0 - realised(corpus, whole)?));
        rows.push(self.row(&name("mutuality_gap", closed), None, fact, few(fact), gap));
        let (realised, on_paper) = (at("realised"), at("paper"));
        let gap: Definition<'_> = Box::new(move |c, whole| Some(on_paper(c, whole)? - realised(c, whole)?));
        rows.push(self.row(&name("rhetoric_gap", closed), None, fact + paper, few(fact.min(paper)), gap));
        rows.push(self.row(&name("evidenced_mutuality", closed), None, directed, few(directed), at("directed")));
        if project.is_some() {
            return;
        }
        // Projects and types that have an index in the corpus itself.
        let projects: Vec<BTreeSet<&str>> =
            self.partnership.projects.iter().map(|project| BTreeSet::from([project.id.as_str()])).collect();
        let mut types: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for project in &self.partnership.projects {
            types.entry(project.kind.as_deref().unwrap()).or_default().insert(&project.id);
        }
        let n = |set: &BTreeSet<&str>| set.iter().map(|id| learned("realised", Some(id))).sum::<usize>();
        let projects: Vec<_> = projects.into_iter().filter(|set| n(set) >= 5).collect();
        let types: Vec<_> = types.into_values().filter(|set| n(set) >= 5).collect();
        let no_projects = projects.is_empty().then_some(Reason::NoProjectsWithIndex);
        let no_types = types.is_empty().then_some(Reason::NoTypesWithIndex);
        let n_types = types.iter().map(n).sum();
        let whole = at("realised");
        let all = self.partners();
        let level: Definition<'_> = Box::new(move |c, w| Some(whole(c, w)? - mean(&all, &projects, c, closed)?));
        rows.push(self.row(&name("level_gap", closed), None, fact, few(fact).or(no_projects), level));
        let topical: Definition<'_> = Box::new(move |corpus, _| mean(&partners, &types, corpus, closed));
        rows.push(self.row(&name("topical_mutuality", closed), None, n_types, no_types, topical));
    }

    fn shares(&self, rows: &mut Vec<MeasureRow>) {
        let project = self.project;
        let n = pieces(&self.all(), project, "realised").len();
        let claimed: Definition<'_> = Box::new(move |corpus, _| {
            let realised = pieces(corpus, project, "realised");
            let mutual = realised.iter().filter(|piece| piece.mutual()).count();
            (!realised.is_empty()).then(|| mutual as f64 / realised.len() as f64)
        });
        rows.push(self.row("claimed_mutuality", None, n, (n < 5).then_some(Reason::FewerThanFivePieces), claimed));
        let poles = move |corpus: &[&Coded], pole: &str| {
            let code = format!("dimension.trust.{pole}");
            let has = |coded: &&Coded| {
                let under = |p: Option<&str>| project.is_none() || p == project;
                let records = coded.codes.iter().filter(|r| r.code == code && under(r.project.as_deref()));
                records.map(|record| record.segment).collect::<BTreeSet<_>>().len()
            };
            corpus.iter().map(has).sum::<usize>()
        };
        let n = poles(&self.all(), "enabling") + poles(&self.all(), "hindering");
        let score: Definition<'_> = Box::new(move |corpus, _| {
            let (e, h) = (poles(corpus, "enabling") as f64, poles(corpus, "hindering") as f64);
            (e + h > 0.0).then(|| (e - h) / (e + h))
        });
        let few = (n < 5).then_some(Reason::FewerThanFiveSegments);
        rows.push(self.row("dimension_score", Some("trust"), n, few, score));
    }

    fn all(&self) -> Vec<&Coded> {
        self.corpus.iter().collect()
    }

    fn partners(&self) -> Vec<String> {
        self.partnership.partners.iter().map(|partner| partner.id.clone()).collect()
    }

    fn count(&self, measure: &str, key: Option<&str>, n: usize) -> MeasureRow {
        MeasureRow {
            partnership: self.partnership.id.clone(),
            project: self.project.map(Into::into),
            measure: measure.into(),
            key: key.map(Into::into),
            value: Some(n as f64),
            n: n as u64,
            low: None,
            high: None,
            reason: None,
        }
    }

    fn row(
        &self,
        measure: &str,
        key: Option<&str>,
        n: usize,
        lacking: Option<Reason>,
        definition: Definition<'_>,
    ) -> MeasureRow {
        let mut row = MeasureRow { value: None, reason: lacking, ..self.count(measure, key, n) };
        if lacking.is_some() {
            return row;
        }
        row.value = definition(&self.all(), true);
        let mut values: Vec<f64> = self.samples.iter().filter_map(|sample| definition(sample, false)).collect();
        values.sort_by(f64::total_cmp);
        if self.corpus.len() < 5 {
            row.reason = Some(Reason::FewerThanFiveDocuments);
        } else if (values.len() as f64) < 0.9 * self.samples.len() as f64 {
            row.reason = Some(Reason::UndefinedInReplicates);
        } else {
            let rank = |share: f64| values[(share * values.len() as f64).ceil() as usize - 1];
            (row.low, row.high) = (Some(rank(0.025)), Some(rank(0.975)));
        }
        row
    }
}

fn name(measure: &str, closed: bool) -> String {
    if closed { format!("{measure}.closed") } else { measure.to_owned() }
}

/// The pieces of a pool, under a project where one is given.
fn pieces<'a>(corpus: &[&'a Coded], project: Option<&str>, pool: &str) -> Pieces<'a> {
    let between = |piece: &Evidence| piece.scope == Scope::Inter && !piece.third_party;
    let such = |piece: &&Evidence| match pool {
        "realised" => between(piece) && piece.status == Status::Realised,
        "directed" => between(piece) && piece.status == Status::Realised && !piece.mutual(),
        "paper" => between(piece) && (piece.status == Status::Intended || piece.status == Status::General),
        _ => true,
    };
    let under = |piece: &&Evidence| project.is_none() || piece.project.as_deref() == project;
    corpus.iter().flat_map(|coded| &coded.evidence).filter(such).filter(under).collect()
}

fn learners(piece: &Evidence, closed: bool) -> &[String] {
    if closed && piece.learner.is_empty() { &piece.closed.learner } else { &piece.learner }
}

fn with_learner(pieces: &Pieces<'_>, closed: bool) -> usize {
    pieces.iter().filter(|piece| !learners(piece, closed).is_empty()).count()
}

/// L(x).
fn l(pieces: &Pieces<'_>, x: &String, closed: bool) -> f64 {
    pieces.iter().filter(|piece| learners(piece, closed).contains(x)).count() as f64
}

/// The index as the codebook writes it.
fn index(partners: &[String], pieces: &Pieces<'_>, closed: bool) -> Option<f64> {
    let learning: Vec<f64> = partners.iter().map(|x| l(pieces, x, closed)).collect();
    let n = learning.len() as f64;
    let sum: f64 = learning.iter().sum();
    let v = learning.iter().map(|l| l.min(sum / n)).sum::<f64>() / sum;
    (sum > 0.0).then(|| (v - 1.0 / n) / (1.0 - 1.0 / n))
}

/// The mean of the indices within each set of projects.
fn mean(partners: &[String], sets: &[BTreeSet<&str>], corpus: &[&Coded], closed: bool) -> Option<f64> {
    let within = |set: &BTreeSet<&str>| -> Option<f64> {
        let pieces = set.iter().flat_map(|id| pieces(corpus, Some(id), "realised")).collect();
        index(partners, &pieces, closed)
    };
    let values: Vec<f64> = sets.iter().filter_map(within).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
