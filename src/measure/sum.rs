//! A count with its replicates: what it is, and what it would be in each resampled corpus.

/// Which of them: the corpus as it is, or one replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Draw {
    /// The corpus as it is.
    Whole,
    /// The replicate with this number.
    Replicate(usize),
}

/// A sum over documents, plain and weighted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sum {
    whole: u64,
    replicates: Vec<u32>,
}

/// The sum of nothing.
pub(super) static NOTHING: Sum = Sum { whole: 0, replicates: Vec::new() };

impl Sum {
    /// Adds what one document has.
    pub(super) fn add(&mut self, n: u32, weights: &[u8]) {
        self.whole += u64::from(n);
        self.replicates.resize(weights.len(), 0);
        for (sum, &weight) in self.replicates.iter_mut().zip(weights) {
            *sum = sum.saturating_add(n.saturating_mul(u32::from(weight)));
        }
    }

    /// Adds what other documents have.
    pub(super) fn merge(&mut self, other: &Sum) {
        self.whole += other.whole;
        self.replicates.resize(self.replicates.len().max(other.replicates.len()), 0);
        for (sum, n) in self.replicates.iter_mut().zip(&other.replicates) {
            *sum = sum.saturating_add(*n);
        }
    }

    /// The sum in one draw.
    pub(super) fn at(&self, draw: Draw) -> u64 {
        match draw {
            Draw::Whole => self.whole,
            Draw::Replicate(r) => self.replicates.get(r).map_or(0, |&sum| u64::from(sum)),
        }
    }
}
