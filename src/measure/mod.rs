//! From evidence to a partnership (codebook, section 4): counts that merge in any order, measures, intervals.
//!
//! A [`Tally`] takes coded documents one by one and holds integers only; how many is bounded by the manifest and the
//! codebook, not by the corpus. Every number of the three tables is computed from it at the end, in one place.

mod bootstrap;
mod counts;
mod direction;
mod figure;
mod flow;
mod formula;
mod mutuality;
mod profile;
mod row;
mod scheme;
mod subject;
mod sum;
mod table;
mod tally;

pub use bootstrap::{MINIMUM_DEFINED, MINIMUM_DOCUMENTS};
pub use figure::MINIMUM_PIECES;
pub use row::{DirectionRow, MeasureRow, ProfileRow, Reason};
pub use scheme::UNRESOLVED;
pub use table::{CLOSED_SUFFIX, Key, MEASURES, Measure, Unit, measure_names};
pub use tally::Tally;

#[cfg(test)]
mod tests;
