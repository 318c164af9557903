//! The pieces of one segment against each other: how many there are (codebook 2.3).

use super::Partners;
use super::resolve::Piece;
use crate::record::Status;

/// Merges and drops pieces so that each combination of learner, source and status stands once.
pub fn settle(mut pieces: Vec<Piece>) -> Vec<Piece> {
    negations_win(&mut pieces);
    drop_general_twins(&mut pieces);
    join_mirrored(&mut pieces);
    drop_spelt_out(&mut pieces);
    drop_opposites(&mut pieces);
    drop_less_settled(&mut pieces);
    drop_repeated(&mut pieces);
    pieces.sort_by_key(|piece| piece.trigger.start);
    pieces
}

/// A promise and its failure about one flow are one negated piece.
fn negations_win(pieces: &mut Vec<Piece>) {
    let negated: Vec<(Partners, Partners)> = pieces
        .iter()
        .filter(|piece| piece.status == Status::Negated)
        .map(|piece| (piece.learner, piece.source))
        .collect();
    pieces.retain(|piece| {
        piece.status == Status::Negated || !negated.contains(&(piece.learner, piece.source)) || piece.third_party
    });
}

/// A noun that only names learning adds nothing beside a piece that says whether it happened.
fn drop_general_twins(pieces: &mut Vec<Piece>) {
    let said: Vec<(Partners, Partners)> = pieces
        .iter()
        .filter(|piece| piece.status != Status::General)
        .map(|piece| (piece.learner, piece.source))
        .collect();
    pieces.retain(|piece| piece.status != Status::General || !said.contains(&(piece.learner, piece.source)));
}

/// Clauses that mirror each other in the same words (`we learned from them and they from us`) are one mutual piece.
fn join_mirrored(pieces: &mut Vec<Piece>) {
    let mut i = 0;
    while i < pieces.len() {
        let twin = (i + 1..pieces.len()).find(|&j| {
            let (one, other) = (&pieces[i], &pieces[j]);
            one.rule == other.rule
                && one.status == other.status
                && !one.learner.is_empty()
                && !one.source.is_empty()
                && one.learner == other.source
                && one.source == other.learner
                && !one.mutual
        });
        if let Some(j) = twin {
            let both = pieces[i].learner.union(pieces[i].source);
            let piece = &mut pieces[i];
            (piece.learner, piece.source, piece.mutual) = (both, both, true);
            pieces.remove(j);
        }
        i += 1;
    }
}

/// Directed pieces that only spell out a mutual one add none.
fn drop_spelt_out(pieces: &mut Vec<Piece>) {
    let mutual: Vec<(Partners, Status)> =
        pieces.iter().filter(|piece| piece.mutual).map(|piece| (piece.learner, piece.status)).collect();
    pieces.retain(|piece| {
        piece.mutual
            || piece.third_party
            || piece.intra
            || !mutual.iter().any(|(parties, status)| {
                piece.status == *status
                    && (parties.is_empty()
                        || (piece.learner.without(*parties).is_empty() && piece.source.without(*parties).is_empty()))
            })
    });
}

/// Opposite directions out of one clause, with no word of exchange: the surer one stands.
fn drop_opposites(pieces: &mut Vec<Piece>) {
    let mut i = 0;
    while i < pieces.len() {
        let weaker = pieces.iter().enumerate().any(|(j, other)| {
            let piece = &pieces[i];
            j != i
                && other.clause == piece.clause
                && other.status == piece.status
                && other.learner == piece.source
                && other.source == piece.learner
                && !piece.learner.is_empty()
                && !piece.source.is_empty()
                && !piece.mutual
                && (other.confidence, j) > (piece.confidence, i)
        });
        if weaker {
            pieces.remove(i);
        } else {
            i += 1;
        }
    }
}

/// A piece with an empty role adds nothing beside one about the same flow with both settled.
fn drop_less_settled(pieces: &mut Vec<Piece>) {
    let settled: Vec<Piece> = pieces.clone();
    pieces.retain(|piece| {
        let covered = |other: &Piece| {
            other.status == piece.status
                && other.third_party == piece.third_party
                && other.settled() > piece.settled()
                && (piece.learner.is_empty() || piece.learner == other.learner)
                && (piece.source.is_empty() || piece.source == other.source)
        };
        piece.third_party || !settled.iter().any(covered)
    });
}

fn drop_repeated(pieces: &mut Vec<Piece>) {
    let mut kept: Vec<Piece> = Vec::new();
    for piece in pieces.drain(..) {
        let twin = kept.iter_mut().find(|other| {
            (other.learner, other.source, other.status, other.third_party)
                == (piece.learner, piece.source, piece.status, piece.third_party)
        });
        match twin {
            Some(other) if other.confidence < piece.confidence => *other = piece,
            Some(_) => {}
            None => kept.push(piece),
        }
    }
    *pieces = kept;
}
