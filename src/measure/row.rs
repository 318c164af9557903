//! The rows of the three tables: `partnerships.csv`, `directions.csv`, `profile.csv`. Fields and their order are the
//! columns.

use serde::{Deserialize, Serialize, Serializer};

use crate::record::{Scope, Status};

/// One measure of one partnership or project: a line of `partnerships.csv`.
#[allow(missing_docs, reason = "the interface defines every column by this name")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureRow {
    pub partnership: String,
    pub project: Option<String>,
    pub measure: String,
    pub key: Option<String>,
    #[serde(serialize_with = "shortest")]
    pub value: Option<f64>,
    pub n: u64,
    #[serde(serialize_with = "shortest")]
    pub low: Option<f64>,
    #[serde(serialize_with = "shortest")]
    pub high: Option<f64>,
    pub reason: Option<Reason>,
}

/// One cell of the counts: a line of `directions.csv`.
#[allow(missing_docs, reason = "the interface defines every column by this name")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectionRow {
    pub partnership: String,
    pub project: Option<String>,
    pub source: String,
    pub learner: String,
    pub voice: Option<String>,
    pub status: Status,
    pub scope: Scope,
    /// 0 or 1: what every statistical program reads.
    pub third_party: u8,
    pub n: u64,
}

/// One code in one direction: a line of `profile.csv`.
#[allow(missing_docs, reason = "the interface defines every column by this name")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProfileRow {
    pub partnership: String,
    pub project: Option<String>,
    pub source: String,
    pub learner: String,
    pub code: String,
    pub n: u64,
    pub total: u64,
    #[serde(serialize_with = "shortest")]
    pub share: Option<f64>,
    #[serde(serialize_with = "shortest")]
    pub low: Option<f64>,
    #[serde(serialize_with = "shortest")]
    pub high: Option<f64>,
}

/// Why a value, or its interval, is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// No value: it would rest on fewer than five pieces.
    FewerThanFivePieces,
    /// No value: it would rest on fewer than five segments.
    FewerThanFiveSegments,
    /// No value: no project has a mutuality index to compare with.
    NoProjectsWithIndex,
    /// No value: no project type has a mutuality index.
    NoTypesWithIndex,
    /// No interval: the partnership has fewer than five documents.
    FewerThanFiveDocuments,
    /// No interval: defined in fewer than nine replicates of ten.
    UndefinedInReplicates,
    /// No interval: no replicates were asked for.
    NoReplicates,
}

impl Reason {
    /// All, values first.
    pub const ALL: [Reason; 7] = [
        Reason::FewerThanFivePieces,
        Reason::FewerThanFiveSegments,
        Reason::NoProjectsWithIndex,
        Reason::NoTypesWithIndex,
        Reason::FewerThanFiveDocuments,
        Reason::UndefinedInReplicates,
        Reason::NoReplicates,
    ];

    /// The word in the data.
    pub fn name(self) -> &'static str {
        match self {
            Reason::FewerThanFivePieces => "fewer_than_five_pieces",
            Reason::FewerThanFiveSegments => "fewer_than_five_segments",
            Reason::NoProjectsWithIndex => "no_projects_with_index",
            Reason::NoTypesWithIndex => "no_types_with_index",
            Reason::FewerThanFiveDocuments => "fewer_than_five_documents",
            Reason::UndefinedInReplicates => "undefined_in_replicates",
            Reason::NoReplicates => "no_replicates",
        }
    }
}

/// A number in the fewest digits that give it back, whole numbers without a point; the empty cell where it is missing.
fn shortest<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_called_the_same_in_code_and_data() {
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
        }
    }
}
