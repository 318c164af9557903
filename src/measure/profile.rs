//! The rows of `profile.csv`: what kind of knowledge flows which way.

use super::figure::{Figure, too_few_pieces};
use super::flow::Cell;
use super::formula;
use super::row::ProfileRow;
use super::subject::Subject;
use super::sum::Draw;

/// Every code of the codebook in every direction that has a piece: where a direction has pieces, a code that none of
/// them carries has a share, and it is zero.
pub(super) fn rows(subject: &Subject<'_>) -> Vec<ProfileRow> {
    let partners = subject.members.partners.len();
    let directions = (0..partners).flat_map(|source| (0..partners).map(move |learner| (source, learner)));
    directions.flat_map(|(source, learner)| direction(subject, source, learner)).collect()
}

/// The shares within one direction.
fn direction(subject: &Subject<'_>, source: usize, learner: usize) -> Vec<ProfileRow> {
    let all = subject.sum(Cell::Direct(source, learner));
    let total = all.at(Draw::Whole);
    if total == 0 {
        return Vec::new();
    }
    let members = subject.members;
    let codes = subject.tally.scheme.codes.iter().enumerate();
    codes
        .map(|(number, code)| {
            let coded = subject.sum(Cell::Coded(source, learner, number));
            let share = |draw| formula::share(coded.at(draw), all.at(draw));
            let figure = Figure::statistic(subject, total, too_few_pieces(total), share);
            ProfileRow {
                partnership: members.id.clone(),
                project: subject.project_id(),
                source: members.partners[source].clone(),
                learner: members.partners[learner].clone(),
                code: code.clone(),
                n: coded.at(Draw::Whole),
                total,
                share: figure.value,
                low: figure.low,
                high: figure.high,
            }
        })
        .collect()
}
