//! The plain counts among the measures: no rule of five, no interval.

use super::figure::Figure;
use super::flow::{Flow, Pool, Reading, Voice};
use super::scheme::UNRESOLVED;
use super::subject::Subject;
use crate::record::{Scope, Status};

/// Documents coded under it, with or without evidence.
pub(super) fn documents(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    vec![Figure::count(subject.documents())]
}

/// All pieces.
pub(super) fn pieces(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    vec![Figure::count(subject.pieces(|_| true))]
}

/// All pieces by status.
pub(super) fn pieces_by_status(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    let count = |status: Status| Figure::count(subject.pieces(|flow| flow.status == status)).of(status.name());
    Status::ALL.into_iter().map(count).collect()
}

/// Pieces within one partner.
pub(super) fn intra_pieces(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    vec![Figure::count(subject.pieces(|flow| flow.scope == Scope::Intra))]
}

/// Pieces from outsiders.
pub(super) fn third_party_pieces(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    vec![Figure::count(subject.pieces(|flow| flow.third_party))]
}

/// Pieces between partners that have happened.
pub(super) fn realised_pieces(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    vec![Figure::count(subject.pieces(|flow| flow.is_in(Pool::Realised)))]
}

/// Mutual ones among them.
pub(super) fn mutual_pieces(subject: &Subject<'_>, _: Reading) -> Vec<Figure> {
    vec![Figure::count(subject.pieces(|flow| flow.is_in(Pool::Realised) && flow.mutual()))]
}

/// L(x) for each partner, then the pieces whose learner is not known.
pub(super) fn learning(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let realised = |flow: &Flow| flow.is_in(Pool::Realised);
    learners(subject)
        .map(|(learner, name)| {
            Figure::count(subject.pieces(|flow| realised(flow) && learns(flow, reading, learner))).of(name)
        })
        .collect()
}

/// L(x) by voice: for each learner, each partner's voice, the outsider's, and none.
pub(super) fn perspective(subject: &Subject<'_>, reading: Reading) -> Vec<Figure> {
    let partners = (0..subject.members.partners.len()).map(Voice::Partner);
    let voices: Vec<Voice> = partners.chain([Voice::External, Voice::Unknown]).collect();
    let mut figures = Vec::new();
    for (learner, name) in learners(subject) {
        for &voice in &voices {
            let said = |flow: &Flow| flow.voice == voice && learns(flow, reading, learner);
            let voice = voice.name(subject.members).unwrap_or_else(|| UNRESOLVED.to_owned());
            let n = subject.pieces(|flow| flow.is_in(Pool::Realised) && said(flow));
            figures.push(Figure::count(n).of(format!("{name}|{voice}")));
        }
    }
    figures
}

/// Each partner with its name, then the learner that is not known.
fn learners(subject: &Subject<'_>) -> impl Iterator<Item = (Option<usize>, String)> {
    let partners = subject.members.partners.iter().enumerate();
    let unknown = std::iter::once((None, UNRESOLVED.to_owned()));
    partners.map(|(place, id)| (Some(place), id.clone())).chain(unknown)
}

/// Whether this partner gains; of no partner, whether nobody is known to.
fn learns(flow: &Flow, reading: Reading, learner: Option<usize>) -> bool {
    let learners = flow.learners(reading);
    learner.map_or(learners.is_empty(), |learner| learners.contains(&learner))
}
