//! The formulas of codebook 4, on plain counts; nothing where the denominator is zero.

/// Evenness of learning: 0 where one partner learns alone, 1 where all learn alike.
///
/// `v = Σ min(L(x), mean L) / ΣL`, rescaled `(v − 1/n) / (1 − 1/n)`. Multiplied out so that it is one division of two
/// whole numbers: no rounding before the last step, the same value on every platform.
pub(super) fn evenness(learning: &[u64]) -> Option<f64> {
    let n = learning.len() as u64;
    let total: u64 = learning.iter().sum();
    if n < 2 || total == 0 {
        return None;
    }
    let capped: u64 = learning.iter().map(|l| (n * l).min(total)).sum();
    Some((capped - total) as f64 / (total * (n - 1)) as f64)
}

/// The difference of two counts as a share of their sum: −1 … 1.
pub(super) fn balance(a: u64, b: u64) -> Option<f64> {
    (a + b > 0).then(|| (a as f64 - b as f64) / (a + b) as f64)
}

/// A part of a whole.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The unweighted mean.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_partners_the_index_is_twice_the_smaller_share() {
        assert_eq!(evenness(&[3, 7]), Some(0.6));
        assert_eq!(evenness(&[5, 5]), Some(1.0));
        assert_eq!(evenness(&[0, 9]), Some(0.0));
    }

    #[test]
    fn of_three_partners_one_sole_learner_gives_zero_and_equal_learning_one() {
        assert_eq!(evenness(&[6, 0, 0]), Some(0.0));
        assert_eq!(evenness(&[2, 2, 2]), Some(1.0));
        // v = (2 + 2 + 0) / 6 = 2/3; (2/3 − 1/3) / (2/3)
        assert_eq!(evenness(&[3, 3, 0]), Some(0.5));
        // v = (2 + 1 + 0) / 6 = 1/2; (1/2 − 1/3) / (2/3)
        assert_eq!(evenness(&[5, 1, 0]), Some(0.25));
    }

    #[test]
    fn nobody_learning_is_undefined_not_zero() {
        assert_eq!(evenness(&[0, 0]), None);
        assert_eq!(balance(0, 0), None);
        assert_eq!(share(0, 0), None);
        assert_eq!(mean(&[]), None);
    }
}
