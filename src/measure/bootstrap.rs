//! The bootstrap over documents: each document's weight in each replicate, and the bounds of an interval.
//!
//! A weight depends on nothing but the seed, the document and the replicate, so that replicates can be summed while
//! documents stream by, in any order and on any number of threads.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

use super::row::Reason;

/// A partnership with fewer documents has no intervals.
pub const MINIMUM_DOCUMENTS: u64 = 5;

/// A measure that is defined in a smaller share of the replicates, in percent, has no interval.
pub const MINIMUM_DEFINED: usize = 90;

/// The document's weight in each replicate: Poisson with mean 1, by inversion of the top 53 bits of the stream's numbers.
///
/// The stream is ChaCha8 with the key SHA-256(seed, document, unit). What is hashed: the seed in 8 bytes and the
/// document's length in 8 bytes, both least significant byte first; the document's bytes; one byte 0 where there is no
/// unit, else one byte 1 and the unit's bytes.
pub(super) fn weights(seed: u64, document: &str, unit: Option<&str>, replicates: usize) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(seed.to_le_bytes());
    hash.update((document.len() as u64).to_le_bytes());
    hash.update(document.as_bytes());
    match unit {
        None => hash.update([0]),
        Some(unit) => {
            hash.update([1]);
            hash.update(unit.as_bytes());
        }
    }
    let mut stream = ChaCha8Rng::from_seed(hash.finalize().into());
    let cumulative = cumulative();
    (0..replicates).map(|_| weight(stream.next_u64(), &cumulative)).collect()
}

/// The 2.5 % and 97.5 % bounds by nearest rank over the replicates in which the measure is defined.
pub(super) fn interval(mut defined: Vec<f64>, replicates: usize) -> Result<(f64, f64), Reason> {
    if defined.is_empty() || defined.len() * 100 < replicates * MINIMUM_DEFINED {
        return Err(Reason::UndefinedInReplicates);
    }
    defined.sort_by(f64::total_cmp);
    // Ranks count from 1: the smallest whole number that is at least 1/40 (39/40) of the replicates.
    let low = defined.len().div_ceil(40);
    let high = (39 * defined.len()).div_ceil(40);
    Ok((defined[low - 1], defined[high - 1]))
}

/// The largest weight that 53 bits can tell from its neighbours.
const LARGEST: usize = 18;

/// The distribution function of Poisson(1) at 0, 1, 2 … [`LARGEST`] − 1.
fn cumulative() -> [f64; LARGEST] {
    // Written out: the last bit of `exp` may differ from one platform to the next.
    let mut term = 0.367_879_441_171_442_33;
    let mut sum = 0.0;
    let mut sums = [0.0; LARGEST];
    for (k, at) in sums.iter_mut().enumerate() {
        sum += term;
        *at = sum;
        term /= (k + 1) as f64;
    }
    sums
}

/// The smallest k at which the distribution function exceeds the number that the bits stand for, in [0, 1).
fn weight(bits: u64, cumulative: &[f64; LARGEST]) -> u8 {
    let uniform = (bits >> 11) as f64 / (1u64 << 53) as f64;
    cumulative.iter().take_while(|&&sum| uniform >= sum).count() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    // By an implementation of the cipher in another language.
    #[test]
    fn the_first_weights_of_a_document_are_known() {
        assert_eq!(weights(1, "a/b.txt", None, 12), [0, 2, 0, 1, 0, 1, 2, 0, 1, 0, 0, 0]);
        assert_eq!(weights(1, "a/rows.csv", Some("7"), 12), [1, 0, 3, 1, 0, 2, 0, 0, 2, 1, 0, 1]);
    }

    #[test]
    fn path_and_unit_do_not_run_together() {
        assert_ne!(weights(1, "ab", Some("c"), 50), weights(1, "a", Some("bc"), 50));
        assert_ne!(weights(1, "a", None, 50), weights(1, "a", Some(""), 50));
    }

    #[test]
    fn weights_have_mean_and_variance_of_about_one() {
        let weights = weights(7, "a", None, 100_000);
        let mean = weights.iter().map(|&w| f64::from(w)).sum::<f64>() / weights.len() as f64;
        let variance = weights.iter().map(|&w| (f64::from(w) - mean).powi(2)).sum::<f64>() / weights.len() as f64;
        assert!((mean - 1.0).abs() < 0.02, "{mean}");
        assert!((variance - 1.0).abs() < 0.03, "{variance}");
    }

    #[test]
    fn the_extremes_of_the_stream_give_the_extreme_weights() {
        assert_eq!(weight(0, &cumulative()), 0);
        assert!((16..=LARGEST as u8).contains(&weight(u64::MAX, &cumulative())));
    }

    #[test]
    fn bounds_are_nearest_ranks() {
        let values: Vec<f64> = (1..=1000).rev().map(f64::from).collect();
        assert_eq!(interval(values, 1000), Ok((25.0, 975.0)));
        let values: Vec<f64> = (1..=901).map(f64::from).collect();
        assert_eq!(interval(values, 1000), Ok((23.0, 879.0)));
    }

    #[test]
    fn a_measure_defined_in_too_few_replicates_has_no_bounds() {
        assert!(interval(vec![0.0; 900], 1000).is_ok());
        assert_eq!(interval(vec![0.0; 899], 1000), Err(Reason::UndefinedInReplicates));
        assert_eq!(interval(vec![], 0), Err(Reason::UndefinedInReplicates));
    }
}
