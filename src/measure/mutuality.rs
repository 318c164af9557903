//! The measures with an interval: each takes a partnership or project and a reading of the roles.

use std::collections::BTreeMap;

use super::figure::{Figure, MINIMUM_PIECES, too_few_pieces};
use super::flow::{Cell, Flow, Pool, Reading};
use super::formula;
use super::row::Reason;
use super::subject::{Evenness, Subject};
use super::sum::Draw;

/// `(L(x) − L(y)) / (L(x) + L(y))` for each pair of partners; rests on the pieces in which one of the two learns.
pub(super) fn balance(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let partners = subject.members.partners.len();
    let pairs = (0..partners).flat_map(|x| (x + 1..partners).map(move |y| (x, y)));
    pairs
        .map(|(x, y)| {
            let learns = |flow: &Flow| flow.learners(reading).iter().any(|&learner| learner == x || learner == y);
            let n = subject.pieces(|flow| flow.is_in(Pool::Realised) && learns(flow));
            let learning = |x| subject.sum(Cell::Learning(Pool::Realised, reading, x));
            let (of_x, of_y) = (learning(x), learning(y));
            Figure::statistic(subject, n, too_few_pieces(n), |draw| formula::balance(of_x.at(draw), of_y.at(draw)))
                .of(subject.members.name(&[x, y]))
        })
        .collect()
}

/// How evenly the partners learn.
pub(super) fn mutuality_index(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let index = subject.evenness(Pool::Realised, reading);
    vec![Figure::statistic(subject, index.pieces, index.lacking(), |draw| index.at(draw))]
}

/// 1 − index.
pub(super) fn mutuality_gap(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let index = subject.evenness(Pool::Realised, reading);
    vec![Figure::statistic(subject, index.pieces, index.lacking(), |draw| Some(1.0 - index.at(draw)?))]
}

/// The index on paper minus the index in fact; both must have their five pieces.
pub(super) fn rhetoric_gap(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let fact = subject.evenness(Pool::Realised, reading);
    let paper = subject.evenness(Pool::Paper, reading);
    let lacking = fact.lacking().or(paper.lacking());
    let gap = |draw| Some(paper.at(draw)? - fact.at(draw)?);
    vec![Figure::statistic(subject, fact.pieces + paper.pieces, lacking, gap)]
}

/// The partnership's index minus the mean of its projects'.
pub(super) fn level_gap(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let whole = subject.evenness(Pool::Realised, reading);
    let projects = subject.projects().map(|(project, _)| project.evenness(Pool::Realised, reading));
    let projects: Vec<Evenness<'_>> = projects.filter(|index| index.lacking().is_none()).collect();
    let lacking = whole.lacking().or(projects.is_empty().then_some(Reason::NoProjectsWithIndex));
    let gap = |draw| Some(whole.at(draw)? - mean_index(&projects, draw)?);
    vec![Figure::statistic(subject, whole.pieces, lacking, gap)]
}

/// The share of mutual pieces; what is closed cannot be mutual.
pub(super) fn claimed_mutuality(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    let (mutual, realised) = (subject.sum(Cell::Mutual), subject.sum(Cell::Realised));
    let n = realised.at(Draw::Whole);
    let share = |draw| formula::share(mutual.at(draw), realised.at(draw));
    vec![Figure::statistic(subject, n, too_few_pieces(n), share)]
}

/// The index without the mutual pieces.
pub(super) fn evidenced_mutuality(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let index = subject.evenness(Pool::Directed, reading);
    vec![Figure::statistic(subject, index.pieces, index.lacking(), |draw| index.at(draw))]
}

/// The mean over project types of the index within each.
pub(super) fn topical_mutuality(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let mut types: BTreeMap<&str, Vec<Subject<'_>>> = BTreeMap::new();
    for (project, kind) in subject.projects() {
        if let Some(kind) = kind {
            types.entry(kind).or_default().push(project);
        }
    }
    let types = types.values().map(|projects| Evenness::over(projects, Pool::Realised, reading));
    let types: Vec<Evenness<'_>> = types.filter(|index| index.lacking().is_none()).collect();
    let n = types.iter().map(|index| index.pieces).sum();
    let lacking = types.is_empty().then_some(Reason::NoTypesWithIndex);
    vec![Figure::statistic(subject, n, lacking, |draw| mean_index(&types, draw))]
}

/// (enabling − hindering) / (enabling + hindering) segments, for each dimension.
pub(super) fn dimension_score(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    let dimensions = subject.tally.scheme.dimensions.iter();
    dimensions
        .map(|dimension| {
            let enabling = subject.sum(Cell::Segments(dimension.enabling));
            let hindering = subject.sum(Cell::Segments(dimension.hindering));
            let n = enabling.at(Draw::Whole) + hindering.at(Draw::Whole);
            let lacking = (n < MINIMUM_PIECES).then_some(Reason::FewerThanFiveSegments);
            let score = |draw| formula::balance(enabling.at(draw), hindering.at(draw));
            Figure::statistic(subject, n, lacking, score).of(dimension.name.as_str())
        })
        .collect()
}

/// The unweighted mean of the indices that are defined in this draw. Which may take part the whole corpus decides: the
/// rule of five is not for replicates.
fn mean_index(indices: &[Evenness<'_>], draw: Draw) -> Option<f64> {
    let defined: Vec<f64> = indices.iter().filter_map(|index| index.at(draw)).collect();
    formula::mean(&defined)
}
