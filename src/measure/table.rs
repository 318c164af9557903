//! The measures: a closed list, in the order of `partnerships.csv`. Adding one is a function and a row.

use super::counts as count;
use super::figure::Figure;
use super::flow::Reading;
use super::mutuality;
use super::row::MeasureRow;
use super::subject::Subject;

/// What stands after the name of a measure that also counts the roles which follow from the other one.
pub const CLOSED_SUFFIX: &str = ".closed";

/// One measure of a partnership or project.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Its name in the data.
    pub name: &'static str,
    /// What `key` tells: one row for each.
    pub key: Key,
    /// In what it is given.
    pub unit: Unit,
    /// Whether it is given a second time with the roles that are closed.
    pub closed: bool,
    /// Whether it is given for projects too, or compares them and is the partnership's alone.
    pub projects: bool,
    /// How it is computed (codebook 4).
    pub formula: &'static str,
    /// What it says.
    pub says: &'static str,
    figures: fn(&Subject<'_>, Reading) -> Vec<Figure>,
}

/// What the rows of a measure are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// The partnership or project: one row, no key.
    Whole,
    /// A partner's id, or `?`.
    Learner,
    /// Two partners' ids joined by `+`.
    Pair,
    /// A learner and a voice, parted by `|`; either may be `?`.
    LearnerVoice,
    /// A status.
    Status,
    /// The name of a dimension, without its family and pole.
    Dimension,
}

/// In what a measure is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// A whole number, without an interval.
    Count,
    /// 0 … 1.
    Share,
    /// −1 … 1.
    Difference,
}

/// All measures.
#[rustfmt::skip]
pub const MEASURES: &[Measure] = &[
    Measure { name: "documents", key: Key::Whole, unit: Unit::Count, closed: false, projects: true, figures: count::documents,
        formula: "documents coded under it, with or without evidence", says: "how much the other numbers rest on" },
    Measure { name: "pieces", key: Key::Whole, unit: Unit::Count, closed: false, projects: true, figures: count::pieces,
        formula: "all pieces of evidence", says: "how much is said about learning" },
    Measure { name: "pieces_by_status", key: Key::Status, unit: Unit::Count, closed: false, projects: true, figures: count::pieces_by_status,
        formula: "all pieces of a status", says: "fact, plan, theory or denial" },
    Measure { name: "intra_pieces", key: Key::Whole, unit: Unit::Count, closed: false, projects: true, figures: count::intra_pieces,
        formula: "all pieces of scope intra", says: "learning at home" },
    Measure { name: "third_party_pieces", key: Key::Whole, unit: Unit::Count, closed: false, projects: true, figures: count::third_party_pieces,
        formula: "all pieces from an outsider", says: "learning from outside; counts in no other measure of learning" },
    Measure { name: "realised_pieces", key: Key::Whole, unit: Unit::Count, closed: false, projects: true, figures: count::realised_pieces,
        formula: "realised inter pieces, third parties left out", says: "learning between partners that is reported as fact" },
    Measure { name: "mutual_pieces", key: Key::Whole, unit: Unit::Count, closed: false, projects: true, figures: count::mutual_pieces,
        formula: "mutual pieces among the realised inter pieces", says: "how often partners are said to learn from each other" },
    Measure { name: "learning", key: Key::Learner, unit: Unit::Count, closed: true, projects: true, figures: count::learning,
        formula: "L(x): realised inter pieces in which x is a learner; ?: those whose learner is unresolved", says: "how much each partner learns" },
    Measure { name: "perspective", key: Key::LearnerVoice, unit: Unit::Count, closed: true, projects: true, figures: count::perspective,
        formula: "L(x) by voice", says: "who says that whom has learned" },
    Measure { name: "balance", key: Key::Pair, unit: Unit::Difference, closed: true, projects: true, figures: mutuality::balance,
        formula: "(L(x) - L(y)) / (L(x) + L(y))", says: "0 is balanced; above 0 the first partner learns more" },
    Measure { name: "mutuality_index", key: Key::Whole, unit: Unit::Share, closed: true, projects: true, figures: mutuality::mutuality_index,
        formula: "(v - 1/n) / (1 - 1/n) with v = sum of min(L(x), mean L) / sum of L, for n partners", says: "0 one-way, 1 balanced" },
    Measure { name: "mutuality_gap", key: Key::Whole, unit: Unit::Share, closed: true, projects: true, figures: mutuality::mutuality_gap,
        formula: "1 - mutuality_index", says: "distance from the ideal" },
    Measure { name: "rhetoric_gap", key: Key::Whole, unit: Unit::Difference, closed: true, projects: true, figures: mutuality::rhetoric_gap,
        formula: "mutuality index over intended and general pieces - mutuality_index", says: "above 0: more mutual on paper than in fact" },
    Measure { name: "level_gap", key: Key::Whole, unit: Unit::Difference, closed: true, projects: false, figures: mutuality::level_gap,
        formula: "mutuality_index - mean of the mutuality_index of the projects that have one", says: "above 0: mutual over projects, not within them" },
    Measure { name: "claimed_mutuality", key: Key::Whole, unit: Unit::Share, closed: false, projects: true, figures: mutuality::claimed_mutuality,
        formula: "mutual_pieces / realised_pieces", says: "how far partners are said to learn from each other" },
    Measure { name: "evidenced_mutuality", key: Key::Whole, unit: Unit::Share, closed: true, projects: true, figures: mutuality::evidenced_mutuality,
        formula: "mutuality index without the mutual pieces", says: "whether directed evidence bears the claim out" },
    Measure { name: "topical_mutuality", key: Key::Whole, unit: Unit::Share, closed: true, projects: false, figures: mutuality::topical_mutuality,
        formula: "mean over project types of the mutuality index within each, of those that have one", says: "both ways on the same subject, or on complementary ones" },
    Measure { name: "dimension_score", key: Key::Dimension, unit: Unit::Difference, closed: false, projects: true, figures: mutuality::dimension_score,
        formula: "(enabling - hindering) / (enabling + hindering) segments", says: "whether the dimension works for learning or against it" },
];

/// The names of all measures as they stand in the data, closed ones included.
pub fn measure_names() -> Vec<String> {
    MEASURES.iter().flat_map(|measure| measure.readings().map(|reading| measure.name_in(reading))).collect()
}

/// All measures of one partnership or project.
pub(super) fn rows(subject: &Subject<'_>) -> Vec<MeasureRow> {
    let project = subject.project_id();
    let mut rows = Vec::new();
    for measure in MEASURES.iter().filter(|measure| measure.projects || project.is_none()) {
        for reading in measure.readings() {
            rows.extend((measure.figures)(subject, reading).into_iter().map(|figure| MeasureRow {
                partnership: subject.members.id.clone(),
                project: project.clone(),
                measure: measure.name_in(reading),
                key: figure.key,
                value: figure.value,
                n: figure.n,
                low: figure.low,
                high: figure.high,
                reason: figure.reason,
            }));
        }
    }
    rows
}

impl Measure {
    /// The readings it is given in.
    fn readings(&self) -> impl Iterator<Item = Reading> {
        [Some(Reading::Written), self.closed.then_some(Reading::Closed)].into_iter().flatten()
    }

    fn name_in(&self, reading: Reading) -> String {
        match reading {
            Reading::Written => self.name.to_owned(),
            Reading::Closed => format!("{}{CLOSED_SUFFIX}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_measures_have_one_name() {
        let mut names = measure_names();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), measure_names().len());
    }
}
