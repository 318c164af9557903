//! From the words of a segment to directional evidence: who learned from whom, and whether it happened.
//!
//! 1. [`mention`]: every naming of a partner or other actor, with the phrase it stands in and what marks that phrase;
//! 2. [`construction`]: every wording of learning, with the slots that its roles stand in;
//! 3. [`bind`]: roles filled, marked slots first, the unmarked ones with what is left;
//! 4. [`status`]: realised, intended, negated or general, by the cues that reach the trigger;
//! 5. [`settle`]: the pieces of one segment against each other (codebook 2.3).

pub mod actors;
pub mod bind;
mod clause;
pub mod construction;
pub mod cues;
mod extent;
mod join;
pub mod lexicon;
pub mod mention;
pub mod names;
mod needs;
pub mod phrase;
pub mod resolve;
mod role;
pub mod settle;
pub mod status;
mod whom;

pub use lexicon::DirectionLexicon;
pub use resolve::{NearMiss, Piece, Resolution, Setting, resolve};

/// Partners of one partnership as a set: bit i is the i-th partner of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Partners(pub u64);

impl Partners {
    /// The set of one.
    pub fn one(index: usize) -> Partners {
        Partners(1 << index)
    }

    /// The set of the first `count`.
    pub fn all(count: usize) -> Partners {
        Partners(if count >= 64 { u64::MAX } else { (1 << count) - 1 })
    }

    /// How many.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `index` is one of them.
    pub fn contains(self, index: usize) -> bool {
        self.0 & (1 << index) != 0
    }

    /// All in either.
    pub fn union(self, other: Partners) -> Partners {
        Partners(self.0 | other.0)
    }

    /// Those that `other` has not.
    pub fn without(self, other: Partners) -> Partners {
        Partners(self.0 & !other.0)
    }

    /// Their indices, ascending: the order of the manifest.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |&index| self.contains(index))
    }
}
