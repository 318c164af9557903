//! The tally against a slow and plain reading of the codebook, on random corpora.

mod corpus;
mod oracle;

use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

use super::{MeasureRow, Reason, Tally};
use crate::record::Coded;
use corpus::{Sketch, codebook, coded, documents, manifest, piece};

const SEED: u64 = 2009;

fn tally(partners: usize, corpus: &[Coded], replicates: usize) -> Tally {
    let mut tally = Tally::new(&manifest(partners), &codebook(), SEED, replicates);
    for document in corpus {
        tally.add(document);
    }
    tally
}

fn find<'a>(rows: &'a [MeasureRow], project: Option<&str>, measure: &str, key: Option<&str>) -> &'a MeasureRow {
    rows.iter()
        .find(|row| row.project.as_deref() == project && row.measure == measure && row.key.as_deref() == key)
        .unwrap_or_else(|| panic!("no row {project:?} {measure} {key:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn measures_are_what_the_codebook_says(partners in 2..4usize, corpus in documents()) {
        let corpus = coded(&corpus, partners);
        let rows = tally(partners, &corpus, 40).measures();
        let expected = oracle::measures(&manifest(partners), &corpus, SEED, 40);
        prop_assert!(!expected.is_empty());
        for want in &expected {
            let have = find(&rows, want.project.as_deref(), &want.measure, want.key.as_deref());
            let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-12,
                (a, b) => a == b,
            };
            prop_assert!(
                close(have.value, want.value) && close(have.low, want.low) && close(have.high, want.high)
                    && have.n == want.n && have.reason == want.reason,
                "{have:?}\n{want:?}"
            );
        }
        prop_assert_eq!(rows.len(), expected.len());
    }

    #[test]
    fn any_split_and_order_give_the_same_rows(corpus in documents(), cut in 0..12usize) {
        let mut corpus = coded(&corpus, 2);
        let whole = tally(2, &corpus, 40);
        let rest = corpus.split_off(cut.min(corpus.len()));
        corpus.reverse();
        let mut parts = tally(2, &rest, 40);
        parts.merge(tally(2, &corpus, 40));
        prop_assert!(whole == parts);
        prop_assert_eq!(whole.measures(), parts.measures());
        prop_assert_eq!(whole.profile(), parts.profile());
    }

    #[test]
    fn directions_count_every_piece_once_and_profiles_every_directed_one(corpus in documents()) {
        let corpus = coded(&corpus, 3);
        let tally = tally(3, &corpus, 0);
        let own = tally.directions().into_iter().filter(|row| row.project.is_none());
        prop_assert_eq!(own.map(|row| row.n).sum::<u64>(), corpus.iter().map(|c| c.evidence.len() as u64).sum::<u64>());
        for row in tally.profile() {
            let (n, total) = oracle::profile(&corpus, &row);
            prop_assert_eq!((row.n, row.total), (n, total));
            prop_assert_eq!(row.share, (total >= 5).then(|| n as f64 / total as f64));
        }
    }
}

/// `n` documents with one such piece each.
fn of(sketch: Sketch, n: usize) -> Vec<Coded> {
    coded(&vec![vec![sketch]; n], 2)
}

#[test]
fn four_pieces_are_too_few_and_five_are_enough() {
    let learned = piece(&[1], &[0]);
    let row = |n| find(&tally(2, &of(learned.clone(), n), 40).measures(), None, "mutuality_index", None).clone();
    assert_eq!((row(4).value, row(4).n, row(4).reason), (None, 4, Some(Reason::FewerThanFivePieces)));
    assert_eq!((row(5).value, row(5).n), (Some(0.0), 5));
}

#[test]
fn a_mutual_piece_counts_once_for_every_partner_and_once_for_the_rule_of_five() {
    let rows = tally(2, &of(piece(&[0, 1], &[0, 1]), 4), 40).measures();
    assert_eq!(find(&rows, None, "learning", Some("p0")).value, Some(4.0));
    assert_eq!(find(&rows, None, "learning", Some("p1")).value, Some(4.0));
    assert_eq!(find(&rows, None, "mutuality_index", None).n, 4);
}

#[test]
fn roles_that_follow_count_in_closed_measures_only() {
    let inferred = Sketch { closed: vec![1], ..piece(&[0], &[]) };
    let rows = tally(2, &of(inferred, 6), 40).measures();
    assert_eq!(find(&rows, None, "learning", Some("p1")).value, Some(0.0));
    assert_eq!(find(&rows, None, "learning", Some("?")).value, Some(6.0));
    assert_eq!(find(&rows, None, "learning.closed", Some("p1")).value, Some(6.0));
    assert_eq!(find(&rows, None, "mutuality_index", None).value, None);
    assert_eq!(find(&rows, None, "mutuality_index.closed", None).value, Some(0.0));
}

#[test]
fn a_partnership_of_four_documents_has_values_but_no_intervals() {
    let learned = piece(&[1], &[0]);
    let rows = tally(2, &coded(&vec![vec![learned.clone(), learned]; 4], 2), 40).measures();
    let row = find(&rows, None, "mutuality_gap", None);
    assert_eq!((row.value, row.low, row.reason), (Some(1.0), None, Some(Reason::FewerThanFiveDocuments)));
}

#[test]
fn a_measure_that_rests_on_one_document_is_undefined_in_too_many_replicates() {
    let mut corpus = vec![vec![piece(&[1], &[0]); 5]];
    corpus.resize(9, Vec::new());
    let rows = tally(2, &coded(&corpus, 2), 1000).measures();
    let row = find(&rows, None, "mutuality_index", None);
    assert_eq!((row.value, row.low, row.reason), (Some(0.0), None, Some(Reason::UndefinedInReplicates)));
}

#[test]
fn without_replicates_there_are_values_without_intervals() {
    let rows = tally(2, &of(piece(&[1], &[0]), 6), 0).measures();
    let row = find(&rows, None, "balance", Some("p0+p1"));
    assert_eq!((row.value, row.low, row.reason), (Some(1.0), None, Some(Reason::NoReplicates)));
}
